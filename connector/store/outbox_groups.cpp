// Groups: comments of one lane that travel in the request of the first of them, the leader. They
// are leased, answered and stopped together, each with its own lease. A group that may have reached
// its destination, or of whose request steps are kept, is claimed again as it was.
#include "connector/store/columns.h"
#include "connector/store/outbox.h"
#include "connector/store/outbox_rows.h"
#include "connector/store/queries.h"

#include <algorithm>

namespace bowline::store {

namespace {

// What waits next in the lane, whether it may be joined or not: only what stands right behind the
// leader may travel with it.
constexpr std::string_view kBehind = R"sql(SELECT
    o.item_id, o.tenant, o.destination, o.purpose, o.kind, o.counted, o.event_id, o.person_id,
    o.conversation_id, o.episode_id, o.provider_second, o.journal_seq, o.position, o.due_ms,
    o.created_ms, o.rule_set, o.guard_version, o.key_id, o.item, o.forbidden, o.attempts,
    CASE WHEN o.joined_to IS NULL AND NOT EXISTS (
        SELECT 1 FROM delivery_steps s WHERE s.item_id = o.item_id
    ) AND NOT EXISTS (
        SELECT 1 FROM outbox j WHERE j.joined_to = o.item_id
            AND j.state IN ('queued', 'leased', 'uncertain')
    ) THEN 1 ELSE 0 END
FROM outbox o
WHERE o.tenant = $1 AND o.conversation_id = $2 AND o.destination = $3 AND o.state = 'queued'
ORDER BY o.provider_second, o.journal_seq, o.position LIMIT $4)sql";

constexpr std::string_view kGroup = R"sql(SELECT
    o.item_id, o.tenant, o.destination, o.purpose, o.kind, o.counted, o.event_id, o.person_id,
    o.conversation_id, o.episode_id, o.provider_second, o.journal_seq, o.position, o.due_ms,
    o.created_ms, o.rule_set, o.guard_version, o.key_id, o.item, o.forbidden, o.attempts
FROM outbox o
WHERE o.joined_to = $1 AND o.item_id <> $1 AND o.state IN ('queued', 'leased', 'uncertain')
ORDER BY o.provider_second, o.journal_seq, o.position)sql";

constexpr std::string_view kHolds = R"sql(SELECT 1 FROM outbox
WHERE item_id = $1 AND state = 'leased' AND attempts = $2)sql";

constexpr std::string_view kJoin = R"sql(UPDATE outbox
SET state = 'leased', due_ms = $2, lease_until_ms = $2, attempts = $3, joined_to = $4
WHERE item_id = $1)sql";

constexpr std::string_view kLetGo = R"sql(UPDATE outbox SET joined_to = NULL
WHERE joined_to = $1 AND item_id <> $1 AND state IN ('queued', 'leased', 'uncertain')
    AND state = 'queued')sql";

constexpr std::string_view kGoAlone = R"sql(UPDATE outbox SET joined_to = item_id
WHERE item_id = $1)sql";

constexpr NamedQuery kQueries[] = {
    {"outbox.behind", kBehind},
    {"outbox.group", kGroup},
    {"outbox.holds", kHolds},
    {"outbox.join", kJoin},
    {"outbox.let_go", kLetGo},
    {"outbox.go_alone", kGoAlone},
};

LeasedItem followerFrom(Columns& in, const LeasedItem& leader) {
    LeasedItem row;
    row.item = outboxItemFrom(in);
    row.attempt = in.integer() + 1;
    row.leaseUntil = leader.leaseUntil;
    row.lookUpFirst = leader.lookUpFirst;
    row.stopped = leader.stopped;
    return row;
}

// One person, one purpose: what stops the leader's request stops the whole group.
bool belongs(const OutboxItem& row, const OutboxItem& leader, const JoinLimits& limits) {
    return row.kind == ItemKind::Comment && row.purpose == leader.purpose &&
           row.person == leader.person && row.keyId == leader.keyId &&
           row.episode == leader.episode && leader.order < row.order && row.dueAt <= limits.now &&
           row.createdAt <= leader.createdAt + limits.window;
}

}  // namespace

std::span<const NamedQuery> outboxGroupQueries() {
    return kQueries;
}

std::vector<LeasedItem> Outbox::waitingBehind(const LeasedItem& leader, const JoinLimits& limits) {
    std::vector<LeasedItem> rows;
    bool next = leader.item.kind == ItemKind::Comment;
    const auto& [tenant, conversation, destination] = laneOf(leader.item);
    db_.query(
        kBehind,
        {asValue(tenant), asValue(conversation), asValue(destination), asValue(limits.most)},
        [&](const Row& row) {
            Columns in(row);
            auto follower = followerFrom(in, leader);
            next = next && in.flag() && belongs(follower.item, leader.item, limits);
            if (next)
                rows.push_back(std::move(follower));
        }
    );
    return rows;
}

std::vector<LeasedItem> Outbox::join(
    const LeasedItem& leader, std::span<const ItemId> followers, const JoinLimits& limits
) {
    const auto holds = [](const Row&) { return true; };
    if (!db_.queryOne(kHolds, {asValue(leader.item.id), leader.attempt}, holds))
        return {};
    auto rows = waitingBehind(leader, limits);
    const auto sameId = [](const LeasedItem& row, const ItemId& id) { return row.item.id == id; };
    const auto end = std::ranges::mismatch(rows, followers, sameId).in1;
    rows.erase(end, rows.end());
    for (const auto& row : rows)
        lead(leader, row);
    return rows;
}

std::vector<LeasedItem> Outbox::takeGroupOf(const LeasedItem& leader) {
    auto rows = db_.queryAll(kGroup, {asValue(leader.item.id)}, [&](const Row& row) {
        Columns in(row);
        return followerFrom(in, leader);
    });
    for (const auto& row : rows)
        lead(leader, row);
    return rows;
}

void Outbox::lead(const LeasedItem& leader, const LeasedItem& follower) {
    db_.execute(
        kJoin,
        {asValue(follower.item.id),
         asValue(follower.leaseUntil),
         follower.attempt,
         asValue(leader.item.id)}
    );
}

void Outbox::letGoOf(const ItemId& leader) {
    db_.execute(kLetGo, {asValue(leader)});
}

void Outbox::goAlone(const ItemId& item) {
    db_.execute(kGoAlone, {asValue(item)});
}

}  // namespace bowline::store
