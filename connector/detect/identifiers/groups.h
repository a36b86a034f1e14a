// A text as runs of letters and digits with what stands between them: what may be one number, and
// what is only a part of one.
#pragma once

#include "connector/model/finding.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// Letters of what may stand before or behind the digits of one identifier ("CHE", "ZZ4").
constexpr std::size_t kMostLetters = 4;

/// A run of ASCII letters and digits.
struct Group {
    Span span;
    bool hasDigit = false;
};

/// All groups of one text, which outlives this. Linear.
class Groups {
public:
    explicit Groups(std::string_view text);

    [[nodiscard]] std::size_t size() const noexcept { return groups_.size(); }
    [[nodiscard]] const Group& operator[](std::size_t at) const { return groups_[at]; }
    [[nodiscard]] std::size_t sizeOf(std::size_t at) const;
    [[nodiscard]] std::string_view textOf(std::size_t at) const;
    /// What stands between `at` and the group before it, which there is.
    [[nodiscard]] std::string_view gapBefore(std::size_t at) const;

    /// Whether `at` may go on the identifier of the group before it: behind one to three
    /// separators, and with a digit, or few letters that are glued to it or capital.
    [[nodiscard]] bool continues(std::size_t at) const;
    /// Whether a mark ties `at` to digits before it: the middle of a longer number.
    [[nodiscard]] bool isTied(std::size_t at) const;
    /// Whether blanks part `first`..`last` from more digits, of which it may be a part.
    [[nodiscard]] bool isPartOfMore(std::size_t first, std::size_t last) const;

private:
    std::string_view text_;
    std::vector<Group> groups_;
};

}  // namespace bowline::detect
