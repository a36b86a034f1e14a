// Letter case without locales, the same on every machine: Latin, Greek and Cyrillic letters that
// have one counterpart of one code point. Everything else, invalid bytes included, stays as it is.
#pragma once

#include <string>
#include <string_view>

namespace bowline::expression {

std::string toLower(std::string_view utf8);
std::string toUpper(std::string_view utf8);
/// The first `limit` bytes or fewer: never a part of a code point.
std::string_view cutAtCodePoint(std::string_view utf8, std::size_t limit);
/// An invalid byte counts as one.
std::size_t countCodePoints(std::string_view utf8);

}  // namespace bowline::expression
