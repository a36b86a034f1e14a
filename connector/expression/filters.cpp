// The filters, each a pure function of its input and its arguments. A new one is a function and a
// row.
#include "connector/expression/filters.h"

#include "connector/base/text.h"
#include "connector/expression/evaluator.h"
#include "connector/expression/letters.h"
#include "connector/expression/template.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace bowline::expression {

namespace {

using Arguments = std::span<const Value>;

const std::string* textOf(const Value& value) {
    return std::get_if<std::string>(&value.data());
}

std::size_t countCodePoints(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += codePointAt(text, at).length)
        ++count;
    return count;
}

std::string_view firstCodePoints(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size() && count > 0; --count)
        at += codePointAt(text, at).length;
    return text.substr(0, at);
}

Value shorten(const Value& input, Arguments arguments) {
    const auto* text = textOf(input);
    const auto* limit = std::get_if<std::int64_t>(&arguments[0].data());
    if (!text || !limit || *limit < 1)
        return {};
    const auto room = static_cast<std::size_t>(*limit);
    if (countCodePoints(*text) <= room)
        return input;
    return Value(std::string(firstCodePoints(*text, room - 1)) + "…");
}

Value lower(const Value& input, Arguments) {
    const auto* text = textOf(input);
    return text ? Value(toLower(*text)) : Value();
}

Value upper(const Value& input, Arguments) {
    const auto* text = textOf(input);
    return text ? Value(toUpper(*text)) : Value();
}

Value trim(const Value& input, Arguments) {
    const auto* text = textOf(input);
    return text ? Value(std::string(trimmed(*text))) : Value();
}

Value orDefault(const Value& input, Arguments arguments) {
    const auto* text = textOf(input);
    return input.isNull() || (text && text->empty()) ? arguments[0] : input;
}

Value mapTo(const Value& input, Arguments arguments) {
    const auto* map = std::get_if<Map>(&arguments[0].data());
    const bool isScalar = textOf(input) || std::holds_alternative<bool>(input.data()) ||
                          std::holds_alternative<std::int64_t>(input.data());
    if (!map || !isScalar)
        return {};
    const auto found = map->find(toText(input));
    return found == map->end() ? Value() : found->second;
}

Value join(const Value& input, Arguments arguments) {
    const auto* list = std::get_if<List>(&input.data());
    const auto* between = textOf(arguments[0]);
    if (!list || !between)
        return {};
    std::string out;
    for (const auto& item : *list) {
        if (&item != &list->front())
            out += *between;
        out += toText(item);
        if (out.size() > kOutputBytes)
            break;
    }
    return Value(std::move(out));
}

Value first(const Value& input, Arguments) {
    const auto* list = std::get_if<List>(&input.data());
    return list && !list->empty() ? list->front() : Value();
}

Value last(const Value& input, Arguments) {
    const auto* list = std::get_if<List>(&input.data());
    return list && !list->empty() ? list->back() : Value();
}

struct Length {
    Value operator()(const std::string& text) const { return counted(countCodePoints(text)); }
    Value operator()(const List& list) const { return counted(list.size()); }
    Value operator()(const Map& map) const { return counted(map.size()); }
    template <class Other>
    Value operator()(const Other&) const {
        return {};
    }
    static Value counted(std::size_t n) { return Value(static_cast<std::int64_t>(n)); }
};

Value length(const Value& input, Arguments) {
    return std::visit(Length{}, input.data());
}

Value str(const Value& input, Arguments) {
    return Value(toText(input));
}

Value toInt(const Value& input, Arguments) {
    if (std::holds_alternative<std::int64_t>(input.data()))
        return input;
    const auto* text = textOf(input);
    if (!text)
        return {};
    std::int64_t number = 0;
    const char* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? Value(number) : Value();
}

struct CalendarTime {
    std::chrono::year_month_day day;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};

CalendarTime inUtc(Instant t) {
    const auto day = std::chrono::floor<std::chrono::days>(t);
    return {std::chrono::year_month_day(day), std::chrono::hh_mm_ss(t - day)};
}

/// The digits for one letter of a date format; nothing for a letter that is not known.
std::optional<std::string> dateField(char letter, const CalendarTime& t) {
    switch (letter) {
        case 'Y':
            return fmt::format("{:04}", static_cast<int>(t.day.year()));
        case 'm':
            return fmt::format("{:02}", static_cast<unsigned>(t.day.month()));
        case 'd':
            return fmt::format("{:02}", static_cast<unsigned>(t.day.day()));
        case 'H':
            return fmt::format("{:02}", t.time.hours().count());
        case 'M':
            return fmt::format("{:02}", t.time.minutes().count());
        case 'S':
            return fmt::format("{:02}", t.time.seconds().count());
        case '%':
            return "%";
        default:
            return std::nullopt;
    }
}

std::optional<std::string> formatted(std::string_view format, Instant t) {
    const CalendarTime fields = inUtc(t);
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            out += format[i];
            continue;
        }
        const auto field = ++i < format.size() ? dateField(format[i], fields) : std::nullopt;
        if (!field)
            return std::nullopt;
        out += *field;
    }
    return out;
}

Value date(const Value& input, Arguments arguments) {
    const auto* time = std::get_if<Instant>(&input.data());
    if (!time || !isCalendarTime(*time))
        return {};
    if (arguments.empty())
        return Value(toIso8601(*time));
    const auto* format = textOf(arguments[0]);
    const auto text = format ? formatted(*format, *time) : std::nullopt;
    return text ? Value(*text) : Value();
}

constexpr ArgumentKind kAny[] = {ArgumentKind::Any};
constexpr ArgumentKind kNumber[] = {ArgumentKind::Number};
constexpr ArgumentKind kText[] = {ArgumentKind::Text};
constexpr ArgumentKind kMap[] = {ArgumentKind::Map};
constexpr ArgumentKind kDateFormat[] = {ArgumentKind::DateFormat};

constexpr Filter kFilters[] = {
    {"date",
     kDateFormat,
     0,
     "date or date('%Y-%m-%d')",
     "A time as text in UTC; without a format ISO 8601. Known: %Y %m %d %H %M %S %%.",
     true,
     date},
    {"default", kAny, 1, "default(x)", "x in the place of null or an empty text.", true, orDefault},
    {"first", {}, 0, "first", "The first item of a list.", false, first},
    {"int", {}, 0, "int", "A text of decimal digits as a number; else null.", true, toInt},
    {"join", kText, 1, "join(s)", "The items of a list as one text, s between them.", false, join},
    {"last", {}, 0, "last", "The last item of a list.", false, last},
    {"length", {}, 0, "length", "Code points of a text, items of a list or a map.", true, length},
    {"lower", {}, 0, "lower", "A text in small letters.", true, lower},
    {"map",
     kMap,
     1,
     "map({'a': 'b'})",
     "What stands beside the value in the map; else null.",
     true,
     mapTo},
    {"shorten",
     kNumber,
     1,
     "shorten(n)",
     "At most n code points; what was longer ends with an ellipsis inside n.",
     true,
     shorten},
    {"str", {}, 0, "str", "Any value as text.", true, str},
    {"trim", {}, 0, "trim", "Without blanks and line ends at both ends.", true, trim},
    {"upper", {}, 0, "upper", "A text in capital letters.", true, upper},
};

}  // namespace

std::span<const Filter> filters() {
    return kFilters;
}

const Filter* findFilter(std::string_view name) {
    const auto found = std::ranges::find(kFilters, name, &Filter::name);
    return found == std::end(kFilters) ? nullptr : &*found;
}

std::string dateFormatFault(std::string_view format) {
    return formatted(format, Instant{})
               ? std::string()
               : "has an unknown letter after %; known: %Y %m %d %H %M %S %%";
}

}  // namespace bowline::expression
