// Points in time: as text, as seconds, moved.
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"
#include "connector/expression/template.h"

#include <fmt/format.h>
#include <optional>

namespace bowline::expression {

namespace {

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

Value date(const Value& input, const Arguments& arguments) {
    const auto* time = timeOf(input);
    if (!time || !isCalendarTime(*time))
        return {};
    if (arguments.empty())
        return Value(toIso8601(*time));
    const auto* format = textOf(arguments[0]);
    const auto text = format ? formatted(*format, *time) : std::nullopt;
    return text ? Value(*text) : Value();
}

// Seconds from year 0 to year 9999 have twelve digits: within this bound nothing overflows.
constexpr std::int64_t kMostSeconds = 1'000'000'000'000;

/// `start` moved; nothing outside the calendar.
std::optional<Instant> moved(Instant start, std::int64_t seconds) {
    if (!isCalendarTime(start) || seconds < -kMostSeconds || seconds > kMostSeconds)
        return std::nullopt;
    const Instant time = start + std::chrono::seconds(seconds);
    return isCalendarTime(time) ? std::optional(time) : std::nullopt;
}

Value iso8601(const Value& input, const Arguments&) {
    if (textOf(input))
        return input;
    const auto* seconds = numberOf(input);
    const auto* given = timeOf(input);
    if (!seconds && !given)
        return {};
    const auto time = seconds ? moved(Instant{}, *seconds) : moved(*given, 0);
    return time ? Value(toIso8601(*time)) : Value();
}

Value epoch(const Value& input, const Arguments&) {
    const auto* time = timeOf(input);
    if (!time)
        return {};
    return Value(std::int64_t{
        std::chrono::floor<std::chrono::seconds>(*time).time_since_epoch().count()});
}

Value plusSeconds(const Value& input, const Arguments& arguments) {
    const auto* start = timeOf(input);
    const auto* seconds = numberOf(arguments[0]);
    const auto time = start && seconds ? moved(*start, *seconds) : std::nullopt;
    return time ? Value(*time) : Value();
}

constexpr Filter kFilters[] = {
    {"date",
     kDateFormat,
     0,
     "date or date('%Y-%m-%d')",
     "A time as text in UTC; without a format ISO 8601. Known: %Y %m %d %H %M %S %%.",
     true,
     Disguise::Gone,
     date},
    {"epoch", {}, 0, "epoch", "A time as seconds since 1970.", false, Disguise::Gone, epoch},
    {"iso8601",
     {},
     0,
     "iso8601",
     "A time, or seconds since 1970, as ISO 8601 in UTC; a text stays.",
     false,
     Disguise::Date,
     iso8601},
    {"plus_seconds",
     kNumber,
     1,
     "plus_seconds(n)",
     "A time moved by n seconds, back when n is negative.",
     false,
     Disguise::Gone,
     plusSeconds},
};

}  // namespace

std::span<const Filter> timeFilters() {
    return kFilters;
}

std::string dateFormatFault(std::string_view format) {
    return formatted(format, Instant{})
               ? std::string()
               : "has an unknown letter after %; known: %Y %m %d %H %M %S %%";
}

}  // namespace bowline::expression
