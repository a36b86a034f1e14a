// Who travels in whose request: a row and its group opened as one item, and what waits right behind
// a row taken along where the adapter joins comments. Nothing waits for it: only rows that wait
// already are joined.
//
// A request is repeated with what was in it: a group that may have had its effect stays as it is,
// and a row whose request may have is joined with no other; the look-up and the destination's own
// guard against doubles go by the leader's key.
#pragma once

#include "connector/base/clock.h"
#include "connector/delivery/destination.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <optional>

namespace bowline::delivery {

/// What one request says, and what its bytes must not hold.
struct OpenedItem {
    ClearedItem item;
    Forbidden forbidden;
};

/// The row with all that is joined to it; forbidden is what any of them forbids. Absence: nothing
/// when a cell is not what the guard sealed: nothing that waiting could mend.
[[nodiscard]] std::optional<OpenedItem> openedGroup(
    const store::LeasedItem& row, const vault::SealingKey& key
);

/// What joining works with; all outlive it.
struct JoiningParts {
    const Destination& destination;
    store::Database& reader;  ///< the calling thread's own
    store::Writer& writer;
    const Clock& clock;
    const vault::SealingKey& key;  ///< the person's
};

/// Leases what may travel with `row`, puts it into row.joined and gives what all say together;
/// gives `own`, what the row says, when nothing may. Asks the writer only when something waits.
/// Errors: Error when the store refuses; then `row` is as it was.
[[nodiscard]] OpenedItem withWaiting(
    store::LeasedItem& row, OpenedItem own, const JoiningParts& parts
);

}  // namespace bowline::delivery
