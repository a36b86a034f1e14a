// Keys are never changed: inserted once, found by id or by day.
#include "connector/store/sealing_keys.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kInsert = R"sql(INSERT INTO sealing_keys (
    key_id, tenant, purpose, day_ms, wrapped, created_ms
) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kFind =
    R"sql(SELECT key_id, wrapped FROM sealing_keys WHERE key_id = $1)sql";

constexpr std::string_view kFindDay =
    R"sql(SELECT key_id, wrapped FROM sealing_keys WHERE tenant = $1 AND day_ms = $2)sql";

constexpr NamedQuery kQueries[] = {
    {"sealing_keys.insert", kInsert},
    {"sealing_keys.find", kFind},
    {"sealing_keys.find_day", kFindDay},
};

vault::WrappedKey keyAt(const Row& row) {
    Columns in(row);
    return {in.id<KeyId>(), in.bytes()};
}

}  // namespace

std::span<const NamedQuery> sealingKeyQueries() {
    return kQueries;
}

bool SealingKeys::insertIfAbsent(const StoredKey& key) {
    const std::string_view purpose = key.day ? "day" : "person";
    return one(db_.execute(
        kInsert,
        {asValue(key.key.id),
         asValue(key.tenant),
         purpose,
         asValue(key.day),
         Blob{key.key.bytes},
         asValue(key.createdAt)}
    ));
}

std::optional<vault::WrappedKey> SealingKeys::find(const KeyId& id) {
    return db_.queryOne(kFind, {asValue(id)}, keyAt);
}

std::optional<vault::WrappedKey> SealingKeys::findDay(const TenantId& tenant, Instant day) {
    return db_.queryOne(kFindDay, {asValue(tenant), asValue(day)}, keyAt);
}

}  // namespace bowline::store
