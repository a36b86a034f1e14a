// Values as JSON, bytes as base64, a header's text as RFC 2047, and back.
#include "connector/base/base64.h"
#include "connector/base/text.h"
#include "connector/expression/evaluator.h"
#include "connector/expression/filter_rows.h"
#include "connector/expression/json_value.h"
#include "connector/expression/kinds.h"
#include "connector/expression/letters.h"

#include <algorithm>

namespace bowline::expression {

namespace {

Value json(const Value& input, const Arguments&) {
    std::string text = toJson(input);
    // Cut off, it would be no JSON any more.
    return text.size() > kOutputBytes ? Value() : Value(std::move(text));
}

Value parseJson(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? valueFromJson(*text, kOutputBytes).value_or(Value()) : Value();
}

Value b64(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(toBase64(*text)) : Value();
}

Value b64url(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(toBase64Url(*text)) : Value();
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        // U+FFFD itself has three bytes; of one byte it stands for an invalid one.
        if (c.value == 0xFFFD && c.length == 1)
            return false;
        at += c.length;
    }
    return true;
}

Value unb64(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    auto bytes = text ? fromBase64(*text) : std::nullopt;
    return bytes && isUtf8(*bytes) ? Value(std::move(*bytes)) : Value();
}

/// True when a header may hold the text as it is: printable ASCII that is not read as encoded.
bool staysInHeader(std::string_view text) {
    return text.find("=?") == std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// Source: RFC 2047 2 and 5: a word has at most 75 bytes and whole characters; blanks between words
/// are not part of the text.
std::string encodedWords(std::string_view text) {
    constexpr std::string_view kOpen = "=?UTF-8?B?";
    constexpr std::string_view kClose = "?=";
    constexpr std::size_t kRoom = (75 - kOpen.size() - kClose.size()) / 4 * 3;
    std::string out;
    while (!text.empty()) {
        const auto piece = cutAtCodePoint(text, kRoom);
        if (!out.empty())
            out += ' ';
        out.append(kOpen).append(toBase64(piece)).append(kClose);
        text.remove_prefix(piece.size());
    }
    return out;
}

Value rfc2047(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    if (!text)
        return {};
    return staysInHeader(*text) ? input : Value(encodedWords(*text));
}

constexpr Filter kFilters[] = {
    {"b64", {}, 0, "b64", "A text's bytes in base64.", false, Disguise::Base64, b64},
    {"b64url",
     {},
     0,
     "b64url",
     "A text's bytes in the base64 of addresses, not padded.",
     false,
     Disguise::Base64,
     b64url},
    {"json",
     {},
     0,
     "json",
     "Any value as JSON text; null when that is longer than 256 KiB.",
     false,
     Disguise::Json,
     json},
    {"parse_json",
     {},
     0,
     "parse_json",
     "The value of a JSON text; null when it is none, longer than 256 KiB or deeper than 64.",
     false,
     Disguise::None,
     parseJson},
    {"rfc2047",
     {},
     0,
     "rfc2047",
     "A text as a mail header holds it: encoded words where it is not plain ASCII.",
     false,
     Disguise::Rfc2047,
     rfc2047},
    {"unb64",
     {},
     0,
     "unb64",
     "The text of base64 in either alphabet; null when it is none, or no UTF-8.",
     false,
     Disguise::Decoded,
     unb64},
};

}  // namespace

std::span<const Filter> encodingFilters() {
    return kFilters;
}

}  // namespace bowline::expression
