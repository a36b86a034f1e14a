// What an attempt leaves behind: the new state of the row and of all that travelled with it, its
// ledger entries and, after a hit of the guard, the incident; all in one transaction.
#pragma once

#include "connector/delivery/attempt.h"
#include "connector/store/audit_log.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"

namespace bowline::delivery {

/// One attempt at one row and what is joined to it. `due` is when the row is tried again, if it is.
struct Attempted {
    store::LeasedItem row;  ///< its sealed parts may be gone
    Attempt attempt;
    Instant at;
    Instant due;
};

/// The write that stores `attempted`. It does nothing to a row whose lease was lost meanwhile: then
/// the next owner of the row answers for it. `audit` outlives the write. Ledger:
/// `disclosure.outcome` for each row that leaves the outbox, `incident.opened` with a hit; a row
/// that goes on waiting has no outcome yet.
store::WriteFn recordOf(Attempted attempted, const store::AuditLog& audit);

}  // namespace bowline::delivery
