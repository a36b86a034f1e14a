// Promise 1 in figures: every event that was received is somewhere, counted per (event,
// destination), or per event where there is no destination. `received` is counted from the journal
// and from what routing announced, the other terms from where the events and items stand now; the
// two sides meet only if nothing was lost or doubled.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowline::store {

struct Counts {
    std::int64_t received = 0;
    std::int64_t waiting = 0;  ///< journalled, unrouted, queued, leased or uncertain
    std::int64_t synced = 0;
    std::int64_t parked = 0;
    std::int64_t held = 0;
    std::int64_t dropped = 0;
    std::int64_t recordedOnly = 0;
    std::int64_t erased = 0;
    std::int64_t duplicates = 0;           ///< beside the sum
    std::optional<Instant> oldestWaiting;  ///< since when the oldest of `waiting` is here

    [[nodiscard]] std::int64_t accounted() const {
        return waiting + synced + parked + held + dropped + recordedOnly + erased;
    }
    [[nodiscard]] bool balanced() const { return received == accounted(); }
};

/// All terms from one query, so from one moment. A body that is not decoded yet counts as one.
Counts countAll(Database& db);

struct DestinationCounts {
    DestinationId destination;
    std::int64_t waiting = 0;
    std::int64_t uncertain = 0;  ///< of those that wait
    std::int64_t delivered = 0;
    std::int64_t parked = 0;
    std::int64_t held = 0;
    std::int64_t dropped = 0;
    std::int64_t erased = 0;
    std::optional<Instant> oldestWaiting;
};

/// One row a destination that was ever written to, by name; all rows of the outbox, counted or not.
std::vector<DestinationCounts> countByDestination(Database& db);

}  // namespace bowline::store
