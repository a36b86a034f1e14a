// The line that tells operators how an attempt ended. A delivery says nothing; codes and ids only.
#pragma once

#include "connector/delivery/attempt.h"
#include "connector/store/outbox_item.h"

namespace bowline::delivery {

/// `due` is when the row is tried again, if it is.
void logEnding(const store::LeasedItem& row, const Ending& ending, Instant due);

}  // namespace bowline::delivery
