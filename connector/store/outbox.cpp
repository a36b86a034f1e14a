// Every change of a row ends with settling its lane: the head table follows in the same
// transaction.
#include "connector/store/outbox.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kInsert = R"sql(INSERT INTO outbox (
    item_id, tenant, destination, purpose, kind, counted, event_id, person_id, conversation_id,
    episode_id, provider_second, journal_seq, position, due_ms, created_ms, rule_set,
    guard_version, key_id, item, forbidden, state, reason, lease_until_ms, attempts, done_ms,
    remote_id
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, NULL, 0, NULL, NULL
))sql";

// What was begun comes first, also when an earlier message arrives late: one at a time in a lane.
constexpr std::string_view kBegun = R"sql(SELECT item_id, due_ms FROM outbox
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3
    AND state IN ('leased', 'uncertain'))sql";

constexpr std::string_view kFirstQueued = R"sql(SELECT item_id, due_ms FROM outbox
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3 AND state = 'queued'
ORDER BY provider_second, journal_seq, position LIMIT 1)sql";

constexpr std::string_view kSetHead = R"sql(INSERT INTO outbox_heads (
    tenant, conversation_id, destination, item_id, due_ms
) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant, conversation_id, destination) DO UPDATE SET
    item_id = excluded.item_id, due_ms = excluded.due_ms)sql";

constexpr std::string_view kClearHead = R"sql(DELETE FROM outbox_heads
WHERE tenant = $1 AND conversation_id = $2 AND destination = $3)sql";

// Says of each head whether its purpose is stopped: such a row is claimed to be dropped, never to
// be sent. Were it left where it is, nobody would drop what a stop found leased and a dead courier
// left behind.
constexpr std::string_view kClaimable = R"sql(SELECT
    o.item_id, o.tenant, o.destination, o.purpose, o.kind, o.counted, o.event_id, o.person_id,
    o.conversation_id, o.episode_id, o.provider_second, o.journal_seq, o.position, o.due_ms,
    o.created_ms, o.rule_set, o.guard_version, o.key_id, o.item, o.forbidden, o.attempts, o.state,
    CASE WHEN o.kind NOT IN ('stop_note', 'erase') AND EXISTS (
        SELECT 1 FROM senders n
        JOIN stops t ON t.tenant = n.tenant AND t.sender_index = n.sender_index
        WHERE n.tenant = o.tenant AND n.person_id = o.person_id
            AND t.purpose = o.purpose AND t.lifted_ms IS NULL
    ) THEN 1 ELSE 0 END
FROM outbox_heads h JOIN outbox o ON o.item_id = h.item_id
WHERE h.due_ms <= $1
ORDER BY h.due_ms LIMIT $2)sql";

constexpr std::string_view kLease = R"sql(UPDATE outbox
SET state = 'leased', due_ms = $2, lease_until_ms = $2, attempts = $3
WHERE item_id = $1)sql";

constexpr std::string_view kFinish = R"sql(UPDATE outbox
SET state = $3, reason = $4, due_ms = COALESCE($5, due_ms), lease_until_ms = NULL,
    done_ms = $6, remote_id = $7
WHERE item_id = $1 AND state = 'leased' AND attempts = $2
RETURNING tenant, conversation_id, destination)sql";

constexpr NamedQuery kQueries[] = {
    {"outbox.insert", kInsert},
    {"outbox.begun", kBegun},
    {"outbox.first_queued", kFirstQueued},
    {"outbox.set_head", kSetHead},
    {"outbox.clear_head", kClearHead},
    {"outbox.claimable", kClaimable},
    {"outbox.lease", kLease},
    {"outbox.finish", kFinish},
};

OutboxItem itemAt(Columns& in) {
    return {
        in.id<ItemId>(),
        in.name<TenantId>(),
        in.name<DestinationId>(),
        in.name<PurposeId>(),
        in.oneOf(ItemKind::StopNote),
        in.flag(),
        in.orNone([&] { return in.id<EventId>(); }),
        in.id<PersonId>(),
        in.id<ConversationId>(),
        in.id<EpisodeId>(),
        in.order(),
        in.instant(),
        in.instant(),
        in.text(),
        static_cast<std::uint32_t>(in.integer()),
        in.id<KeyId>(),
        in.orNone([&] { return in.sealed<ClearedItem>(); }),
        in.orNone([&] { return in.sealed<Forbidden>(); })};
}

LeasedItem claimableAt(const Row& row, Instant leaseUntil) {
    Columns in(row);
    auto item = itemAt(in);
    const auto attempt = in.integer() + 1;
    const auto state = in.oneOf(ItemState::Erased);
    return {std::move(item), attempt, leaseUntil, state != ItemState::Queued, in.flag()};
}

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

void setHead(Database& db, const OutboxLane& lane, const Head& head) {
    db.execute(
        kSetHead,
        {asValue(lane.tenant),
         asValue(lane.conversation),
         asValue(lane.destination),
         asValue(head.item),
         asValue(head.due)}
    );
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
         reason}
    );
    settleLane({item.tenant, item.conversation, item.destination});
}

std::vector<LeasedItem> Outbox::claimDue(
    Instant now, std::chrono::milliseconds lease, std::size_t limit
) {
    auto claimed = db_.queryAll(kClaimable, {asValue(now), asValue(limit)}, [&](const Row& row) {
        return claimableAt(row, now + lease);
    });
    for (const auto& each : claimed)
        take(each);
    return claimed;
}

void Outbox::take(const LeasedItem& claimed) {
    const auto& item = claimed.item;
    db_.execute(kLease, {asValue(item.id), asValue(claimed.leaseUntil), claimed.attempt});
    const OutboxLane lane{item.tenant, item.conversation, item.destination};
    setHead(db_, lane, {item.id, claimed.leaseUntil});
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
    if (lane)
        settleLane(*lane);
    return lane.has_value();
}

void Outbox::settleLane(const OutboxLane& lane) {
    auto head = headOf(db_, lane, kBegun);
    if (!head)
        head = headOf(db_, lane, kFirstQueued);
    if (head)
        return setHead(db_, lane, *head);
    db_.execute(
        kClearHead, {asValue(lane.tenant), asValue(lane.conversation), asValue(lane.destination)}
    );
}

}  // namespace bowline::store
