// Whole literals of query languages, quotes included, so that no text can end one early. A number
// stays a number; anything else gives null, and the query is refused by the system instead of
// asking for something else.
#include "connector/base/text.h"
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"

#include <fmt/format.h>
#include <optional>

namespace bowline::expression {

namespace {

/// How one byte is written inside the quotes; nothing for one that stands for itself.
using Escape = std::optional<std::string> (*)(char c);

Value quoted(const Value& input, char quote, Escape escape) {
    if (numberOf(input))
        return input;
    const auto* text = textOf(input);
    if (!text)
        return {};
    std::string out(1, quote);
    for (const char c : *text)
        out += escape(c).value_or(std::string(1, c));
    out += quote;
    return Value(std::move(out));
}

std::optional<std::string> backslashed(char c, std::string_view marks) {
    return marks.find(c) == std::string_view::npos ? std::nullopt
                                                   : std::optional("\\" + std::string(1, c));
}

std::optional<std::string> controlBackslashed(char c) {
    constexpr std::string_view kControls = "\n\r\t";
    constexpr std::string_view kLetters = "nrt";
    const auto place = kControls.find(c);
    return place == std::string_view::npos ? std::nullopt
                                           : std::optional("\\" + std::string(1, kLetters[place]));
}

/// Source: RT 5.0.3 lib/RT/SQL.pm: a delimited value ends at the first quote without a backslash
/// before it, then `\\(.)` becomes `$1`. A text that begins with "CF." is read as the name of a
/// field whatever stands around it, so it cannot be asked for.
Value tsql(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    if (text && toLowerAscii(text->substr(0, 3)) == "cf.")
        return {};
    return quoted(input, '\'', [](char c) { return backslashed(c, "\\'"); });
}

/// Source: SOQL and SOSL Reference, "Quoted String Escape Sequences".
Value soql(const Value& input, const Arguments&) {
    return quoted(input, '\'', [](char c) {
        const auto control = controlBackslashed(c);
        return control ? control : backslashed(c, "\\'\"");
    });
}

/// Source: Jira's Jql.g, ESC: `\t \n \r \\ \" \' \ ` and \uXXXX; a line end in a literal is an
/// error.
Value jql(const Value& input, const Arguments&) {
    return quoted(input, '"', [](char c) {
        const auto control = controlBackslashed(c);
        if (control || (c >= '\0' && c < ' '))
            return control ? control : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        return backslashed(c, "\\\"");
    });
}

/// Source: Lucene's classic QueryParser: a phrase is ended by a quote without a backslash before
/// it.
Value es(const Value& input, const Arguments&) {
    return quoted(input, '"', [](char c) { return backslashed(c, "\\\""); });
}

constexpr Filter kFilters[] = {
    {"es",
     {},
     0,
     "es",
     "A whole quoted phrase of an Elasticsearch query; a number stays.",
     false,
     Disguise::Quoted,
     es},
    {"jql",
     {},
     0,
     "jql",
     "A whole quoted literal of Jira's query language; a number stays.",
     false,
     Disguise::Quoted,
     jql},
    {"soql",
     {},
     0,
     "soql",
     "A whole quoted literal of Salesforce's query language; a number stays.",
     false,
     Disguise::Quoted,
     soql},
    {"tsql",
     {},
     0,
     "tsql",
     "A whole quoted literal of RT's TicketSQL; a number stays, a text that begins with CF. is "
     "null.",
     false,
     Disguise::Quoted,
     tsql},
};

}  // namespace

std::span<const Filter> quotingFilters() {
    return kFilters;
}

}  // namespace bowline::expression
