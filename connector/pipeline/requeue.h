// Items that a human sends again: what a destination refused, or was tried for too long. What a
// guard refused is none of them; mend the rules instead. An item says what it said, as the rules of
// its day made it: what changed since is its label and the guard's second look.
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
};

/// An item that is ready to go out again, and whose it is.
struct ReadyItem {
    store::OutboxItem row;
    std::shared_ptr<const KeyedHash> subjectKey;
};

/// Opens what is parked, at most 1,000 items, the oldest first; says in front of each message that
/// it comes late, has the leak guard look again and seals it. Those that do not open, have no
/// mapping any more or are refused by the guard are counted in `refused`. Threads: any; `reader` is
/// the calling thread's own. Errors: those of reading.
std::vector<ReadyItem> readyAgain(
    const RequeueChoice& choice, store::Database& reader, const Parts& parts, std::size_t& refused
);

/// Puts them back into their lanes, at their old places, with an entry for each. What is parked no
/// more is left alone. Inside the writer's transaction. Shape: how many.
std::size_t requeue(const std::vector<ReadyItem>& items, store::Database& db, const Parts& parts);

}  // namespace bowline::pipeline
