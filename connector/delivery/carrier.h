// One attempt, from a leased row to its ending: opens the sealed item and its forbidden values,
// guards the way out, runs the workflow. Runs outside any transaction; decides nothing about when
// to try again and stores nothing but links and steps.
#pragma once

#include "connector/base/clock.h"
#include "connector/delivery/attempt.h"
#include "connector/delivery/destination.h"
#include "connector/store/audit_log.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"
#include "connector/vault/key_cache.h"

namespace bowline::delivery {

/// The references outlive the carrier. Threads: any; `reader` is the calling thread's own
/// connection.
class Carrier {
public:
    Carrier(
        const Clock& clock,
        vault::KeyCache& openKeys,
        store::Writer& writer,
        const store::AuditLog& audit
    )
        : clock_(clock), openKeys_(openKeys), writer_(writer), audit_(audit) {}

    /// Adds to `row` what travels in its request; what ends is all of it.
    /// Never throws what an adapter, a library or the store may throw: it is an ending. What fails
    /// before anything left is Postponed, afterwards Uncertain. Waits for the writer once a new
    /// link and step, and to lease what it takes along.
    [[nodiscard]] Attempt carry(
        store::LeasedItem& row, Destination& destination, store::Database& reader
    ) const;

private:
    const Clock& clock_;
    vault::KeyCache& openKeys_;
    store::Writer& writer_;
    const store::AuditLog& audit_;
};

}  // namespace bowline::delivery
