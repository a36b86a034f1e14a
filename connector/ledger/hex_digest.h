// A digest as 64 characters of lower-case hex and back, without a heap block: the verifier does
// this for every entry. Upper case is refused, since one digest must have one form.
#pragma once

#include "connector/base/hmac.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bowline::ledger {

constexpr std::size_t kDigestHexSize = 64;

constexpr std::array<std::int8_t, 256> lowerHexTable() {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::int8_t value = 0; value < 16; ++value)
        table[static_cast<std::uint8_t>("0123456789abcdef"[value])] = value;
    return table;
}

inline constexpr auto kLowerHexValues = lowerHexTable();

/// 0..15, or -1 for what is no lower-case hex digit. A table, since comparing cost half of reading
/// an entry.
constexpr int lowerHexValue(char c) {
    return kLowerHexValues[static_cast<std::uint8_t>(c)];
}

inline std::optional<Digest> digestFromHex(std::string_view hex) {
    if (hex.size() != kDigestHexSize)
        return std::nullopt;
    Digest out;
    int seen = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = lowerHexValue(hex[2 * i]);
        const int low = lowerHexValue(hex[2 * i + 1]);
        seen |= high | low;
        out[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return seen < 0 ? std::nullopt : std::optional(out);
}

}  // namespace bowline::ledger
