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

constexpr NamedQuery kQueries[] = {
    {"aliases.find", kFind},
    {"aliases.insert", kInsert},
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
