// Six bits a character, from the top.
#include "connector/base/base64.h"

#include <cstdint>

namespace bowline {

namespace {

constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kForAddresses =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encoded(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
        for (bits += 8; bits >= 6; bits -= 6)
            out += alphabet[(held >> (bits - 6)) & 63];
    }
    if (bits > 0)
        out += alphabet[(held << (6 - bits)) & 63];
    return out;
}

/// The value of a character of either alphabet.
std::optional<std::uint32_t> valueOf(char c) {
    const auto place =
        kStandard.find(c) != std::string_view::npos ? kStandard.find(c) : kForAddresses.find(c);
    return place == std::string_view::npos ? std::nullopt
                                           : std::optional(static_cast<std::uint32_t>(place));
}

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::string toBase64(std::string_view bytes) {
    std::string out = encoded(bytes, kStandard);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::string toBase64Url(std::string_view bytes) {
    return encoded(bytes, kForAddresses);
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    std::size_t characters = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (isBlank(c))
            continue;
        padding += c == '=' ? 1 : 0;
        const auto value = valueOf(c);
        if (c == '=' && padding <= 2)
            continue;
        if (!value || padding > 0)
            return std::nullopt;
        held = (held << 6 | *value) & 0xFFFFFF;
        if (++characters % 4 != 1)
            out += static_cast<char>(held >> (6 - 2 * ((characters - 1) % 4)) & 0xFF);
    }
    // One character alone holds no byte; padding fills up to four characters, or is left out.
    const bool isWhole = characters % 4 != 1 && (padding == 0 || (characters + padding) % 4 == 0);
    return isWhole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace bowline
