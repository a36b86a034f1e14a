// Small questions about bytes and UTF-8 that several rooms ask alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bowline {

/// Lower-case hexadecimal, two characters a byte.
std::string toHex(std::string_view bytes);
/// The bytes of lower- or upper-case hexadecimal; nothing on odd length or a foreign character.
std::optional<std::string> fromHex(std::string_view hex);

/// At most `limit` bytes of the text, cut between code points.
std::string_view cutText(std::string_view text, std::size_t limit);

/// Views on the same bytes; no copy.
inline std::string_view asText(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One code point read from UTF-8 at `at`. An invalid byte reads as U+FFFD of length 1, so a caller
/// that steps by `length` always ends.
struct CodePoint {
    char32_t value;
    std::size_t length;  ///< bytes, 1..4
};
CodePoint codePointAt(std::string_view utf8, std::size_t at);
/// Appends the UTF-8 bytes of `c`.
void appendUtf8(std::string& out, char32_t c);

/// Only ASCII letters change; other bytes stay.
std::string toLowerAscii(std::string_view text);
/// Without blanks, tabs, CR and LF at both ends. A view into `text`.
std::string_view trimmed(std::string_view text);

/// The name in `known` with the fewest edits to `typed`, when near enough to be a slip (at most a
/// third of its length, at least 1); else nothing. For "did you mean".
std::optional<std::string> nearestName(std::string_view typed, std::span<const std::string> known);

}  // namespace bowline
