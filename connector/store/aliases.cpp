// Two unique keys: one alias a person, one person an alias.
#include "connector/store/aliases.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT alias FROM aliases
WHERE tenant = $1 AND destination = $2 AND person_id = $3)sql";

constexpr std::string_view kInsert = R"sql(INSERT INTO aliases (
    tenant, destination, person_id, alias
) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kOwners = R"sql(SELECT DISTINCT person_id FROM aliases
WHERE tenant = $1 AND alias = $2)sql";

constexpr std::string_view kOwnersAt = R"sql(SELECT person_id FROM aliases
WHERE tenant = $1 AND alias = $2 AND destination = $3)sql";

PersonId ownerAt(const Row& row) {
    return Columns(row).id<PersonId>();
}

constexpr NamedQuery kQueries[] = {
    {"aliases.find", kFind},
    {"aliases.insert", kInsert},
    {"aliases.owners", kOwners},
    {"aliases.owners_at", kOwnersAt},
};

}  // namespace

std::span<const NamedQuery> aliasQueries() {
    return kQueries;
}

std::optional<std::string> Aliases::find(
    const TenantId& tenant, const DestinationId& destination, const PersonId& person
) {
    return db_.queryOne(
        kFind,
        {asValue(tenant), asValue(destination), asValue(person)},
        [](const Row& row) { return row.string(0); }
    );
}

std::vector<PersonId> Aliases::owners(
    const TenantId& tenant, std::string_view alias, const std::optional<DestinationId>& destination
) {
    if (destination)
        return db_.queryAll(kOwnersAt, {asValue(tenant), alias, asValue(*destination)}, ownerAt);
    return db_.queryAll(kOwners, {asValue(tenant), alias}, ownerAt);
}

bool Aliases::insert(
    const TenantId& tenant,
    const DestinationId& destination,
    const PersonId& person,
    std::string_view alias
) {
    return one(db_.execute(kInsert, {asValue(tenant), asValue(destination), asValue(person), alias})
    );
}

}  // namespace bowline::store
