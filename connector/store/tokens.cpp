// One row a token, replaced by newer versions only.
#include "connector/store/tokens.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    tenant, destination, name, row_id, version, changed_ms, key_id, value, expires_ms
FROM tokens WHERE tenant = $1 AND destination = $2 AND name = $3)sql";

constexpr std::string_view kPut = R"sql(INSERT INTO tokens (
    tenant, destination, name, row_id, version, changed_ms, key_id, value, expires_ms
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (tenant, destination, name) DO UPDATE SET
    row_id = excluded.row_id, version = excluded.version, changed_ms = excluded.changed_ms,
    key_id = excluded.key_id, value = excluded.value, expires_ms = excluded.expires_ms
WHERE tokens.version < excluded.version)sql";

constexpr NamedQuery kQueries[] = {
    {"tokens.find", kFind},
    {"tokens.put", kPut},
};

SealedToken valueIn(Columns& in, const KeyId& key) {
    return {key, in.sealed<AccessToken>(), in.orNone([&] { return in.instant(); })};
}

TokenRow rowAt(const Row& row) {
    Columns in(row);
    TokenRow token{
        in.name<TenantId>(),
        in.name<DestinationId>(),
        in.text(),
        in.id<RowId>(),
        in.integer(),
        std::nullopt,
        in.instant()};
    if (const auto key = in.orNone([&] { return in.id<KeyId>(); }))
        token.value = valueIn(in, *key);
    return token;
}

}  // namespace

std::span<const NamedQuery> tokenQueries() {
    return kQueries;
}

std::optional<TokenRow> Tokens::find(
    const TenantId& tenant, const DestinationId& destination, std::string_view name
) {
    return db_.queryOne(kFind, {asValue(tenant), asValue(destination), name}, rowAt);
}

bool Tokens::put(const TokenRow& token) {
    const auto* value = token.value ? &*token.value : nullptr;
    return one(db_.execute(
        kPut,
        {asValue(token.tenant),
         asValue(token.destination),
         std::string_view(token.name),
         asValue(token.row),
         token.version,
         asValue(token.changedAt),
         value ? asValue(value->key) : Value{nullptr},
         value ? asValue(value->cell) : Value{nullptr},
         value ? asValue(value->expiresAt) : Value{nullptr}}
    ));
}

}  // namespace bowline::store
