// RFC 2047, whatever the character set: the values that we look for are looked for as bytes.
#include "connector/detect/undo.h"
#include "connector/detect/undo_layers.h"

#include <utility>

namespace bowline::detect {

namespace {

constexpr auto kNowhere = std::string_view::npos;
// The last one parts the words of a list (joined.h).
constexpr std::string_view kBlanks = " \t\r\n\x01";

struct Word {
    std::string bytes;
    std::size_t length;
};

/// The encoded word that `text` begins with: =?charset?B?...?= or =?charset?Q?...?=
std::optional<Word> wordAt(std::string_view text) {
    if (!text.starts_with("=?"))
        return std::nullopt;
    const auto kind = text.find('?', 2) + 1;
    const auto content = kind + 2;
    if (kind == 0 || content > text.size() || text[kind + 1] != '?')
        return std::nullopt;
    const auto end = text.find('?', content);
    if (end == kNowhere || text.substr(end, 2) != "?=")
        return std::nullopt;
    const auto encoded = text.substr(content, end - content);
    const char letter = static_cast<char>(text[kind] | 0x20);
    if (letter != 'b' && letter != 'q')
        return std::nullopt;
    return Word{letter == 'b' ? undoBase64(encoded) : undoQuotedPrintable(encoded), end + 2};
}

}  // namespace

std::optional<std::string> undoEncodedWords(std::string_view bytes) {
    if (bytes.find("=?") == kNowhere)
        return std::nullopt;
    std::string out;
    bool found = false;
    std::size_t afterWord = kNowhere;  // in `out`, as long as only blanks came since
    for (std::size_t at = 0; at < bytes.size();) {
        const auto word = wordAt(bytes.substr(at));
        if (word && afterWord != kNowhere)
            out.resize(afterWord);
        out += word ? std::string_view(word->bytes) : bytes.substr(at, 1);
        if (word)
            afterWord = out.size();
        else if (kBlanks.find(bytes[at]) == kNowhere)
            afterWord = kNowhere;
        found = found || word.has_value();
        at += word ? word->length : 1;
    }
    return found ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace bowline::detect
