// A set of bytes that is asked in one step; find_first_not_of asks its set byte by byte.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace bowline::detect {

class ByteSet {
public:
    constexpr explicit ByteSet(std::string_view bytes) {
        for (const char c : bytes)
            in_[static_cast<unsigned char>(c)] = true;
    }
    [[nodiscard]] constexpr bool has(char c) const { return in_[static_cast<unsigned char>(c)]; }
    [[nodiscard]] constexpr bool hasAll(std::string_view text) const {
        return std::all_of(text.begin(), text.end(), [this](char c) { return has(c); });
    }

    /// Where the first of them stands from `at` on; the size of the text when there is none.
    [[nodiscard]] constexpr std::size_t firstIn(std::string_view text, std::size_t at) const {
        while (at < text.size() && !has(text[at]))
            ++at;
        return at;
    }

private:
    std::array<bool, 256> in_{};
};

}  // namespace bowline::detect
