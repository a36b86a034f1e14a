// What is known of a person besides the text at hand: gathered from the store and from the event
// itself.
#pragma once

#include "connector/detect/detector.h"
#include "connector/stages/render.h"

#include <string>
#include <vector>

namespace bowline::stages {

/// `known` with the sender's identifiers and name and with the provider's ids of this event.
PersonValues withSender(PersonValues known, const Event& event);

/// The values that the detector looks for first: numbers and names.
std::vector<detect::KnownValue> knownValues(const PersonValues& person);

/// CLDR region of the sender's number ("DE"), empty when she has none.
std::string regionOfSender(const Event& event);

/// True when the person goes by this name already.
bool isKnownName(const PersonValues& person, const DisplayName& name);

/// The note that tells agents of an opt-out: fixed words, and everything of the person forbidden in
/// it.
Rendered renderStopNote(
    const DestinationId& destination,
    const DestinationView& view,
    const Event& event,
    const PersonValues& person,
    const RuleSet& rules
);

}  // namespace bowline::stages
