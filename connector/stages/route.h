// Where does it go, and by which rule? First match wins. A destination whose purpose does not pass
// is left out, with the gate's reason; so is one that takes no history, of what was said before
// bowline.
#pragma once

#include "connector/stages/passage.h"

namespace bowline::stages {

/// Pure. Throws Error when a rule names a destination without a mapping: settings refuse that at
/// load.
Routed route(Inspected inspected, const RuleSet& rules);

/// Whether any destination takes what was said before bowline.
bool takesHistory(const RuleSet& rules);

/// What becomes of an event that goes nowhere: held when a destination waits for consent, otherwise
/// dropped.
Verdict verdictOfUnrouted(const Routed& routed);

}  // namespace bowline::stages
