#include "connector/store/message_progress.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    sent_ms, delivered_ms, read_ms, played_ms, failed_ms, error_code
FROM message_progress WHERE message_key = $1)sql";

constexpr std::string_view kPut = R"sql(INSERT INTO message_progress (
    message_key, tenant, sent_ms, delivered_ms, read_ms, played_ms, failed_ms, error_code
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (message_key) DO UPDATE SET sent_ms = excluded.sent_ms, delivered_ms = excluded.delivered_ms,
    read_ms = excluded.read_ms, played_ms = excluded.played_ms, failed_ms = excluded.failed_ms,
    error_code = excluded.error_code)sql";

constexpr std::string_view kCountUnknown = R"sql(SELECT COUNT(*) FROM message_progress p
WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.event_key = p.message_key))sql";

constexpr NamedQuery kQueries[] = {
    {"message_progress.find", kFind},
    {"message_progress.put", kPut},
    {"message_progress.count_unknown", kCountUnknown},
};

MessageProgress progressAt(const Row& row) {
    Columns in(row);
    const auto time = [&] { return in.orNone([&] { return in.instant(); }); };
    MessageProgress progress;
    progress.sent = time();
    progress.delivered = time();
    progress.read = time();
    progress.played = time();
    progress.failed = time();
    progress.errorCode = in.orNone([&] { return static_cast<int>(in.integer()); });
    return progress;
}

Value asValue(const std::optional<int>& code) {
    return code ? Value{std::int64_t{*code}} : Value{nullptr};
}

}  // namespace

std::span<const NamedQuery> messageProgressQueries() {
    return kQueries;
}

std::optional<MessageProgress> MessageProgresses::find(const EventKey& message) {
    return db_.queryOne(kFind, {Blob{message.bytes}}, progressAt);
}

void MessageProgresses::put(
    const TenantId& tenant, const EventKey& message, const MessageProgress& progress
) {
    const auto& [sent, delivered, read, played, failed, errorCode] = progress;
    db_.execute(
        kPut,
        {Blob{message.bytes},
         store::asValue(tenant),
         store::asValue(sent),
         store::asValue(delivered),
         store::asValue(read),
         store::asValue(played),
         store::asValue(failed),
         asValue(errorCode)}
    );
}

std::int64_t MessageProgresses::countUnknown() {
    return *db_.queryOne(kCountUnknown, {}, [](const Row& row) { return row.integer(0); });
}

}  // namespace bowline::store
