// Items that a human sends again: what a destination refused, or was tried for too long. What a
// guard refused is none of them; mend the rules instead. An item says what the rules of its day
// made of it: what is new is its label and the guard's second look. So one of earlier rules goes
// out only when the human says that these may still speak.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/store/outbox_item.h"

#include <memory>
#include <optional>
#include <vector>

namespace bowline::pipeline {

/// Which parked items: one, or all of a destination, or all.
struct RequeueChoice {
    std::optional<ItemId> item{};
    std::optional<DestinationId> destination{};
    bool earlierRules = false;  ///< also those that other rules than the active ones made
};

/// An item that is ready to go out again, and whose it is.
struct ReadyItem {
    store::OutboxItem row;
    std::shared_ptr<const KeyedHash> subjectKey;
};

struct ReadyAgain {
    std::vector<ReadyItem> items;
    std::size_t ofEarlierRules = 0;  ///< stay, since nobody allowed them
    std::size_t refused = 0;  ///< stay: do not open, have no mapping, or the guard refuses them
};

/// Opens what is parked, at most 1,000 items, the oldest first; says in front of each message that
/// it comes late, has the leak guard look again and seals it. Threads: any; `reader` is the calling
/// thread's own. Errors: those of reading.
ReadyAgain readyAgain(const RequeueChoice& choice, store::Database& reader, const Parts& parts);

/// Puts them back into their lanes, at their old places, with an entry for each. What is parked no
/// more is left alone. Inside the writer's transaction. Shape: how many.
std::size_t requeue(const std::vector<ReadyItem>& items, store::Database& db, const Parts& parts);

}  // namespace bowline::pipeline
