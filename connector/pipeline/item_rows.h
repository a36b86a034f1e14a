// Rows of the outbox as the pipeline makes them: where their cells are, how they are sealed, what
// the ledger says of them.
#pragma once

#include "connector/ledger/entry.h"
#include "connector/store/outbox_item.h"
#include "connector/vault/keys.h"

namespace bowline::pipeline {

/// The cell of a column of `row`. Its version is the guard's: vault::open<ClearedItem> succeeds
/// only for what the guard of that version made.
vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column);

void sealInto(
    store::OutboxItem& row,
    const ClearedItem& item,
    const Forbidden& forbidden,
    const vault::SealingKey& key
);

/// An entry about `row`: object, rule set, destination and purpose.
ledger::EntryFields entryFor(ledger::Act act, const store::OutboxItem& row, Instant at);

}  // namespace bowline::pipeline
