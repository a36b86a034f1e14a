// The outbox seen by person and by state: what a stop drops, what lists show. Rows without their
// sealed parts.
#include "connector/store/columns.h"
#include "connector/store/delivery_steps.h"
#include "connector/store/outbox.h"
#include "connector/store/outbox_rows.h"
#include "connector/store/queries.h"

#include <set>

namespace bowline::store {

namespace {

constexpr std::string_view kIsStopped = R"sql(SELECT 1 FROM outbox o
JOIN senders n ON n.tenant = o.tenant AND n.person_id = o.person_id
JOIN stops t ON t.tenant = n.tenant AND t.sender_index = n.sender_index
WHERE o.item_id = $1 AND o.kind NOT IN ('stop_note', 'erase', 'amend')
    AND t.purpose = o.purpose AND t.lifted_ms IS NULL LIMIT 1)sql";

constexpr std::string_view kDropWaiting = R"sql(UPDATE outbox
SET state = 'dropped', reason = $4, lease_until_ms = NULL, done_ms = $5
WHERE tenant = $1 AND person_id = $2 AND purpose = $3
    AND state IN ('queued', 'leased', 'uncertain', 'held')
    AND (state <> 'leased' OR lease_until_ms <= $5) AND kind NOT IN ('stop_note', 'erase', 'amend')
RETURNING item_id, tenant, destination, kind, state, reason, attempts, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms, created_ms,
    COALESCE(remote_id, ''))sql";

constexpr std::string_view kFind = R"sql(SELECT
    item_id, tenant, destination, kind, state, reason, attempts, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms, created_ms,
    COALESCE(remote_id, '')
FROM outbox WHERE item_id = $1)sql";

constexpr std::string_view kList = R"sql(SELECT
    item_id, tenant, destination, kind, state, reason, attempts, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms, created_ms,
    COALESCE(remote_id, '')
FROM outbox WHERE state = $1 ORDER BY created_ms LIMIT $2)sql";

// Two searches, each by an index of its own: there are few amendments among many rows.
constexpr std::string_view kToldOf = R"sql(SELECT
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms,
    created_ms, rule_set, guard_version, key_id, item, forbidden
FROM outbox WHERE event_id = $1 AND counted = 1 AND kind = 'comment' AND item IS NOT NULL
    AND state NOT IN ('parked', 'dropped', 'erased')
UNION ALL SELECT
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms,
    created_ms, rule_set, guard_version, key_id, item, forbidden
FROM outbox WHERE event_id = $1 AND kind = 'amend' AND item IS NOT NULL
    AND state NOT IN ('parked', 'dropped', 'erased')
ORDER BY created_ms, kind DESC)sql";

constexpr std::string_view kParkedFor = R"sql(SELECT
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms,
    created_ms, rule_set, guard_version, key_id, item, forbidden
FROM outbox WHERE state = 'parked' AND reason = $1 AND counted = 1 AND item IS NOT NULL
ORDER BY created_ms DESC LIMIT $2)sql";

// Who travelled in another's request is not among them: it was answered as that one was, and may be
// there under its key.
constexpr std::string_view kRefused = R"sql(SELECT
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms,
    created_ms, rule_set, guard_version, key_id, item, forbidden
FROM outbox WHERE state = 'parked' AND item IS NOT NULL
    AND reason NOT IN ('leak_guard', 'egress_guard')
    AND (joined_to IS NULL OR joined_to = item_id) AND ($1 = '' OR destination = $1)
ORDER BY CASE WHEN rule_set = $2 THEN 0 ELSE 1 END, created_ms LIMIT $3)sql";

constexpr std::string_view kRefusedItem = R"sql(SELECT
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id,
    conversation_id, episode_id, provider_second, journal_seq, position, due_ms,
    created_ms, rule_set, guard_version, key_id, item, forbidden
FROM outbox WHERE item_id = $1 AND state = 'parked' AND item IS NOT NULL
    AND reason NOT IN ('leak_guard', 'egress_guard'))sql";

constexpr NamedQuery kQueries[] = {
    {"outbox.parked_for", kParkedFor},
    {"outbox.refused", kRefused},
    {"outbox.refused_item", kRefusedItem},
    {"outbox.told_of", kToldOf},
    {"outbox.is_stopped", kIsStopped},
    {"outbox.drop_waiting", kDropWaiting},
    {"outbox.find", kFind},
    {"outbox.list", kList},
};

ItemSummary summaryAt(const Row& row) {
    Columns in(row);
    return {
        in.id<ItemId>(),
        in.name<TenantId>(),
        in.name<DestinationId>(),
        in.oneOf(ItemKind::StopNote),
        in.oneOf(ItemState::Erased),
        in.text(),
        in.integer(),
        in.orNone([&] { return in.id<EventId>(); }),
        in.id<PersonId>(),
        in.id<ConversationId>(),
        in.id<EpisodeId>(),
        in.order(),
        in.instant(),
        in.instant(),
        in.text()};
}

OutboxItem itemAt(const Row& row) {
    Columns in(row);
    return outboxItemFrom(in);
}

}  // namespace

std::span<const NamedQuery> outboxListQueries() {
    return kQueries;
}

bool Outbox::isStopped(const ItemId& item) {
    return db_.queryOne(kIsStopped, {asValue(item)}, [](const Row&) { return true; }).has_value();
}

std::vector<ItemSummary> Outbox::dropWaitingOf(
    const TenantId& tenant,
    const PersonId& person,
    std::span<const PurposeId> purposes,
    std::string_view reason,
    Instant now
) {
    std::vector<ItemSummary> gone;
    std::set<OutboxLane> lanes;
    for (const auto& purpose : purposes) {
        db_.query(
            kDropWaiting,
            {asValue(tenant), asValue(person), asValue(purpose), reason, asValue(now)},
            [&](const Row& row) { gone.push_back(summaryAt(row)); }
        );
    }
    for (const auto& item : gone) {
        DeliverySteps(db_).forget(item.id, "");
        lanes.insert({item.tenant, item.conversation, item.destination});
    }
    for (const auto& lane : lanes)
        settleLane(lane);
    return gone;
}

std::vector<OutboxItem> Outbox::toldOf(const EventId& event) {
    return db_.queryAll(kToldOf, {asValue(event)}, itemAt);
}

std::vector<OutboxItem> Outbox::parkedFor(std::string_view reason, std::size_t limit) {
    return db_.queryAll(kParkedFor, {reason, asValue(limit)}, itemAt);
}

std::vector<OutboxItem> Outbox::refused(
    const std::optional<DestinationId>& destination, std::string_view ruleSet, std::size_t limit
) {
    const std::string name = destination ? destination->str() : std::string();
    return db_.queryAll(kRefused, {std::string_view(name), ruleSet, asValue(limit)}, itemAt);
}

std::vector<OutboxItem> Outbox::refused(const ItemId& item) {
    return db_.queryAll(kRefusedItem, {asValue(item)}, itemAt);
}

std::optional<ItemSummary> Outbox::find(const ItemId& item) {
    return db_.queryOne(kFind, {asValue(item)}, summaryAt);
}

std::vector<ItemSummary> Outbox::list(ItemState state, std::size_t limit) {
    return db_.queryAll(kList, {toText(state), asValue(limit)}, summaryAt);
}

}  // namespace bowline::store
