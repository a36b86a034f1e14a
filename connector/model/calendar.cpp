#include "connector/model/calendar.h"

#include <algorithm>

namespace bowline {

namespace {

using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

LocalTime localTime(const Calendar& calendar, Instant at) {
    const auto later = std::ranges::upper_bound(calendar.changes, at, {}, &ClockChange::at);
    const auto& in = later == calendar.changes.begin() ? calendar.changes.front() : *(later - 1);
    return LocalTime{at.time_since_epoch() + in.offset};
}

}  // namespace

bool isOpen(const Calendar& calendar, Instant at) {
    const auto local = localTime(calendar, at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    if (calendar.holidays.contains(day))
        return false;
    const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
    const auto weekday = std::chrono::weekday{day}.iso_encoding() - 1;
    return std::ranges::any_of(calendar.open.at(weekday), [&](const OpenHours& hours) {
        return hours.begin <= minute && minute < hours.end;
    });
}

}  // namespace bowline
