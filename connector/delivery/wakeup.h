// Sleeping on the Clock until a time, a call or a stop, whichever comes first.
#pragma once

#include "connector/base/clock.h"

#include <cstdint>
#include <list>
#include <mutex>
#include <stop_token>

namespace bowline::delivery {

/// Threads: any number sleep, anybody wakes. A call between seen() and sleep() is not lost.
class Wakeup {
public:
    /// What was called so far; take it before looking for work.
    [[nodiscard]] std::uint64_t seen() const;
    /// Sleeps until `until`, a wake() after `seen`, or `stop`.
    void sleep(Clock& clock, std::uint64_t seen, Instant until, const std::stop_token& stop);
    /// Wakes all sleepers. Never waits for one.
    void wake();

private:
    mutable std::mutex mutex_;
    std::uint64_t calls_ = 0;
    std::list<std::stop_source>
        naps_;  ///< Clock wakes early for a stop only, so each sleep has its own
};

}  // namespace bowline::delivery
