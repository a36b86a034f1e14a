// Days, hours and dates as an author writes them. Pure; absence: nothing for what is none.
#pragma once

#include "connector/model/calendar.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::settings {

/// Both ends included, Monday is 0.
using DayRange = std::pair<std::size_t, std::size_t>;

/// "mon" or "mon-fri".
std::optional<DayRange> parseDays(std::string_view text);
/// "09:00-12:30, 13:30-17:00"; "24:00" is the end of a day.
std::optional<std::vector<OpenHours>> parseHours(std::string_view text);
/// "2026-12-25".
std::optional<std::chrono::local_days> parseDate(std::string_view text);
/// "2026-12-25T10:30Z".
std::optional<Instant> parseInstant(std::string_view text);

}  // namespace bowline::settings
