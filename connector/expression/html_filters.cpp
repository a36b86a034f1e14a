// HTML, both ways.
#include "connector/expression/filter_rows.h"
#include "connector/expression/html_text.h"
#include "connector/expression/kinds.h"

namespace bowline::expression {

namespace {

std::string_view asHtml(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

Value textToHtml(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    if (!text)
        return {};
    std::string out;
    for (std::size_t at = 0; at < text->size(); ++at) {
        const char c = (*text)[at];
        const bool isFirstOfTwo = c == '\r' && text->substr(at, 2) == "\r\n";
        const auto special = asHtml(c);
        if (c == '\n' || (c == '\r' && !isFirstOfTwo))
            out += "<br>";
        else if (!isFirstOfTwo && special.empty())
            out += c;
        out += special;
    }
    return Value(std::move(out));
}

Value htmlToPlain(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(htmlToText(*text)) : Value();
}

constexpr Filter kFilters[] = {
    {"html_to_text",
     {},
     0,
     "html_to_text",
     "What a reader sees of a piece of HTML, as plain text.",
     false,
     Disguise::None,
     htmlToPlain},
    {"text_to_html",
     {},
     0,
     "text_to_html",
     "Plain text as HTML that shows it as it is: & < > and quotes escaped, line ends as <br>.",
     false,
     Disguise::Html,
     textToHtml},
};

}  // namespace

std::span<const Filter> htmlFilters() {
    return kFilters;
}

}  // namespace bowline::expression
