// The message that a probe carries: made-up values through the destination's own mapping and past
// the leak guard, so that every field is filled as it will be and nothing of anybody is disclosed.
#pragma once

#include "connector/model/item.h"
#include "connector/model/rules.h"

namespace bowline::app {

struct ProbeItem {
    ClearedItem item;
    Forbidden forbidden;
};

/// A field that comes out empty has the word "probe". The ticket's key is new each time, the
/// contact's is the same for a destination: many probes leave one contact.
/// Errors: ConfigError when the mapping makes something that the leak guard stops.
ProbeItem probeItemFor(const RuleSetPtr& rules, const DestinationId& destination);

}  // namespace bowline::app
