// Circuits by destination; see the header.
#include "connector/delivery/breakers.h"

#include "connector/base/log.h"
#include "connector/delivery/workflow.h"

#include <utility>

namespace bowline::delivery {

namespace {

constexpr std::chrono::minutes kQuiet{1};

enum class Sign { None, Answered, Failed };

Sign signOf(const Ending& ending) {
    if (const auto* later = std::get_if<RetryLater>(&ending))
        return isOwnWait(later->why) ? Sign::Answered : Sign::Failed;
    if (std::holds_alternative<Uncertain>(ending))
        return Sign::Failed;
    if (const auto* rejected = std::get_if<Rejected>(&ending))
        return rejected->why == kCannotLookUp ? Sign::None : Sign::Answered;  // nobody was asked
    return std::holds_alternative<Delivered>(ending) ? Sign::Answered : Sign::None;
}

}  // namespace

Breakers::Breakers(
    std::span<const DestinationId> destinations, CircuitSettings settings, CureFor cureFor
)
    : cureFor_(std::move(cureFor)) {
    for (const auto& id : destinations)
        breakers_.try_emplace(id, settings);
}

std::optional<Postponed> Breakers::refusal(const DestinationId& destination, Instant now) {
    return breakers_.at(destination).with([&](Breaker& b) -> std::optional<Postponed> {
        if (b.circuit.admits(now))
            return std::nullopt;
        return Postponed{b.stop ? kDestinationStopped : kCircuitOpen, b.circuit.nextTrial()};
    });
}

std::optional<Instant> Breakers::nextTrial(const DestinationId& destination) const {
    return breakers_.at(destination).with([](const Breaker& b) { return b.circuit.nextTrial(); });
}

bool Breakers::isStopped(const DestinationId& destination) const {
    return breakers_.at(destination).with([](const Breaker& b) { return b.circuit.stopped(); });
}

Gate Breakers::gate(const DestinationId& destination, Instant now) const {
    const auto found = breakers_.find(destination);
    if (found == breakers_.end())
        return Gate::Open;
    return found->second.with([&](const Breaker& b) {
        if (b.circuit.state() == CircuitState::Closed)
            return Gate::Open;
        return b.circuit.wouldAdmit(now) ? Gate::ForOne : Gate::Shut;
    });
}

void Breakers::note(const DestinationId& destination, const Ending& ending, Instant now) {
    const auto found = breakers_.find(destination);
    if (found == breakers_.end())
        return;
    const auto* denied = std::get_if<Denied>(&ending);
    const auto reason =
        denied == nullptr
            ? std::nullopt
            : std::optional(StopReason{denied->why, cureFor_(destination, denied->why)});
    log(destination, found->second.with([&](Breaker& b) {
        return reason ? noteStop(b, *reason, now) : noteIn(b, ending, now);
    }));
}

Breakers::Line Breakers::noteIn(Breaker& breaker, const Ending& ending, Instant now) {
    auto change = CircuitChange::None;
    switch (signOf(ending)) {
        case Sign::Answered:
            change = breaker.circuit.answered();
            break;
        case Sign::Failed:
            change = breaker.circuit.failed(now);
            break;
        case Sign::None:
            breaker.circuit.trialUnused(now);
            break;
    }
    if (!breaker.circuit.stopped())
        breaker.stop.reset();
    const bool untold = change == CircuitChange::Resumed && !breaker.told;
    return {untold ? CircuitChange::None : change, breaker.circuit.nextTrial(), std::nullopt, 0};
}

// A destination that refuses us now for another reason has stopped anew.
Breakers::Line Breakers::noteStop(Breaker& breaker, StopReason reason, Instant now) {
    const bool begins = breaker.circuit.denied(now) == CircuitChange::Stopped || !breaker.stop ||
                        breaker.stop->why != reason.why;
    breaker.stop = std::move(reason);
    if (begins) {
        breaker.told = false;
        ++breaker.untold;
    }
    if (breaker.told || now < breaker.quietUntil)
        return {};
    breaker.told = true;
    breaker.quietUntil = now + kQuiet;
    const auto count = std::exchange(breaker.untold, 0);
    return {CircuitChange::Stopped, breaker.circuit.nextTrial(), breaker.stop, count};
}

void Breakers::log(const DestinationId& destination, const Line& line) {
    const LogField whose{"destination", destination.str()};
    const LogField next{"next", line.trial ? toIso8601(*line.trial) : "now"};
    switch (line.change) {
        case CircuitChange::None:
            return;
        case CircuitChange::Opened:
            return logEvent("circuit.opened", {whose, next});
        case CircuitChange::Closed:
            return logEvent("circuit.closed", {whose});
        case CircuitChange::Resumed:
            return logEvent("destination.resumed", {whose});
        case CircuitChange::Stopped:
            return logEvent(
                "destination.stopped",
                {whose,
                 {"why", line.stop->why},
                 {"cure", line.stop->cure},
                 next,
                 {"count", line.count}}
            );
    }
}

std::vector<BreakerStatus> Breakers::status() const {
    std::vector<BreakerStatus> all;
    for (const auto& [id, guarded] : breakers_) {
        all.push_back(guarded.with([&id = id](const Breaker& b) {
            return BreakerStatus{id, b.circuit.state(), b.circuit.nextTrial(), b.stop};
        }));
    }
    return all;
}

}  // namespace bowline::delivery
