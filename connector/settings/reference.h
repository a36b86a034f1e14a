// The manual of the settings, printed from their FieldSpecs: config/reference.md,
// config/schema.json and the annotated config/bowline.yaml. A test fails when the files in the
// repository differ from what is printed here.
#pragma once

#include "connector/settings/field_spec.h"

#include <string>

namespace bowline::settings {

/// Markdown: one table a section.
std::string referenceMarkdown(const FieldSpecs& specs);
/// JSON Schema 2020-12, two blanks indent.
std::string jsonSchema(const FieldSpecs& specs);
/// A file that loads as it stands: required keys with their examples, all others commented out with
/// their defaults.
std::string annotatedYaml(const FieldSpecs& specs);

}  // namespace bowline::settings
