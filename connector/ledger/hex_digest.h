// A digest as 64 characters of lower-case hex and back, without a heap block: the verifier does
// this for every entry. Upper case is refused, since one digest must have one form.
#pragma once

#include "connector/base/hmac.h"

#include <optional>
#include <string_view>

namespace bowline::ledger {

constexpr std::size_t kDigestHexSize = 64;

/// 0..15, or -1 for what is no lower-case hex digit.
constexpr int lowerHexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

inline std::optional<Digest> digestFromHex(std::string_view hex) {
    if (hex.size() != kDigestHexSize)
        return std::nullopt;
    Digest out;
    int seen = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int byte = lowerHexValue(hex[2 * i]) * 16 + lowerHexValue(hex[2 * i + 1]);
        seen |= lowerHexValue(hex[2 * i]) | lowerHexValue(hex[2 * i + 1]);
        out[i] = static_cast<std::uint8_t>(byte);
    }
    return seen < 0 ? std::nullopt : std::optional(out);
}

}  // namespace bowline::ledger
