#include "adapters/rest/texts.h"

#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::List;
using expression::Map;
using expression::Value;

// Less than an expression's 256 KiB of output, so that none is cut there in silence.
constexpr std::size_t kMostWritten = 200'000;
// A limit below this has no room for labels beside some text.
constexpr std::size_t kRoomForLabels = 64;

bool isDropped(char32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

bool isPunctuation(char32_t c) {
    return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
           !(c >= 'a' && c <= 'z');
}

/// How many characters an ASCII character becomes at most when the format's filter writes it: an
/// entity, a backslash, an element for the end of a line.
std::size_t growth(char32_t c, TextFormat format) {
    constexpr std::u32string_view kHtml = U"&<>\"'";
    constexpr std::size_t kEntity = 6;
    constexpr std::size_t kBreak = 6;
    constexpr std::size_t kAdfBreak = 24;
    switch (format) {
        case TextFormat::Plain:
            return 1;
        case TextFormat::Html:
            return c == '\n' ? kBreak : kHtml.find(c) != kHtml.npos ? kEntity : 1;
        case TextFormat::Markdown:
        case TextFormat::Wiki:
            return c == '\n' ? kBreak : isPunctuation(c) ? kEntity : 1;
        case TextFormat::Adf:
            return c == '\n' ? kAdfBreak : c == '"' || c == '\\' ? 2 : 1;
    }
    return 1;
}

struct Measure {
    TextUnit unit = TextUnit::Characters;
    TextFormat format = TextFormat::Plain;

    [[nodiscard]] std::size_t of(const CodePoint& c) const {
        if (c.value < 0x80)
            return growth(c.value, format);
        return unit == TextUnit::Bytes ? c.length : 1;
    }
    [[nodiscard]] std::size_t of(std::string_view text) const {
        std::size_t sum = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto c = codePointAt(text, at);
            sum += of(c);
            at += c.length;
        }
        return sum;
    }
    /// Bytes of the longest beginning within `room`.
    [[nodiscard]] std::size_t fitting(std::string_view text, std::size_t room) const {
        std::size_t at = 0;
        for (std::size_t used = 0; at < text.size();) {
            const auto c = codePointAt(text, at);
            used += of(c);
            if (used > room)
                break;
            at += c.length;
        }
        return at;
    }
};

/// Where to cut `text`, of which `most` bytes fit: behind a line end, else a blank, in the later
/// half; else just there.
std::size_t cutPlace(std::string_view text, std::size_t most) {
    for (const char border : {'\n', ' '}) {
        const auto found = text.substr(0, most).rfind(border);
        if (found != std::string_view::npos && found >= most / 2)
            return found + 1;
    }
    return most;
}

/// A piece has one code point at least, so that cutting ends.
std::vector<std::string> cut(std::string_view text, const Measure& measure, std::size_t room) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const auto most = std::max(measure.fitting(text, room), codePointAt(text, 0).length);
        const auto end = most == text.size() ? most : cutPlace(text, most);
        pieces.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return pieces;
}

std::string label(std::size_t number, std::size_t of) {
    return fmt::format("({}/{}) ", number, of);
}

/// The number of digits decides the room, the room the number of pieces: tried from one digit on.
std::vector<std::string> labelled(std::string_view text, const Measure& measure, std::size_t most) {
    for (std::size_t widest = 9;; widest = widest * 10 + 9) {
        auto pieces = cut(text, measure, most - measure.of(label(widest, widest)));
        if (pieces.size() > widest)
            continue;
        for (std::size_t i = 0; i < pieces.size(); ++i)
            pieces[i].insert(0, label(i + 1, pieces.size()));
        return pieces;
    }
}

struct Clean {
    Value operator()(const std::string& text) const { return Value(cleaned(text)); }
    Value operator()(const List& list) const {
        List out;
        for (const auto& item : list)
            out.push_back(cleanedTexts(item));
        return Value(std::move(out));
    }
    Value operator()(const Map& map) const {
        Map out;
        for (const auto& [key, item] : map)
            out.emplace(key, cleanedTexts(item));
        return Value(std::move(out));
    }
    template <class Scalar>
    Value operator()(const Scalar& scalar) const {
        return Value(scalar);
    }
};

}  // namespace

std::string cleaned(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = codePointAt(text, at);
        if (!isDropped(c.value))
            appendUtf8(out, c.value);
        at += c.length;
    }
    return out;
}

Value cleanedTexts(const Value& value) {
    return std::visit(Clean{}, value.data());
}

std::vector<std::string> messagesOf(std::string_view text, const Content& content) {
    const Measure asked{content.body.unit, content.format};
    const Measure written{TextUnit::Bytes, content.format};
    const bool fits = content.body.most == 0 || asked.of(text) <= content.body.most;
    if (fits && written.of(text) <= kMostWritten)
        return {std::string(text)};
    const bool ourOwn = content.body.most == 0 || written.of(text) > kMostWritten;
    const std::size_t most =
        content.body.most == 0 ? kMostWritten : std::min(content.body.most, kMostWritten);
    // Bytes are never fewer than characters: what fits in bytes fits in both.
    const Measure measure = ourOwn ? written : asked;
    return most < kRoomForLabels ? cut(text, measure, most) : labelled(text, measure, most);
}

}  // namespace bowline::adapters::rest
