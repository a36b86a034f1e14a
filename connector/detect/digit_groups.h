// Runs of digits and what stands between them: the common ground of cards, phones and known
// numbers.
#pragma once

#include "connector/detect/byte_set.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// Half-open byte range of a normalised text that holds ASCII digits only.
struct DigitGroup {
    std::size_t begin;
    std::size_t end;
    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isAsciiAlnum(char c) {
    return isDigit(c) || isAsciiLetter(c);
}

/// All maximal runs of digits, in order. Linear.
std::vector<DigitGroup> digitGroups(std::string_view view);

/// True when the bytes between `left` and `right` are one to three of `separators`, nothing else.
bool isGap(
    std::string_view view,
    const DigitGroup& left,
    const DigitGroup& right,
    const ByteSet& separators
);

}  // namespace bowline::detect
