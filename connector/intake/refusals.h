// Counts what was refused and says it at most once a minute, with the number.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/guarded.h"

#include <cstdint>
#include <string_view>

namespace bowline::intake {

/// One event of the log table. Threads: any.
class Refusals {
public:
    /// `event` is a name of the log table, `why` a code; both live for ever.
    Refusals(std::string_view event, std::string_view why) : event_(event), why_(why) {}

    /// Counts one more. Logs when a minute has passed since the last line, with the number since
    /// then; what comes in between is told by the next line.
    void count(Instant now);
    [[nodiscard]] std::uint64_t total() const;

private:
    struct State {
        std::uint64_t total = 0;
        std::uint64_t untold = 0;
        Instant quietUntil;
    };
    std::string_view event_;
    std::string_view why_;
    Guarded<State> state_;
};

}  // namespace bowline::intake
