// Every change of a row ends with settling its lane: the head table follows in the same
// transaction.
#include "connector/store/outbox.h"

#include "connector/store/columns.h"
#include "connector/store/delivery_steps.h"
#include "connector/store/queries.h"
#include "connector/store/timeline.h"

namespace bowline::store {

namespace {

constexpr std::string_view kInsert = R"sql(INSERT INTO outbox (
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id, conversation_id,
    episode_id, provider_second, journal_seq, position, due_ms, created_ms, rule_set,
    guard_version, key_id, item, forbidden, state, reason, gives_way, lease_until_ms, attempts,
    done_ms, remote_id
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, NULL, 0, NULL, NULL
))sql";

// What was begun comes first, also when an earlier message arrives late: one at a time in a lane.
// Who travels along is no head.
constexpr std::string_view kBegun = R"sql(SELECT item_id, due_ms FROM outbox
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3
    AND state IN ('leased', 'uncertain') AND (joined_to IS NULL OR joined_to = item_id))sql";

constexpr std::string_view kFirstQueued = R"sql(SELECT item_id, due_ms FROM outbox
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3 AND state = 'queued'
ORDER BY provider_second, journal_seq, position LIMIT 1)sql";

constexpr std::string_view kSetHead = R"sql(INSERT INTO outbox_heads (
    tenant, conversation_id, destination, item_id, due_ms, gives_way
) SELECT tenant, conversation_id, destination, item_id, CAST($2 AS BIGINT), gives_way
FROM outbox WHERE item_id = $1
ON CONFLICT (tenant, conversation_id, destination) DO UPDATE SET
    item_id = excluded.item_id, due_ms = excluded.due_ms, gives_way = excluded.gives_way)sql";

constexpr std::string_view kClearHead = R"sql(DELETE FROM outbox_heads
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3)sql";

constexpr std::string_view kFinish = R"sql(UPDATE outbox
SET state = $3, reason = $4, due_ms = COALESCE($5, due_ms), lease_until_ms = NULL,
    done_ms = $6, remote_id = $7
WHERE item_id = $1 AND state = 'leased' AND attempts = $2
RETURNING tenant, conversation_id, destination)sql";

constexpr std::string_view kCountFailure = R"sql(UPDATE outbox
SET failures = failures + 1, failing_since_ms = COALESCE(failing_since_ms, $2)
WHERE item_id = $1)sql";

constexpr std::string_view kForgiveFailures = R"sql(UPDATE outbox
SET failures = 0, failing_since_ms = NULL WHERE item_id = $1 AND failures > 0)sql";

// Who travels alone is joined with no other; its own group, if it led one, has ended with it.
constexpr std::string_view kRequeue = R"sql(UPDATE outbox
SET state = 'queued', reason = '', due_ms = $2, done_ms = NULL, failures = 0,
    failing_since_ms = NULL, joined_to = item_id, look_up = 1, guard_version = $3, item = $4,
    forbidden = $5
WHERE item_id = $1 AND state = 'parked'
RETURNING tenant, conversation_id, destination)sql";

constexpr NamedQuery kQueries[] = {
    {"outbox.requeue", kRequeue},
    {"outbox.insert", kInsert},
    {"outbox.begun", kBegun},
    {"outbox.first_queued", kFirstQueued},
    {"outbox.set_head", kSetHead},
    {"outbox.clear_head", kClearHead},
    {"outbox.finish", kFinish},
    {"outbox.count_failure", kCountFailure},
    {"outbox.forgive_failures", kForgiveFailures},
};

OutboxLane laneAt(const Row& row) {
    Columns in(row);
    return {in.name<TenantId>(), in.id<ConversationId>(), in.name<DestinationId>()};
}

struct Head {
    ItemId item;
    Instant due;
};

std::optional<Head> headOf(Database& db, const OutboxLane& lane, std::string_view sql) {
    return db.queryOne(
        sql,
        {asValue(lane.tenant), asValue(lane.conversation), asValue(lane.destination)},
        [](const Row& row) {
            Columns in(row);
            return Head{in.id<ItemId>(), in.instant()};
        }
    );
}

/// The endings that a later state overwrites and that reports ask for.
std::optional<Mark> markOf(ItemState state) {
    if (state == ItemState::Held)
        return Mark::Held;
    return state == ItemState::Parked ? std::optional(Mark::Parked) : std::nullopt;
}

}  // namespace

std::span<const NamedQuery> outboxQueries() {
    return kQueries;
}

void Outbox::insert(const OutboxItem& item, ItemState state, std::string_view reason) {
    db_.execute(
        kInsert,
        {asValue(item.id),
         asValue(item.tenant),
         asValue(item.destination),
         asValue(item.purpose),
         toText(item.kind),
         std::int64_t{item.counted},
         asValue(item.event),
         asValue(item.person),
         asValue(item.conversation),
         asValue(item.episode),
         item.order.providerSecond,
         item.order.journalSeq,
         item.order.position,
         asValue(item.dueAt),
         asValue(item.createdAt),
         std::string_view(item.ruleSet),
         std::int64_t{item.guardVersion},
         asValue(item.keyId),
         asValue(item.item),
         asValue(item.forbidden),
         toText(state),
         reason,
         std::int64_t{item.givesWay}}
    );
    if (state == ItemState::Parked)
        Timeline(db_).addOfItem(item.id, {Mark::Parked, item.createdAt, std::string(reason)});
    settleLane(laneOf(item));
}

bool Outbox::delivered(const Lease& lease, std::string_view remoteId, Instant now) {
    return finish(lease, {ItemState::Delivered, "", std::nullopt, now, remoteId});
}

bool Outbox::retryAt(const Lease& lease, Instant due, std::string_view reason) {
    return finish(lease, {ItemState::Queued, reason, due, std::nullopt, std::nullopt});
}

bool Outbox::uncertain(const Lease& lease, Instant due, std::string_view reason) {
    return finish(lease, {ItemState::Uncertain, reason, due, std::nullopt, std::nullopt});
}

bool Outbox::parked(const Lease& lease, std::string_view reason, Instant now) {
    return finish(lease, {ItemState::Parked, reason, std::nullopt, now, std::nullopt});
}

bool Outbox::held(const Lease& lease, std::string_view reason, Instant now) {
    return finish(lease, {ItemState::Held, reason, std::nullopt, now, std::nullopt});
}

bool Outbox::dropped(const Lease& lease, std::string_view reason, Instant now) {
    return finish(lease, {ItemState::Dropped, reason, std::nullopt, now, std::nullopt});
}

void Outbox::countFailure(const ItemId& item, Instant now) {
    db_.execute(kCountFailure, {asValue(item), asValue(now)});
}

void Outbox::forgiveFailures(const ItemId& item) {
    db_.execute(kForgiveFailures, {asValue(item)});
}

bool Outbox::requeue(const OutboxItem& row, Instant now) {
    const auto lane = db_.queryOne(
        kRequeue,
        {asValue(row.id),
         asValue(now),
         std::int64_t{row.guardVersion},
         asValue(row.item),
         asValue(row.forbidden)},
        laneAt
    );
    if (!lane)
        return false;
    Timeline(db_).addOfItem(row.id, {Mark::Released, now});
    settleLane(*lane);
    return true;
}

bool Outbox::finish(const Lease& lease, const Ending& ending) {
    const Value remote = ending.remoteId ? Value{*ending.remoteId} : Value{nullptr};
    const auto lane = db_.queryOne(
        kFinish,
        {asValue(lease.item),
         lease.attempt,
         toText(ending.state),
         ending.reason,
         asValue(ending.due),
         asValue(ending.done),
         remote},
        laneAt
    );
    // What is held comes back: it goes on where it was.
    if (lane && ending.done && ending.state != ItemState::Held)
        DeliverySteps(db_).forget(lease.item, "");
    if (const auto mark = markOf(ending.state); lane && mark)
        Timeline(db_).addOfItem(
            lease.item, {*mark, ending.done.value(), std::string(ending.reason)}
        );
    if (lane)
        settleLane(*lane);
    return lane.has_value();
}

void Outbox::setHead(const ItemId& item, Instant due) {
    db_.execute(kSetHead, {asValue(item), asValue(due)});
}

void Outbox::settleLane(const OutboxLane& lane) {
    auto head = headOf(db_, lane, kBegun);
    if (!head)
        head = headOf(db_, lane, kFirstQueued);
    if (head)
        return setHead(head->item, head->due);
    db_.execute(
        kClearHead, {asValue(lane.tenant), asValue(lane.conversation), asValue(lane.destination)}
    );
}

}  // namespace bowline::store
