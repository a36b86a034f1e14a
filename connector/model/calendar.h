// Opening hours of a business: on which days, between which times of its own clock. Plain data,
// compiled by settings; the clock's changes are written out, so that judging a time needs neither a
// time zone file nor a lock.
#pragma once

#include "connector/base/clock.h"

#include <array>
#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace bowline {

/// From `at` on the local clock is `offset` ahead of UTC.
struct ClockChange {
    Instant at;
    std::chrono::seconds offset{0};
    friend bool operator==(const ClockChange&, const ClockChange&) = default;
};

/// Half-open, in minutes since local midnight; `end` is at most 1440.
struct OpenHours {
    int begin = 0;
    int end = 0;
    friend bool operator==(const OpenHours&, const OpenHours&) = default;
};

struct Calendar {
    std::string id;
    std::string zone;                            ///< IANA name, "Europe/Berlin"
    std::vector<ClockChange> changes;            ///< ascending; never empty
    std::array<std::vector<OpenHours>, 7> open;  ///< by weekday, Monday first
    std::set<std::chrono::local_days> holidays;  ///< closed all day
    friend bool operator==(const Calendar&, const Calendar&) = default;
};

/// Whether the business is open at `at`, by its own clock.
[[nodiscard]] bool isOpen(const Calendar& calendar, Instant at);

}  // namespace bowline
