// Encoders of a few lines each; see the header.
#include "connector/delivery/secret_encoding.h"

#include "connector/base/text.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <iterator>

namespace bowline::delivery {

namespace {

bool isControl(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 0x7F;
}

bool isUnreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = codePointAt(text, at);
        if (point.value == 0xFFFD && point.length == 1)
            return false;
        at += point.length;
    }
    return true;
}

std::uint32_t byteAt(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

}  // namespace

std::optional<std::string> insideJsonString(std::string_view text) {
    if (!isUtf8(text))
        return std::nullopt;
    std::string out;
    for (const char c : text) {
        if (isControl(c))
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
        else if (c == '"' || c == '\\')
            out += {'\\', c};
        else
            out += c;
    }
    return out;
}

std::string percentEncoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (isUnreserved(c))
            out += c;
        else
            fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto bits =
            byteAt(bytes, at) << 16 | byteAt(bytes, at + 1) << 8 | byteAt(bytes, at + 2);
        for (int shift = 18; shift >= 0; shift -= 6)
            out += kLetters[(bits >> shift) & 63U];
    }
    const auto missing = (3 - bytes.size() % 3) % 3;
    out.replace(out.size() - missing, missing, missing, '=');
    return out;
}

bool isOneLine(std::string_view text) {
    return std::ranges::none_of(text, isControl);
}

}  // namespace bowline::delivery
