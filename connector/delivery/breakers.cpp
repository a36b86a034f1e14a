// Circuits by destination; see the header.
#include "connector/delivery/breakers.h"

#include "connector/base/log.h"

namespace bowline::delivery {

namespace {

void log(
    CircuitChange change, const DestinationId& destination, const std::optional<Instant>& trial
) {
    if (change == CircuitChange::Closed) {
        logEvent("circuit.closed", {{"destination", destination.str()}});
    }
    if (change == CircuitChange::Opened) {
        logEvent(
            "circuit.opened", {{"destination", destination.str()}, {"next", toIso8601(*trial)}}
        );
    }
}

}  // namespace

Breakers::Breakers(std::span<const DestinationId> destinations, CircuitSettings settings) {
    for (const auto& id : destinations)
        circuits_.try_emplace(id, settings);
}

std::optional<Instant> Breakers::refusedUntil(const DestinationId& destination, Instant now) {
    return circuits_.at(destination).with([&](Circuit& circuit) -> std::optional<Instant> {
        if (circuit.admits(now))
            return std::nullopt;
        return circuit.nextTrial();
    });
}

void Breakers::note(const DestinationId& destination, const Ending& ending, Instant now) {
    const bool answered =
        std::holds_alternative<Delivered>(ending) || std::holds_alternative<Rejected>(ending);
    const bool failed =
        std::holds_alternative<RetryLater>(ending) || std::holds_alternative<Uncertain>(ending);
    const auto found = circuits_.find(destination);
    if (found == circuits_.end() || (!answered && !failed))
        return;
    const auto [change, trial] = found->second.with([&](Circuit& circuit) {
        const auto changed = answered ? circuit.answered() : circuit.failed(now);
        return std::pair{changed, circuit.nextTrial()};
    });
    log(change, destination, trial);
}

std::vector<BreakerStatus> Breakers::status() const {
    std::vector<BreakerStatus> all;
    for (const auto& [id, guarded] : circuits_) {
        all.push_back(guarded.with([&id = id](const Circuit& circuit) {
            return BreakerStatus{id, circuit.state(), circuit.nextTrial()};
        }));
    }
    return all;
}

}  // namespace bowline::delivery
