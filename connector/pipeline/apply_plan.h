// Writes one plan in the transaction that the writer opened for it.
#pragma once

#include "connector/pipeline/lanes.h"
#include "connector/pipeline/plan.h"
#include "connector/store/audit_log.h"
#include "connector/store/database.h"

namespace bowline::pipeline {

struct Applied {
    std::vector<EventRef> released;  ///< events that waited for this one and are queued again
};

/// Errors: Stale when anything that the plan relied on has changed; nothing of it is written then
/// (the writer's savepoint). Threads: the writer's.
Applied applyPlan(store::Database& db, const store::AuditLog& audit, const Plan& plan);

/// References to those of the events that wait in the store, in the order of their arrival.
std::vector<EventRef> refsOf(store::Database& db, const std::vector<EventId>& events);

}  // namespace bowline::pipeline
