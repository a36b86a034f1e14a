// Comparing header names: ASCII letters of either case are equal, nothing else is.
#pragma once

#include <algorithm>
#include <string_view>

namespace bowline::http {

/// True when both name the same header. Source: RFC 9110 5.1, field names are case-insensitive.
inline bool sameName(std::string_view a, std::string_view b) {
    constexpr auto kLower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) {
               return kLower(x) == kLower(y);
           });
}

}  // namespace bowline::http
