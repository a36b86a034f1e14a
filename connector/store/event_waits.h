// Events that wait for another one: a reaction that overtook its message, a message that may be the
// beginning of a value.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/store/database.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace bowline::store {

/// The reason of a queued event that waited in vain: it does not wait a second time.
constexpr std::string_view kWaitedReason = "waited";

class EventWaits {
public:
    explicit EventWaits(Database& db) : db_(db) {}

    /// `event` waits for any one of `wanted`, until `until`.
    void add(const EventId& event, const std::vector<EventKey>& wanted, Instant until);
    /// Queues again what waits for `key`. Returns the events, in no order.
    std::vector<EventId> release(const EventKey& key, Instant now);
    /// Queues again at most `limit` whose time is over.
    std::vector<EventId> releaseDue(Instant now, std::size_t limit);
    /// Whether any event waits for `key`.
    [[nodiscard]] bool isWanted(const EventKey& key);
    /// When the next one's time is over; nothing when none waits.
    [[nodiscard]] std::optional<Instant> nextDue();

private:
    std::vector<EventId> queueAgain(
        std::vector<EventId> events, std::string_view reason, Instant now
    );
    Database& db_;
};

}  // namespace bowline::store
