// What a plan writes about the person of an event: herself when she is new, her identifiers, her
// name, and what the provider says has changed of them.
#pragma once

#include "connector/pipeline/plan.h"
#include "connector/pipeline/snapshot.h"
#include "connector/stages/passage.h"

namespace bowline::pipeline {

/// Adds the rows to `plan`, sealed under the person's key. An identifier that belongs to somebody
/// else is not taken; the provider's claim to it is logged.
void addPersonRows(const stages::Placed& placed, const Snapshot& seen, Instant now, Plan& plan);

}  // namespace bowline::pipeline
