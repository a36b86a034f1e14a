// Claiming: the heads of one destination whose time has come, and when to ask again.
#include "connector/store/columns.h"
#include "connector/store/outbox.h"
#include "connector/store/outbox_rows.h"
#include "connector/store/queries.h"

#include <algorithm>

namespace bowline::store {

namespace {

// Says of each head whether its purpose is stopped: such a row is claimed to be dropped, never to
// be sent. Were it left where it is, nobody would drop what a stop found leased and a dead courier
// left behind.
constexpr std::string_view kClaimable = R"sql(SELECT
    o.item_id, o.tenant, o.destination, o.purpose, o.kind, o.counted, o.event_id, o.person_id,
    o.conversation_id, o.episode_id, o.provider_second, o.journal_seq, o.position, o.due_ms,
    o.created_ms, o.rule_set, o.guard_version, o.key_id, o.item, o.forbidden, o.attempts,
    CASE WHEN o.look_up = 1 THEN 'uncertain' ELSE o.state END,
    o.lease_until_ms, o.failures, o.failing_since_ms,
    CASE WHEN o.kind NOT IN ('stop_note', 'erase', 'amend') AND EXISTS (
        SELECT 1 FROM senders n
        JOIN stops t ON t.tenant = n.tenant AND t.sender_index = n.sender_index
        WHERE n.tenant = o.tenant AND n.person_id = o.person_id
            AND t.purpose = o.purpose AND t.lifted_ms IS NULL
    ) THEN 1 ELSE 0 END,
    CASE WHEN o.joined_to = o.item_id THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (
        SELECT 1 FROM outbox j WHERE j.joined_to = o.item_id AND j.item_id <> o.item_id
            AND j.state IN ('queued', 'leased', 'uncertain')
    ) THEN 1 ELSE 0 END
FROM outbox_heads h JOIN outbox o ON o.item_id = h.item_id
WHERE h.destination = $1 AND h.gives_way = $4 AND h.due_ms <= $2
ORDER BY h.due_ms LIMIT $3)sql";

// Who is claimed for itself follows nobody.
constexpr std::string_view kLease = R"sql(UPDATE outbox
SET state = 'leased', due_ms = $2, lease_until_ms = $2, attempts = $3,
    joined_to = CASE WHEN joined_to = item_id THEN joined_to END
WHERE item_id = $1)sql";

constexpr std::string_view kNextDue = R"sql(SELECT due_ms
FROM outbox_heads WHERE destination = $1 AND gives_way = $2 ORDER BY due_ms LIMIT 1)sql";

// One step along the index for each destination, however many rows wait.
constexpr std::string_view kNextDestination = R"sql(SELECT destination
FROM outbox_heads WHERE destination > $1 ORDER BY destination LIMIT 1)sql";

constexpr NamedQuery kQueries[] = {
    {"outbox.claimable", kClaimable},
    {"outbox.lease", kLease},
    {"outbox.next_due", kNextDue},
    {"outbox.next_destination", kNextDestination},
};

struct Claimable {
    LeasedItem row;
    bool leads = false;
};

Claimable claimableAt(const Row& row, Instant leaseUntil) {
    Columns in(row);
    Claimable head;
    head.row.item = outboxItemFrom(in);
    head.row.attempt = in.integer() + 1;
    head.row.leaseUntil = leaseUntil;
    head.row.lookUpFirst = in.oneOf(ItemState::Erased) != ItemState::Queued;
    head.row.ranOutAt = in.orNone([&] { return in.instant(); });
    head.row.failures = in.integer();
    head.row.failingSince = in.orNone([&] { return in.instant(); });
    head.row.stopped = in.flag();
    head.row.alone = in.flag();
    head.leads = in.flag();
    return head;
}

}  // namespace

std::span<const NamedQuery> outboxClaimQueries() {
    return kQueries;
}

std::vector<LeasedItem> Outbox::claimDue(
    const DestinationId& destination,
    Instant now,
    std::chrono::milliseconds lease,
    std::size_t limit
) {
    std::vector<LeasedItem> claimed;
    for (const std::int64_t givesWay : {0, 1}) {
        auto heads = db_.queryAll(
            kClaimable,
            {asValue(destination), asValue(now), asValue(limit - claimed.size()), givesWay},
            [&](const Row& row) { return claimableAt(row, now + lease); }
        );
        for (auto& head : heads) {
            take(head.row);
            if (head.leads)
                head.row.joined = takeGroupOf(head.row);
            claimed.push_back(std::move(head.row));
        }
    }
    return claimed;
}

std::vector<LeasedItem> Outbox::claimDue(
    Instant now, std::chrono::milliseconds lease, std::size_t limit
) {
    std::vector<LeasedItem> claimed;
    for (const auto& destination : destinationsWaiting()) {
        for (auto& row : claimDue(destination, now, lease, limit - claimed.size()))
            claimed.push_back(std::move(row));
    }
    return claimed;
}

void Outbox::take(const LeasedItem& claimed) {
    const auto& item = claimed.item;
    db_.execute(kLease, {asValue(item.id), asValue(claimed.leaseUntil), claimed.attempt});
    setHead(item.id, claimed.leaseUntil);
}

std::optional<Instant> Outbox::nextDue(const DestinationId& destination) {
    const auto next = [&](std::int64_t givesWay) {
        return db_.queryOne(kNextDue, {asValue(destination), givesWay}, [](const Row& row) {
            return Columns(row).instant();
        });
    };
    const auto today = next(0);
    const auto before = next(1);
    return today && before ? std::min(*today, *before) : (today ? today : before);
}

std::vector<DestinationId> Outbox::destinationsWaiting() {
    std::vector<DestinationId> all;
    const auto after = [&](std::string_view name) {
        return db_.queryOne(kNextDestination, {name}, [](const Row& row) {
            return Columns(row).name<DestinationId>();
        });
    };
    for (auto next = after(""); next; next = after(next->str()))
        all.push_back(*next);
    return all;
}

}  // namespace bowline::store
