// See the header.
#include "connector/intake/refusals.h"

#include "connector/base/log.h"

#include <chrono>
#include <utility>

namespace bowline::intake {

void Refusals::count(Instant now) {
    const auto toTell = state_.with([&](State& state) -> std::uint64_t {
        ++state.total;
        ++state.untold;
        if (now < state.quietUntil)
            return 0;
        state.quietUntil = now + std::chrono::minutes{1};
        return std::exchange(state.untold, 0);
    });
    if (toTell != 0)
        logEvent(event_, {{"why", why_}, {"count", toTell}});
}

std::uint64_t Refusals::total() const {
    return state_.with([](const State& state) { return state.total; });
}

}  // namespace bowline::intake
