// One statement for all terms. The left side reads the journal and what routing announced, the
// right side reads where things stand; only covering indexes are read, never the sealed columns.
#include "connector/store/counts.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kAll = R"sql(SELECT
    CAST((SELECT COUNT(*) FROM journal WHERE state IN ('journalled', 'parked'))
        + (SELECT COALESCE(SUM(new_events), 0) FROM journal)
        + (SELECT COALESCE(SUM(destinations - 1), 0) FROM events WHERE state = 'routed') AS BIGINT),
    (SELECT COUNT(*) FROM journal WHERE state = 'journalled')
        + (SELECT COUNT(*) FROM events WHERE state = 'queued')
        + (SELECT COUNT(*) FROM outbox
            WHERE state IN ('queued', 'leased', 'uncertain') AND counted = 1),
    (SELECT COUNT(*) FROM outbox WHERE state = 'delivered' AND counted = 1),
    (SELECT COUNT(*) FROM journal WHERE state = 'parked')
        + (SELECT COUNT(*) FROM events WHERE state = 'parked')
        + (SELECT COUNT(*) FROM outbox WHERE state = 'parked' AND counted = 1),
    (SELECT COUNT(*) FROM events WHERE state = 'held')
        + (SELECT COUNT(*) FROM outbox WHERE state = 'held' AND counted = 1),
    (SELECT COUNT(*) FROM events WHERE state = 'dropped')
        + (SELECT COUNT(*) FROM outbox WHERE state = 'dropped' AND counted = 1),
    (SELECT COUNT(*) FROM events WHERE state = 'recorded_only'),
    (SELECT COUNT(*) FROM events WHERE state = 'erased')
        + (SELECT COUNT(*) FROM outbox WHERE state = 'erased' AND counted = 1),
    CAST((SELECT COALESCE(SUM(duplicates), 0) FROM journal) AS BIGINT),
    (SELECT MIN(since) FROM (
        SELECT MIN(received_ms) AS since FROM journal WHERE state = 'journalled'
        UNION ALL SELECT MIN(state_ms) FROM events WHERE state = 'queued'
        UNION ALL SELECT MIN(created_ms) FROM outbox
            WHERE state IN ('queued', 'leased', 'uncertain') AND counted = 1
    ) AS oldest))sql";

constexpr std::string_view kByDestination = R"sql(SELECT
    destination,
    COUNT(CASE WHEN state IN ('queued', 'leased', 'uncertain') THEN 1 END),
    COUNT(CASE WHEN state = 'uncertain' THEN 1 END),
    COUNT(CASE WHEN state = 'delivered' THEN 1 END),
    COUNT(CASE WHEN state = 'parked' THEN 1 END),
    COUNT(CASE WHEN state = 'held' THEN 1 END),
    COUNT(CASE WHEN state = 'dropped' THEN 1 END),
    COUNT(CASE WHEN state = 'erased' THEN 1 END),
    MIN(CASE WHEN state IN ('queued', 'leased', 'uncertain') THEN created_ms END)
FROM outbox GROUP BY destination ORDER BY destination)sql";

constexpr NamedQuery kQueries[] = {
    {"counts.all", kAll},
    {"counts.by_destination", kByDestination},
};

Counts countsAt(const Row& row) {
    Columns in(row);
    return {
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.orNone([&] { return in.instant(); })};
}

DestinationCounts destinationAt(const Row& row) {
    Columns in(row);
    return {
        in.name<DestinationId>(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.orNone([&] { return in.instant(); })};
}

}  // namespace

std::span<const NamedQuery> countQueries() {
    return kQueries;
}

Counts countAll(Database& db) {
    return db.queryOne(kAll, {}, countsAt).value();
}

std::vector<DestinationCounts> countByDestination(Database& db) {
    return db.queryAll(kByDestination, {}, destinationAt);
}

}  // namespace bowline::store
