// The circuits of all destinations, shared by the courier's threads, with their log lines.
#pragma once

#include "connector/base/guarded.h"
#include "connector/base/ids.h"
#include "connector/delivery/attempt.h"
#include "connector/delivery/circuit.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bowline::delivery {

/// Why a destination is stopped: it refuses us.
struct StopReason {
    std::string why;   ///< a code of its adapter
    std::string cure;  ///< what an operator does about it; may be empty
    friend bool operator==(const StopReason&, const StopReason&) = default;
};

/// For `status` and health.
struct BreakerStatus {
    DestinationId destination;
    CircuitState state = CircuitState::Closed;
    std::optional<Instant> nextTrial;  ///< nothing while closed
    std::optional<StopReason> stop{};  ///< nothing unless it refuses us
};

/// Whether rows of a destination may be claimed.
enum class Gate { Shut, ForOne, Open };

/// What an operator does about a code of the destination's adapter.
using CureFor = std::function<std::string(const DestinationId&, const std::string& code)>;

/// Logs `destination.stopped` once a stop and at most once a minute a destination: a line tells how
/// many stops began since the last one. Threads: any.
class Breakers {
public:
    Breakers(
        std::span<const DestinationId> destinations, CircuitSettings settings, CureFor cureFor
    );

    /// Absence: nothing when a request may begin now, else why not and when to ask again.
    /// `destination` is known, here and in the next two.
    [[nodiscard]] std::optional<Postponed> refusal(const DestinationId& destination, Instant now);
    [[nodiscard]] std::optional<Instant> nextTrial(const DestinationId& destination) const;
    [[nodiscard]] bool isStopped(const DestinationId& destination) const;
    /// Open for a destination that we do not know.
    [[nodiscard]] Gate gate(const DestinationId& destination, Instant now) const;

    /// Takes note of how an attempt ended; what is not the destination's doing, or of one we do not
    /// know, changes nothing but gives an unused trial back.
    void note(const DestinationId& destination, const Ending& ending, Instant now);
    /// By name of the destination.
    [[nodiscard]] std::vector<BreakerStatus> status() const;

private:
    struct Breaker {
        explicit Breaker(CircuitSettings settings) : circuit(settings) {}
        Circuit circuit;
        std::optional<StopReason> stop;
        bool told = false;  ///< a line told of this stop
        std::uint64_t untold = 0;
        Instant quietUntil;
    };
    /// One line to be written when the lock is gone.
    struct Line {
        CircuitChange change = CircuitChange::None;
        std::optional<Instant> trial;
        std::optional<StopReason> stop;
        std::uint64_t count = 0;
    };
    static Line noteIn(Breaker& breaker, const Ending& ending, Instant now);
    static Line noteStop(Breaker& breaker, StopReason reason, Instant now);
    static void log(const DestinationId& destination, const Line& line);

    std::map<DestinationId, Guarded<Breaker>> breakers_;
    CureFor cureFor_;
};

}  // namespace bowline::delivery
