// Texts to texts, and questions to texts.
#include "connector/base/text.h"
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"
#include "connector/expression/letters.h"

#include <algorithm>

namespace bowline::expression {

namespace {

std::string_view firstCodePoints(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size() && count > 0; --count)
        at += codePointAt(text, at).length;
    return text.substr(0, at);
}

Value shorten(const Value& input, const Arguments& arguments) {
    const auto* text = textOf(input);
    const auto* limit = numberOf(arguments[0]);
    if (!text || !limit || *limit < 1)
        return {};
    const auto room = static_cast<std::size_t>(*limit);
    if (countCodePoints(*text) <= room)
        return input;
    return Value(std::string(firstCodePoints(*text, room - 1)) + "…");
}

Value lower(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(toLower(*text)) : Value();
}

Value upper(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(toUpper(*text)) : Value();
}

Value trim(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(std::string(trimmed(*text))) : Value();
}

Value contains(const Value& input, const Arguments& arguments) {
    if (const auto* list = listOf(input))
        return Value(std::ranges::find(*list, arguments[0]) != list->end());
    const auto* text = textOf(input);
    const auto* part = textOf(arguments[0]);
    return text && part ? Value(text->find(*part) != std::string::npos) : Value();
}

Value startsWith(const Value& input, const Arguments& arguments) {
    const auto* text = textOf(input);
    const auto* start = textOf(arguments[0]);
    return text && start ? Value(text->starts_with(*start)) : Value();
}

Value matches(const Value& input, const Arguments& arguments) {
    const auto* text = textOf(input);
    return text && arguments.pattern ? Value(arguments.pattern->matchesIn(*text)) : Value();
}

constexpr Filter kFilters[] = {
    {"contains",
     kAny,
     1,
     "contains(x)",
     "True when the text holds the text x, or the list the value x.",
     false,
     Disguise::Gone,
     contains},
    {"lower", {}, 0, "lower", "A text in small letters.", true, Disguise::Case, lower},
    {"matches",
     kPattern,
     1,
     "matches('re2')",
     "True when the RE2 pattern, a text in quotes, matches anywhere in the text.",
     false,
     Disguise::Gone,
     matches},
    {"shorten",
     kNumber,
     1,
     "shorten(n)",
     "At most n code points; what was longer ends with an ellipsis inside n.",
     true,
     Disguise::Part,
     shorten},
    {"starts_with",
     kText,
     1,
     "starts_with(s)",
     "True when the text begins with s.",
     false,
     Disguise::Gone,
     startsWith},
    {"trim",
     {},
     0,
     "trim",
     "Without blanks and line ends at both ends.",
     true,
     Disguise::None,
     trim},
    {"upper", {}, 0, "upper", "A text in capital letters.", true, Disguise::Case, upper},
};

}  // namespace

std::span<const Filter> textFilters() {
    return kFilters;
}

}  // namespace bowline::expression
