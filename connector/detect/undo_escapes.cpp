// Escapes: a mark and a code in the middle of plain text.
#include "connector/base/text.h"
#include "connector/detect/byte_set.h"
#include "connector/detect/undo.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace bowline::detect {

namespace {

/// What stands at `at`, undone, and how many bytes it took; nothing when no escape stands there.
struct Piece {
    std::string bytes;
    std::size_t length;
};

std::optional<unsigned> number(std::string_view digits, int base) {
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<Piece> hexByteAfter(std::string_view text, std::size_t mark) {
    if (text.size() < mark + 2)
        return std::nullopt;
    const auto value = number(text.substr(mark, 2), 16);
    if (!value)
        return std::nullopt;
    return Piece{std::string(1, static_cast<char>(*value)), mark + 2};
}

std::optional<Piece> percentAt(std::string_view text) {
    if (text.front() == '+')
        return Piece{" ", 1};
    return text.front() == '%' ? hexByteAfter(text, 1) : std::nullopt;
}

std::string utf8Of(unsigned value) {
    std::string out;
    if (value <= 0x10FFFF)
        appendUtf8(out, static_cast<char32_t>(value));
    return out;
}

/// \uXXXX, two of them for a character beyond the first plane.
std::optional<Piece> jsonUnicodeAt(std::string_view text) {
    const auto unit = [&](std::size_t at) -> std::optional<unsigned> {
        if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u')
            return std::nullopt;
        return number(text.substr(at + 2, 4), 16);
    };
    const auto high = unit(0);
    if (!high)
        return std::nullopt;
    const auto low = unit(6);
    const bool isPair = *high >= 0xD800 && *high < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000;
    if (!isPair)
        return Piece{utf8Of(*high), 6};
    return Piece{utf8Of(0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00)), 12};
}

/// JSON knows a backslash before three marks, markup and query languages before all; nobody writes
/// one before a mark and means both.
bool isMark(char c) {
    const bool isVisible = c > ' ' && c < 0x7F;
    const bool isLetterOrDigit =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return (isVisible && !isLetterOrDigit) || c == '\n';
}

std::optional<Piece> backslashAt(std::string_view text) {
    if (text.front() != '\\' || text.size() < 2)
        return std::nullopt;
    if (text[1] == 'u')
        return jsonUnicodeAt(text);
    if (text[1] == 'x')
        return hexByteAfter(text, 2);
    constexpr std::string_view kLetters = "nrtbf";
    constexpr std::string_view kMeant = "\n\r\t\b\f";
    const auto letter = kLetters.find(text[1]);
    if (letter != std::string_view::npos)
        return Piece{std::string(1, kMeant[letter]), 2};
    if (!isMark(text[1]))
        return std::nullopt;
    // Behind a mark of markup stands a word joiner, lest the mark be read once more.
    constexpr std::string_view kJoiner = "\u2060";
    const bool isJoined = text.substr(2).starts_with(kJoiner);
    return Piece{std::string(1, text[1]), 2 + (isJoined ? kJoiner.size() : 0)};
}

/// RFC 2045 6.7, and the underscore of RFC 2047's Q encoding.
std::optional<Piece> quotedPrintableAt(std::string_view text) {
    if (text.front() == '_')
        return Piece{" ", 1};
    if (text.front() != '=')
        return std::nullopt;
    if (text.starts_with("=\r\n"))
        return Piece{"", 3};
    if (text.starts_with("=\n"))
        return Piece{"", 2};
    return hexByteAfter(text, 1);
}

std::optional<Piece> utf16At(std::string_view text) {
    return text.front() == '\0' ? std::optional(Piece{"", 1}) : std::nullopt;
}

struct Escape {
    std::string_view form;
    char mark;      ///< without it in the text there is nothing to undo
    ByteSet marks;  ///< one of them begins what is undone
    std::optional<Piece> (*at)(std::string_view);
};

constexpr Escape kPercent{"percent", '%', ByteSet("%+"), percentAt};
constexpr Escape kBackslash{"json", '\\', ByteSet("\\"), backslashAt};
constexpr Escape kQuotedPrintable{"quoted_printable", '=', ByteSet("=_"), quotedPrintableAt};
constexpr Escape kUtf16{"utf16", '\0', ByteSet(std::string_view("\0", 1)), utf16At};

std::string undone(std::string_view bytes, const Escape& escape) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t place = 0; place < bytes.size();) {
        const auto mark = escape.marks.firstIn(bytes, place);
        out += bytes.substr(place, mark - place);
        if (mark == bytes.size())
            break;
        const auto piece = escape.at(bytes.substr(mark));
        out += piece ? std::string_view(piece->bytes) : bytes.substr(mark, 1);
        place = mark + (piece ? piece->length : 1);
    }
    return out;
}

}  // namespace

std::vector<Undone> undoEscapes(std::string_view bytes) {
    std::vector<Undone> all;
    for (const Escape* escape : {&kPercent, &kBackslash, &kQuotedPrintable, &kUtf16}) {
        if (bytes.find(escape->mark) == std::string_view::npos)
            continue;
        std::string out = undone(bytes, *escape);
        if (out != bytes)
            all.push_back({escape->form, std::move(out)});
    }
    return all;
}

std::string undoPercent(std::string_view bytes) {
    return undone(bytes, kPercent);
}

std::string undoBackslashes(std::string_view bytes) {
    return undone(bytes, kBackslash);
}

std::string undoQuotedPrintable(std::string_view bytes) {
    return undone(bytes, kQuotedPrintable);
}

}  // namespace bowline::detect
