// Time as a dependency: nothing in connector/ reads the wall clock but SystemClock.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace bowline {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  ///< UTC, milliseconds since 1970

/// Milliseconds since 1970, the unit of every *_ms column.
inline std::int64_t toMillis(Instant t) {
    return t.time_since_epoch().count();
}
inline Instant fromMillis(std::int64_t ms) {
    return Instant{std::chrono::milliseconds{ms}};
}
/// ISO 8601 with Z, milliseconds left out when zero: "2026-11-23T15:36:11Z".
std::string toIso8601(Instant t);
/// Calendar day in UTC, "2026-11-23": the name of a day key.
std::string toUtcDay(Instant t);

/// Tells the time and sleeps. Safe to use from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    /// Sleeps until `wake` or until `stop` is requested. Returns false when stopped.
    virtual bool sleepUntil(Instant wake, std::stop_token stop) = 0;
};

/// The wall clock for the time of day; sleeps are measured on the steady clock, so a clock step
/// neither loses nor doubles a wait.
class SystemClock final : public Clock {
public:
    Instant now() const override;
    bool sleepUntil(Instant wake, std::stop_token stop) override;

private:
    std::mutex mutex_;
    std::condition_variable_any woken_;
};

/// A clock that moves only when the test says so.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override;
    void advance(std::chrono::milliseconds by);
    bool sleepUntil(Instant wake, std::stop_token stop) override;

private:
    mutable std::mutex mutex_;
    std::condition_variable_any moved_;
    Instant now_;
};

}  // namespace bowline
