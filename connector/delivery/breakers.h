// The circuits of all destinations, shared by the courier's threads, with their log lines.
#pragma once

#include "connector/base/guarded.h"
#include "connector/base/ids.h"
#include "connector/delivery/attempt.h"
#include "connector/delivery/circuit.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace bowline::delivery {

/// For `status` and health.
struct BreakerStatus {
    DestinationId destination;
    CircuitState state = CircuitState::Closed;
    std::optional<Instant> nextTrial;  ///< nothing while closed
};

/// Threads: any.
class Breakers {
public:
    Breakers(std::span<const DestinationId> destinations, CircuitSettings settings);

    /// Absence: nothing when a request may begin now, else when to ask again. `destination` is
    /// known.
    [[nodiscard]] std::optional<Instant> refusedUntil(
        const DestinationId& destination, Instant now
    );
    /// Takes note of how an attempt ended; what is not the destination's doing, or of one we do not
    /// know, changes nothing.
    void note(const DestinationId& destination, const Ending& ending, Instant now);
    /// By name of the destination.
    [[nodiscard]] std::vector<BreakerStatus> status() const;

private:
    std::map<DestinationId, Guarded<Circuit>> circuits_;
};

}  // namespace bowline::delivery
