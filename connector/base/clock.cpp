#include "connector/base/clock.h"

#include <fmt/chrono.h>

namespace bowline {

namespace {

std::tm utcFields(Instant t) {
    // Not through system_clock, whose nanoseconds overflow after the year 2262.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
    return fmt::gmtime(static_cast<std::time_t>(seconds));
}

}  // namespace

std::string toIso8601(Instant t) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(t);
    const auto millis = (t - seconds).count();
    const auto base = fmt::format("{:%Y-%m-%dT%H:%M:%S}", utcFields(t));
    return millis == 0 ? base + "Z" : fmt::format("{}.{:03}Z", base, millis);
}

std::string toUtcDay(Instant t) {
    return fmt::format("{:%Y-%m-%d}", utcFields(t));
}

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()
    );
}

bool SystemClock::sleepUntil(Instant wake, std::stop_token stop) {
    const auto deadline = std::chrono::steady_clock::now() + (wake - now());
    std::unique_lock lock(mutex_);
    woken_.wait_until(lock, stop, deadline, [] { return false; });
    return !stop.stop_requested();
}

Instant ManualClock::now() const {
    std::scoped_lock lock(mutex_);
    return now_;
}

void ManualClock::advance(std::chrono::milliseconds by) {
    {
        std::scoped_lock lock(mutex_);
        now_ += by;
    }
    moved_.notify_all();
}

bool ManualClock::sleepUntil(Instant wake, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    return moved_.wait(lock, stop, [&] { return now_ >= wake; });
}

}  // namespace bowline
