// What an event says about the person's will: an opt-out, a return, a preference set with the
// provider's own switch, or nothing but an ordinary message, which by itself lifts a stop of what
// needs no consent.
#pragma once

#include "connector/model/event.h"
#include "connector/model/rules.h"

#include <set>
#include <string>
#include <vector>

namespace bowline::stages {

/// A stop in force, as the store has it.
struct StopInForce {
    PurposeId purpose;
    std::int64_t journalSeq = 0;  ///< of the body that said it
};

struct Will {
    bool isSignal = false;  ///< the event is only recorded: it is the signal itself
    std::string reason;     ///< code: "opt_out", "preference", empty for an ordinary message
    std::vector<PurposeId> withdrawn;  ///< purposes that this event stops
    std::vector<PurposeId> lifted;     ///< purposes whose earlier stops end with this event
    std::set<PurposeId> stopped;       ///< in force after it
    friend bool operator==(const Will&, const Will&) = default;
};

/// The purpose that a provider's preference speaks of.
PurposeId marketingPurpose();

/// Pure. A stop that was said after this event (a later journal row) is never lifted by it.
Will willOf(
    const Event& event,
    const std::vector<StopInForce>& stops,
    const std::map<PurposeId, Purpose>& purposes
);

}  // namespace bowline::stages
