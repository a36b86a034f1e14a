// A stop is a row that is never deleted, only lifted: the record of what was said stays.
#include "connector/store/stops.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

#include <algorithm>

namespace bowline::store {

namespace {

constexpr std::string_view kAdd = R"sql(INSERT INTO stops (
    tenant, sender_index, journal_seq, purpose, signal, created_ms, lifted_ms
) VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kActiveForSender = R"sql(SELECT
    tenant, sender_index, journal_seq, purpose, signal, created_ms
FROM stops WHERE tenant = $1 AND sender_index = $2 AND lifted_ms IS NULL
ORDER BY journal_seq)sql";

constexpr std::string_view kActiveForPerson = R"sql(SELECT
    t.tenant, t.sender_index, t.journal_seq, t.purpose, t.signal, t.created_ms
FROM senders n JOIN stops t ON t.tenant = n.tenant AND t.sender_index = n.sender_index
WHERE n.tenant = $1 AND n.person_id = $2 AND t.lifted_ms IS NULL
ORDER BY t.journal_seq)sql";

constexpr std::string_view kLift = R"sql(UPDATE stops SET lifted_ms = $5
WHERE tenant = $1 AND sender_index = $2 AND purpose = $3 AND journal_seq < $4
    AND lifted_ms IS NULL)sql";

constexpr NamedQuery kQueries[] = {
    {"stops.add", kAdd},
    {"stops.active_for_sender", kActiveForSender},
    {"stops.active_for_person", kActiveForPerson},
    {"stops.lift", kLift},
};

Stop stopAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.blindIndex(),
        in.integer(),
        in.name<PurposeId>(),
        in.text(),
        in.instant()};
}

}  // namespace

std::span<const NamedQuery> stopQueries() {
    return kQueries;
}

void Stops::add(const Stop& stop) {
    db_.execute(
        kAdd,
        {asValue(stop.tenant),
         asValue(stop.sender),
         stop.journalSeq,
         asValue(stop.purpose),
         std::string_view(stop.signal),
         asValue(stop.createdAt)}
    );
}

std::vector<Stop> Stops::activeFor(const TenantId& tenant, std::span<const BlindIndex> senders) {
    std::vector<Stop> active;
    for (const auto& sender : senders) {
        db_.query(kActiveForSender, {asValue(tenant), asValue(sender)}, [&](const Row& row) {
            active.push_back(stopAt(row));
        });
    }
    std::ranges::stable_sort(active, {}, &Stop::journalSeq);
    return active;
}

std::vector<Stop> Stops::activeFor(const TenantId& tenant, const PersonId& person) {
    return db_.queryAll(kActiveForPerson, {asValue(tenant), asValue(person)}, stopAt);
}

std::int64_t Stops::lift(
    const TenantId& tenant,
    std::span<const BlindIndex> senders,
    std::span<const PurposeId> purposes,
    std::int64_t beforeSeq,
    Instant now
) {
    std::int64_t lifted = 0;
    for (const auto& sender : senders) {
        for (const auto& purpose : purposes) {
            lifted += db_.execute(
                kLift, {asValue(tenant), asValue(sender), asValue(purpose), beforeSeq, asValue(now)}
            );
        }
    }
    return lifted;
}

}  // namespace bowline::store
