#include "connector/settings/times_of_day.h"

#include "connector/base/text.h"

#include <algorithm>
#include <array>

namespace bowline::settings {

namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<std::size_t> dayNamed(std::string_view name) {
    const auto* const found = std::ranges::find(kDays, name);
    if (found == kDays.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - kDays.begin());
}

/// A number of exactly `digits` digits.
std::optional<int> numberOf(std::string_view text, std::size_t digits) {
    if (text.size() != digits)
        return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// "09:30".
std::optional<int> minuteOf(std::string_view text) {
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto hour = numberOf(text.substr(0, 2), 2);
    const auto minute = numberOf(text.substr(3), 2);
    if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > kMinutesOfDay)
        return std::nullopt;
    return *hour * 60 + *minute;
}

std::optional<OpenHours> oneOf(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto begin = minuteOf(trimmed(text.substr(0, dash)));
    const auto end = minuteOf(trimmed(text.substr(dash + 1)));
    if (!begin || !end || *begin >= *end)
        return std::nullopt;
    return OpenHours{*begin, *end};
}

}  // namespace

std::optional<DayRange> parseDays(std::string_view text) {
    const auto dash = text.find('-');
    const auto first = dayNamed(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : dayNamed(text.substr(dash + 1));
    if (!first || !last || *first > *last)
        return std::nullopt;
    return DayRange{*first, *last};
}

std::optional<std::vector<OpenHours>> parseHours(std::string_view text) {
    std::vector<OpenHours> all;
    while (true) {
        const auto comma = text.find(',');
        const auto hours = oneOf(text.substr(0, comma));
        if (!hours)
            return std::nullopt;
        all.push_back(*hours);
        if (comma == std::string_view::npos)
            return all;
        text.remove_prefix(comma + 1);
    }
}

std::optional<std::chrono::local_days> parseDate(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = numberOf(text.substr(0, 4), 4);
    const auto month = numberOf(text.substr(5, 2), 2);
    const auto day = numberOf(text.substr(8), 2);
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(std::chrono::local_days{date}) : std::nullopt;
}

std::optional<Instant> parseInstant(std::string_view text) {
    constexpr std::size_t kDateEnd = 10;
    if (text.size() != 17 || text[kDateEnd] != 'T' || text.back() != 'Z')
        return std::nullopt;
    const auto date = parseDate(text.substr(0, kDateEnd));
    const auto minute = minuteOf(text.substr(kDateEnd + 1, 5));
    if (!date || !minute)
        return std::nullopt;
    return Instant{date->time_since_epoch() + std::chrono::minutes{*minute}};
}

}  // namespace bowline::settings
