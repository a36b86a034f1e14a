// Is bowline fit to take webhooks, and how does it stand: readiness and the status page. Pure.
#pragma once

#include "connector/insight/figures.h"

#include <string>
#include <vector>

namespace bowline::insight {

/// Why bowline should not be sent webhooks now, as codes; empty when it should:
/// "store_broken" a commit failed and the store is not reopened yet, "store_queue_full" writes are
/// being refused, "store_unreadable" it cannot be read.
/// What destinations do is no reason: what is received waits for them.
std::vector<std::string> notReadyBecause(const Figures& figures);

/// The status page as JSON: "invariant" with the terms of promise 1 and whether they balance,
/// "oldest_waiting_age_ms" (null when nothing waits), "destinations", "circuits", "incidents",
/// "merge_proposals" (how many pairs of persons may be one, and the newest in the words of a
/// destination), "alarms" (the open ones, each with its cure), "writer", "ready" and "reasons".
/// "newest_incidents" and "parked_items", the oldest of these first, have at most 20 rows.
/// Keys are sorted; times are ISO 8601. What comes from the store is null when the store could not
/// be read. A circuit's "state" is "ok", "failing" (it does not answer) or "stopped" (it refuses
/// us: "why" is the code, "cure" what to do, null when there is none); "waiting" are the rows that
/// wait for it.
std::string toStatusJson(const Figures& figures, const std::vector<std::string>& reasons);

}  // namespace bowline::insight
