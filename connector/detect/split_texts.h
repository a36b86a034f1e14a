// What the parts of a value over several texts look like, and what people say between them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// Fewer digits in a sentence are the part of no value.
constexpr std::size_t kFewestDigitsOfPart = 3;

/// Digits in `text`, however disguised, words for digits left out.
std::size_t digitsIn(std::string_view text);

/// Digits and signs, letters at most beside digits ("DE89"): nothing that says what it is.
bool isFragment(std::string_view text);

/// "sorry, cat on keyboard", "wait": short and without a digit.
bool isAside(std::string_view text);

/// For each text whether it is an aside with a text that is none on both sides.
std::vector<bool> asidesIn(const std::vector<std::string_view>& texts);

/// For each text whether it is one of the asides between two fragments.
std::vector<bool> asidesBetweenFragments(const std::vector<std::string_view>& texts);

}  // namespace bowline::detect
