// Writes one plan in the transaction that the writer opened for it.
#pragma once

#include "connector/pipeline/plan.h"
#include "connector/store/audit_log.h"
#include "connector/store/database.h"

namespace bowline::pipeline {

/// Errors: Stale when anything that the plan relied on has changed; nothing of it is written then
/// (the writer's savepoint). Threads: the writer's.
void applyPlan(store::Database& db, const store::AuditLog& audit, const Plan& plan);

}  // namespace bowline::pipeline
