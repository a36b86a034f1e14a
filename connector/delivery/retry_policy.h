// When to try again. Pure arithmetic: exponential back-off with full jitter, so that rows which
// failed together do not come back together. Never gives up: every attempt has a next one, however
// late; only a refusal (`Rejected`) parks a row, and that is not decided here.
#pragma once

#include "connector/base/clock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace bowline::delivery {

struct RetrySettings {
    std::chrono::milliseconds base{std::chrono::seconds{1}};  ///< upper bound of the first wait
    std::chrono::milliseconds cap{
        std::chrono::minutes{10}};  ///< upper bound of every wait of our own
};

/// Draws from [0, 1).
using RandomSource = std::function<double()>;
/// The operating system's generator. Threads: any.
double randomUnit();

/// The longest wait that a destination may ask for; a broken one must not stop a ticket for a year.
constexpr std::chrono::hours kLongestAskedWait{24};

/// When attempt number `attempts` + 1 is due.
/// Shape: `attempts` >= 1, those made so far. Without `asked`: now + uniform(0, min(cap, base *
/// 2^(attempts-1))), at least a millisecond. With `asked` (the remote's own wait): never earlier
/// than that, spread by up to `base`. Source of the formula: AWS Architecture Blog, "Exponential
/// Backoff And Jitter", "full jitter".
Instant nextAttempt(
    const RetrySettings& settings,
    Instant now,
    std::uint32_t attempts,
    std::optional<std::chrono::seconds> asked,
    const RandomSource& random
);

}  // namespace bowline::delivery
