// The order number is drawn inside the INSERT: one connection writes, so the highest plus one is
// free.
#include "connector/store/journal.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kAppend = R"sql(INSERT INTO journal (
    row_id, seq, tenant, channel, received_ms, body_hash, size_bytes, key_id, body,
    state, reason, new_events, duplicates, duplicate_keys
) VALUES (
    $1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM journal), $2, $3, $4, $5, $6, $7, $8,
    'journalled', '', 0, 0, 0
) RETURNING seq)sql";

constexpr std::string_view kPending = R"sql(SELECT
    row_id, tenant, channel, received_ms, body_hash, size_bytes, key_id, body, seq
FROM journal WHERE state = 'journalled' AND seq > $1 ORDER BY seq LIMIT $2)sql";

constexpr std::string_view kReceivedAt = R"sql(SELECT received_ms FROM journal WHERE seq = $1)sql";

constexpr std::string_view kMarkDecoded = R"sql(UPDATE journal
SET state = 'decoded', body = NULL, new_events = $2, duplicates = $3, duplicate_keys = $4
WHERE row_id = $1 AND state = 'journalled')sql";

constexpr std::string_view kMarkParked = R"sql(UPDATE journal
SET state = 'parked', reason = $2
WHERE row_id = $1 AND state = 'journalled')sql";

constexpr NamedQuery kQueries[] = {
    {"journal.append", kAppend},
    {"journal.pending", kPending},
    {"journal.received_at", kReceivedAt},
    {"journal.mark_decoded", kMarkDecoded},
    {"journal.mark_parked", kMarkParked},
};

JournalRow journalRowAt(const Row& row) {
    Columns in(row);
    return {
        {in.id<RowId>(),
         in.name<TenantId>(),
         in.name<ChannelId>(),
         in.instant(),
         in.digest(),
         in.integer(),
         in.id<KeyId>(),
         in.sealed<RawBody>()},
        in.integer()};
}

}  // namespace

std::span<const NamedQuery> journalQueries() {
    return kQueries;
}

std::int64_t Journal::append(const NewJournalRow& row) {
    const auto seq = db_.queryOne(
        kAppend,
        {asValue(row.id),
         asValue(row.tenant),
         asValue(row.channel),
         asValue(row.receivedAt),
         asValue(row.bodyHash),
         row.sizeBytes,
         asValue(row.keyId),
         asValue(row.body)},
        [](const Row& inserted) { return inserted.integer(0); }
    );
    return seq.value();
}

std::vector<JournalRow> Journal::pending(std::int64_t afterSeq, std::size_t limit) {
    return db_.queryAll(kPending, {afterSeq, asValue(limit)}, journalRowAt);
}

Instant Journal::receivedAt(std::int64_t seq) {
    const auto at =
        db_.queryOne(kReceivedAt, {seq}, [](const Row& row) { return Columns(row).instant(); });
    if (!at)
        throw Error("store: the journal row of an event is not there", "restore the store");
    return *at;
}

bool Journal::markDecoded(const RowId& id, const DecodedCounts& counts) {
    return one(db_.execute(
        kMarkDecoded, {asValue(id), counts.newEvents, counts.duplicates, counts.duplicateKeys}
    ));
}

bool Journal::markParked(const RowId& id, std::string_view reason) {
    return one(db_.execute(kMarkParked, {asValue(id), reason}));
}

}  // namespace bowline::store
