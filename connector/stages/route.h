// Where does it go, and by which rule? First match wins; a message of an open ticket stays on the
// way of the rule that opened it, so that an agent finds the whole of it in one place. A
// destination whose purpose does not pass is left out, with the gate's reason; so is one that takes
// no history, of what was said before bowline.
#pragma once

#include "connector/stages/passage.h"

namespace bowline::stages {

/// `openedBy`: the rule that opened the ticket which the message continues; empty when it opens one
/// or nobody knows. A rule that is no more, and one whose path is no ticket, keeps nothing.
/// Pure. Throws Error when a rule names a destination without a mapping: settings refuse that at
/// load.
Routed route(Inspected inspected, const RuleSet& rules, const std::string& openedBy);

/// Whether any destination takes what was said before bowline.
bool takesHistory(const RuleSet& rules);

/// What becomes of an event that goes nowhere although its rule has destinations: held when one of
/// them waits for consent, otherwise dropped.
Verdict verdictOfUnrouted(const Routed& routed);

}  // namespace bowline::stages
