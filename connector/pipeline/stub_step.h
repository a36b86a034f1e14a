// After the egress guard parked an item: puts its stub into the outbox in its place. The leak
// guard's own refusals get their stub from ItemMaker, in the plan of the event.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/store/outbox_item.h"

namespace bowline::pipeline {

/// Submits the stub's row and its ledger entry. Does nothing when even the stub holds a forbidden
/// value: the parked row and its incident already tell of it. Errors: those of the vault and of
/// reading.
void sendStubFor(const store::OutboxItem& parked, store::Database& reader, const Parts& parts);

}  // namespace bowline::pipeline
