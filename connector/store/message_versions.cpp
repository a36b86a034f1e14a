#include "connector/store/message_versions.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kNewest =
    R"sql(SELECT edit_key FROM message_versions WHERE message_key = $1)sql";

constexpr std::string_view kPut = R"sql(INSERT INTO message_versions (
    message_key, edit_key, provider_second, journal_seq, position
) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (message_key) DO UPDATE SET edit_key = excluded.edit_key,
    provider_second = excluded.provider_second, journal_seq = excluded.journal_seq,
    position = excluded.position
WHERE (excluded.provider_second, excluded.journal_seq, excluded.position) >
    (message_versions.provider_second, message_versions.journal_seq, message_versions.position))sql";

constexpr NamedQuery kQueries[] = {
    {"message_versions.newest", kNewest},
    {"message_versions.put", kPut},
};

}  // namespace

std::span<const NamedQuery> messageVersionQueries() {
    return kQueries;
}

std::optional<EventKey> MessageVersions::newest(const EventKey& message) {
    return db_.queryOne(kNewest, {Blob{message.bytes}}, [](const Row& row) {
        return EventKey{row.bytes(0)};
    });
}

void MessageVersions::put(const EventKey& message, const EventKey& edit, const OrderKey& order) {
    db_.execute(
        kPut,
        {Blob{message.bytes},
         Blob{edit.bytes},
         order.providerSecond,
         order.journalSeq,
         order.position}
    );
}

}  // namespace bowline::store
