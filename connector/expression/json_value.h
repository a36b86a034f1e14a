// JSON and values of the template language, both ways: the answers and bodies of adapters, and the
// filters `json` and `parse_json`. Bounded whatever the bytes are; nothing of a parser's own words
// gets out.
#pragma once

#include "connector/expression/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::expression {

/// How deep lists and maps may stand in each other.
constexpr int kJsonDepth = 64;
/// How many values a text may hold; with them a text of a few MiB could ask for hundreds.
constexpr std::size_t kJsonValues = 512UL * 1024;

/// The value that `text` stands for; nothing when it is no JSON, is longer than `mostBytes`, deeper
/// than `kJsonDepth` or of more than `kJsonValues` values. Whole numbers of 64 bits are numbers;
/// all other numbers are texts, spelled as in the source. Of a key that stands twice the last one
/// counts. Never throws but std::bad_alloc.
std::optional<Value> valueFromJson(std::string_view text, std::size_t mostBytes);

/// `value` as JSON without blanks, keys sorted, Instants as ISO 8601 (null outside the calendar).
/// Always JSON and UTF-8: an invalid byte becomes U+FFFD, what is nested deeper than anything that
/// a decoder lets in becomes null.
std::string toJson(const Value& value);

}  // namespace bowline::expression
