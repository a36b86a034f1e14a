// Short words for declaring FieldSpecs, so that a table of them can be read: each returns its
// argument with one property more.
#pragma once

#include "connector/settings/field_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bowline::settings {

FieldSpec field(std::string name, FieldType type, std::string sentence);
FieldSpec required(FieldSpec spec, std::string example);
FieldSpec optional(FieldSpec spec, std::string byDefault);
/// Optional without a default; the annotated file shows `example`.
FieldSpec shown(FieldSpec spec, std::string example);
FieldSpec ranged(FieldSpec spec, std::int64_t low, std::int64_t high, std::string byDefault);
FieldSpec counted(FieldSpec spec, std::string unit);
FieldSpec choice(FieldSpec spec, std::vector<std::string> choices);
FieldSpec with(FieldSpec spec, FieldSpecs fields);

}  // namespace bowline::settings
