#include "connector/store/blocks.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kIsBlocked = R"sql(SELECT 1 FROM blocks
WHERE tenant = $1 AND person_id = $2)sql";

constexpr std::string_view kAdd = R"sql(INSERT INTO blocks (tenant, person_id, since_ms)
VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kRemove = R"sql(DELETE FROM blocks
WHERE tenant = $1 AND person_id = $2)sql";

constexpr std::string_view kListed = R"sql(SELECT a.destination, a.alias, b.since_ms
FROM blocks b JOIN aliases a ON a.tenant = b.tenant AND a.person_id = b.person_id
WHERE b.tenant = $1 ORDER BY b.since_ms DESC, a.destination, a.alias)sql";

constexpr NamedQuery kQueries[] = {
    {"blocks.is_blocked", kIsBlocked},
    {"blocks.add", kAdd},
    {"blocks.remove", kRemove},
    {"blocks.listed", kListed},
};

BlockedAlias blockedAt(const Row& row) {
    Columns in(row);
    return {in.name<DestinationId>(), in.text(), in.instant()};
}

}  // namespace

std::span<const NamedQuery> blockQueries() {
    return kQueries;
}

bool Blocks::isBlocked(const TenantId& tenant, const PersonId& person) {
    const auto found =
        db_.queryOne(kIsBlocked, {asValue(tenant), asValue(person)}, [](const Row& row) {
            return row.integer(0);
        });
    return found.has_value();
}

bool Blocks::add(const TenantId& tenant, const PersonId& person, Instant at) {
    return one(db_.execute(kAdd, {asValue(tenant), asValue(person), asValue(at)}));
}

bool Blocks::remove(const TenantId& tenant, const PersonId& person) {
    return one(db_.execute(kRemove, {asValue(tenant), asValue(person)}));
}

std::vector<BlockedAlias> Blocks::listed(const TenantId& tenant) {
    return db_.queryAll(kListed, {asValue(tenant)}, blockedAt);
}

}  // namespace bowline::store
