#include "connector/pipeline/neighbour_reader.h"

#include "connector/pipeline/item_rows.h"
#include "connector/pipeline/target_reader.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/key_destroyed.h"
#include "connector/vault/seal.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

constexpr std::size_t kMost = 8;  // on each side: a card in groups of four, with asides between
constexpr std::chrono::minutes kBack{5};

/// What the business wrote in a chat of two says what a number is; in a group nobody knows to whom.
bool isOfOne(const Event& event, const Event& other) {
    return haveOneSender(event, other) &&
           (!event.group || kindOf(other.body) == EventKind::Message);
}

}  // namespace

stages::Neighbours NeighbourReader::read(const store::EventRow& row, const Event& event) {
    store::Events events(db_);
    auto before = events.saidBefore(row, row.sentAt - kBack, kMost);
    std::ranges::reverse(before);
    return {opened(before, event), opened(events.waitingAfter(row, kMost), event)};
}

std::size_t NeighbourReader::waitingAfter(const store::EventRow& row) {
    return store::Events(db_).waitingAfter(row, kMost + 1).size();
}

std::vector<stages::Neighbour> NeighbourReader::opened(
    const std::vector<store::DecidedEvent>& rows, const Event& event
) {
    std::vector<stages::Neighbour> neighbours;
    for (const auto& decided : rows) {
        const auto other = openOrNothing(decided.row);
        if (!other || !isOfOne(event, *other))
            continue;
        neighbours.push_back(
            {decided.row.id,
             stages::neighbourText(*other),
             kindOf(other->body) == EventKind::Message,
             store::isUndecided(decided.state, decided.row.reason),
             stages::mayWait(*other)}
        );
    }
    return neighbours;
}

/// Whose key was destroyed says nothing any more, and stops nobody.
std::optional<Event> NeighbourReader::openOrNothing(const store::EventRow& row) {
    try {
        return openEvent(tenant_, openKeys_, db_, row);
    } catch (const vault::KeyDestroyed&) {
        return std::nullopt;
    }
}

std::map<DestinationId, std::vector<stages::ShownEntry>> NeighbourReader::shownOf(
    const stages::Neighbours& neighbours
) {
    std::map<DestinationId, std::vector<stages::ShownEntry>> shown;
    for (auto it = neighbours.before.rbegin(); it != neighbours.before.rend(); ++it) {
        for (const auto& item : store::Outbox(db_).toldOf(it->event))
            addShown(shown, item);
    }
    return shown;
}

void NeighbourReader::addShown(
    std::map<DestinationId, std::vector<stages::ShownEntry>>& shown, const store::OutboxItem& item
) {
    const auto key = openKeys_.get(item.keyId, [&](const KeyId& id) {
        return store::SealingKeys(db_).find(id);
    });
    if (!key)
        return;
    const auto cleared = vault::open<ClearedItem>(*key, cellOf(item, "item"), *item.item);
    auto& entries = shown[item.destination];
    const auto before = std::ranges::find(entries, *item.event, &stages::ShownEntry::event);
    if (before == entries.end())
        entries.push_back({*item.event, item.episode, cleared.item()});
    else
        before->item = cleared.item();  // an amendment takes the place of what it amends
}

}  // namespace bowline::pipeline
