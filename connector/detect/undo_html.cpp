// HTML: what a reader sees, and behind it what stands in the tags.
#include "connector/base/text.h"
#include "connector/detect/byte_set.h"
#include "connector/detect/undo.h"
#include "connector/detect/undo_layers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace bowline::detect {

namespace {

constexpr auto kNowhere = std::string_view::npos;

/// What stands at the begin of a text, undone, and how many bytes it took.
struct Piece {
    std::string bytes;
    std::size_t length;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kEntities{{
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", " "},
    {"commat", "@"},
    {"period", "."},
    {"plus", "+"},
    {"shy", ""},
}};

std::optional<std::string> character(std::string_view digits, int base) {
    unsigned value = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value, base);
    if (digits.empty() || read.ec != std::errc{} || read.ptr != end)
        return std::nullopt;
    std::string out;
    if (value <= 0x10FFFF)
        appendUtf8(out, static_cast<char32_t>(value));
    return out;
}

std::optional<std::string> entity(std::string_view name) {
    if (name.starts_with("#x") || name.starts_with("#X"))
        return character(name.substr(2), 16);
    if (name.starts_with('#'))
        return character(name.substr(1), 10);
    const auto* const known = std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& e) {
        return e.first == name;
    });
    return known == kEntities.end() ? std::nullopt : std::optional(std::string(known->second));
}

std::optional<Piece> entityAt(std::string_view text) {
    constexpr std::size_t kLongest =
        12;  // "&#x0000010FFFF" with some zeros; beyond it no browser's habit
    const auto end = text.substr(0, kLongest).find(';');
    if (text.front() != '&' || end == kNowhere)
        return std::nullopt;
    auto meant = entity(text.substr(1, end - 1));
    return meant ? std::optional(Piece{std::move(*meant), end + 1}) : std::nullopt;
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The length of the tag at the begin of `text`; 0 when there is none.
std::size_t tagLength(std::string_view text) {
    const std::size_t name = text.size() > 1 && (text[1] == '/' || text[1] == '!') ? 2 : 1;
    const bool begins = text.front() == '<' && text.size() > name &&
                        (isLetter(text[name]) || text.starts_with("<!-"));
    const auto end = begins ? text.find_first_of("<>", 1) : kNowhere;
    return end == kNowhere || text[end] == '<' ? 0 : end + 1;
}

/// Tags that a word may run through; all others part two words.
bool isInsideWords(std::string_view tag) {
    constexpr std::string_view kTags =
        " a abbr b big code del em font i ins mark s small span strong sub sup u wbr ";
    const auto begin = tag.find_first_not_of("</!");
    const auto end = tag.find_first_of(" \t\r\n/>", begin);
    const std::string name = toLowerAscii(tag.substr(begin, end - begin));
    return tag.starts_with("<!") || kTags.find(" " + name + " ") != kNowhere;
}

std::string withoutEntities(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto piece = entityAt(text.substr(at));
        out += piece ? std::string_view(piece->bytes) : text.substr(at, 1);
        at += piece ? piece->length : 1;
    }
    return out;
}

}  // namespace

std::optional<std::string> undoHtml(std::string_view bytes) {
    constexpr ByteSet kMarks("&<");
    if (kMarks.firstIn(bytes, 0) == bytes.size())
        return std::nullopt;
    std::string text;
    std::string tags;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto mark = kMarks.firstIn(bytes, at);
        text += bytes.substr(at, mark - at);
        at = mark;
        if (at == bytes.size())
            break;
        const auto length = tagLength(bytes.substr(at));
        const auto piece = length == 0 ? entityAt(bytes.substr(at)) : std::nullopt;
        const auto tag = bytes.substr(at, length);
        if (length > 0)
            text += isInsideWords(tag) ? "" : "\n";
        else
            text += piece ? std::string_view(piece->bytes) : bytes.substr(at, 1);
        tags += tag;
        at += piece ? piece->length : std::max<std::size_t>(length, 1);
    }
    if (!tags.empty())
        text += std::string(kApart) + withoutEntities(tags);
    return text == bytes ? std::nullopt : std::optional(std::move(text));
}

}  // namespace bowline::detect
