// What a template gave, as the field of a destination takes it. Nothing is read out of a text: a
// number is what a template made as a number, a time what it gave as a time, so that a telephone
// number never becomes one.
#pragma once

#include "connector/expression/value.h"
#include "connector/model/field_value.h"

#include <optional>

namespace bowline::expression {

/// Absence: nothing for a value that the field does not take, null among them, where its form says
/// nothing for `otherwise`. A number has at most 53 bits, which every reader of JSON keeps
/// (RFC 8259, 6).
std::optional<FieldValue> fitted(const Value& value, const FieldForm& form);

}  // namespace bowline::expression
