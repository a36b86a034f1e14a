// Small questions that the runner asks of values: is it true, what stands at a pointer, is it an
// id. Nothing here knows of requests or answers.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/expression/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// The expressions' own truth: only null and false are false.
[[nodiscard]] bool isTrue(const expression::Value& value);
/// The value's own kind, or null.
const std::string* textIn(const expression::Value& value);
const std::int64_t* numberIn(const expression::Value& value);
const expression::List* listIn(const expression::Value& value);
const expression::Map* mapIn(const expression::Value& value);

/// What stands at an RFC 6901 pointer; null when there is nothing. "" is the whole value.
const expression::Value* valueAt(const expression::Value& whole, std::string_view pointer);
/// `whole` with `part` at `pointer`; maps on the way are made, lists are not entered.
expression::Value withValueAt(
    const expression::Value& whole, std::string_view pointer, expression::Value part
);

/// An id as it goes into links and paths: 1..128 visible ASCII characters, a number in decimal.
/// Absence: it cannot be one.
std::optional<std::string> idIn(const expression::Value& value);

/// A number, or a text that is nothing but one.
std::optional<std::int64_t> wholeNumberIn(const expression::Value& value);

/// The template's value; null where there is no template.
expression::Value valueOf(const TemplatePtr& source, const expression::Map& roots);
/// The template as text; empty where there is none.
std::string textOf(const TemplatePtr& source, const expression::Map& roots);
/// True where there is no template: what nobody asks for holds.
[[nodiscard]] bool holds(const TemplatePtr& predicate, const expression::Map& roots);

}  // namespace bowline::adapters::rest
