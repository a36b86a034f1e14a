// The messages around one of the same person, opened, and what the destinations were shown of them.
#pragma once

#include "connector/stages/neighbours.h"
#include "connector/stages/render.h"
#include "connector/store/events.h"
#include "connector/store/outbox_item.h"
#include "connector/vault/key_cache.h"

#include <map>
#include <optional>
#include <vector>

namespace bowline::pipeline {

class NeighbourReader {
public:
    /// References outlive it.
    NeighbourReader(store::Database& db, const TenantId& tenant, vault::KeyCache& openKeys)
        : db_(db), tenant_(tenant), openKeys_(openKeys) {}

    /// At most eight on each side, of the five minutes before and of what waits after. In a group
    /// those of the same member only. What was erased is not there.
    [[nodiscard]] stages::Neighbours read(const store::EventRow& row, const Event& event);
    /// How many events wait after it, of whomever; one more than read() gives means more than that.
    [[nodiscard]] std::size_t waitingAfter(const store::EventRow& row);
    /// What is shown of those before, or will be, the newest first.
    [[nodiscard]] std::map<DestinationId, std::vector<stages::ShownEntry>> shownOf(
        const stages::Neighbours& neighbours
    );

private:
    std::vector<stages::Neighbour> opened(
        const std::vector<store::DecidedEvent>& rows, const Event& event
    );
    std::optional<Event> openOrNothing(const store::EventRow& row);
    void addShown(
        std::map<DestinationId, std::vector<stages::ShownEntry>>& shown,
        const store::OutboxItem& item
    );

    store::Database& db_;
    const TenantId& tenant_;
    vault::KeyCache& openKeys_;
};

}  // namespace bowline::pipeline
