// One statement over all tables with sealed columns. A new one is added here and to the schema
// test, which names every sealed column.
#include "connector/store/sealed_cells.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

#include <limits>

namespace bowline::store {

namespace {

// Cells but those of the outbox and the tokens are of version 1, which is their codec's.
constexpr std::string_view kAll = R"sql(SELECT
    tenant, 'journal', 'body', row_id, CAST(1 AS BIGINT), key_id, body
FROM journal WHERE body IS NOT NULL
UNION ALL SELECT tenant, 'events', 'event', event_id, 1, key_id, event FROM events
UNION ALL SELECT tenant, 'person_attributes', 'value', attribute_id, 1, key_id, value
    FROM person_attributes
UNION ALL SELECT tenant, 'outbox', 'item', item_id, guard_version, key_id, item
    FROM outbox WHERE item IS NOT NULL
UNION ALL SELECT tenant, 'outbox', 'forbidden', item_id, guard_version, key_id, forbidden
    FROM outbox WHERE forbidden IS NOT NULL
UNION ALL SELECT tenant, 'tokens', 'value', row_id, version, key_id, value
    FROM tokens WHERE value IS NOT NULL
UNION ALL SELECT tenant, 'delivery_steps', 'output/' || step, item_id, 1, key_id, output
    FROM delivery_steps)sql";

constexpr NamedQuery kQueries[] = {
    {"sealed_cells.all", kAll},
};

std::uint32_t versionIn(std::int64_t number) {
    if (number < 0 || number > std::numeric_limits<std::uint32_t>::max())
        throw Error("store: a sealed cell has no version", "the store was changed from outside");
    return static_cast<std::uint32_t>(number);
}

SealedCell cellAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.text(),
        in.text(),
        in.id<RowId>(),
        versionIn(in.integer()),
        in.id<KeyId>(),
        in.bytes()};
}

}  // namespace

std::span<const NamedQuery> sealedCellQueries() {
    return kQueries;
}

void forEachSealedCell(Database& db, const std::function<void(const SealedCell&)>& each) {
    db.query(kAll, {}, [&](const Row& row) { each(cellAt(row)); });
}

}  // namespace bowline::store
