// Webhook bodies as they were acknowledged: the first durable thing. A row keeps its sealed body
// until step A has decoded it; hash, time and size stay. Bodies that nobody understands stay
// parked, with body.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/base/sensitive.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

struct NewJournalRow {
    RowId id;
    TenantId tenant;
    ChannelId channel;
    Instant receivedAt;
    Digest bodyHash{};  ///< SHA-256 of the raw bytes
    std::int64_t sizeBytes = 0;
    KeyId keyId;  ///< of the day key that sealed `body`
    vault::Sealed<RawBody> body;
};

struct JournalRow {
    NewJournalRow row;
    std::int64_t seq = 0;  ///< order of commit, from 1
};

/// What became of one body in step A.
struct DecodedCounts {
    std::int64_t newEvents = 0;      ///< events inserted
    std::int64_t duplicates = 0;     ///< elements whose event key was there already
    std::int64_t duplicateKeys = 0;  ///< JSON keys that occurred twice
};

/// `db` outlives it; a value to be made where it is used: Journal(db).append(row).
class Journal {
public:
    explicit Journal(Database& db) : db_(db) {}

    /// Stores the row and returns its seq, one above the highest so far.
    std::int64_t append(const NewJournalRow& row);
    /// Rows that step A has not done, with seq above `afterSeq`, by seq.
    [[nodiscard]] std::vector<JournalRow> pending(std::int64_t afterSeq, std::size_t limit);
    /// When the row came; the row exists as long as its events do. Errors: Error without such a
    /// row.
    [[nodiscard]] Instant receivedAt(std::int64_t seq);
    /// Drops the body. Returns false when the row was not waiting any more.
    [[nodiscard]] bool markDecoded(const RowId& id, const DecodedCounts& counts);
    /// Keeps the body for a human; `reason` is a code. Returns false when the row was not waiting
    /// any more.
    [[nodiscard]] bool markParked(const RowId& id, std::string_view reason);

private:
    Database& db_;
};

}  // namespace bowline::store
