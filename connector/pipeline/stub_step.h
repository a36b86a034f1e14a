// After the egress guard parked an item: puts its stub into the outbox in its place. The leak
// guard's own refusals get their stub from ItemMaker, in the plan of the event.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/store/outbox_item.h"

#include <vector>

namespace bowline::pipeline {

/// Items that a guard parked on their way out and whose stub is not there: the process ended
/// between the two.
std::vector<store::OutboxItem> parkedWithoutStub(store::Database& reader);

/// Submits the stub's row and its ledger entry, unless they are there. Does nothing when even the
/// stub holds a forbidden value: the parked row and its incident already tell of it. Errors: those
/// of the vault and of reading.
void sendStubFor(const store::OutboxItem& parked, store::Database& reader, const Parts& parts);

}  // namespace bowline::pipeline
