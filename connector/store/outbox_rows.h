// How a whole row of the outbox is read; shared by the files that claim.
#pragma once

#include "connector/store/columns.h"
#include "connector/store/outbox_item.h"

namespace bowline::store {

/// Reads item_id … forbidden, in the order of OutboxItem.
OutboxItem outboxItemFrom(Columns& in);

}  // namespace bowline::store
