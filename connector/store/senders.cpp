// One seek for each identifier; a person has few.
#include "connector/store/senders.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    tenant, sender_index, key_id, person_id, first_seen_ms
FROM senders WHERE tenant = $1 AND sender_index = $2)sql";

constexpr std::string_view kInsert = R"sql(INSERT INTO senders (
    tenant, sender_index, key_id, person_id, first_seen_ms
) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kAttach = R"sql(UPDATE senders SET person_id = $3
WHERE tenant = $1 AND sender_index = $2 AND (person_id IS NULL OR person_id = $3))sql";

constexpr NamedQuery kQueries[] = {
    {"senders.find", kFind},
    {"senders.insert", kInsert},
    {"senders.attach", kAttach},
};

SenderRow senderAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.blindIndex(),
        in.id<KeyId>(),
        in.orNone([&] { return in.id<PersonId>(); }),
        in.instant()};
}

}  // namespace

std::span<const NamedQuery> senderQueries() {
    return kQueries;
}

std::vector<SenderRow> Senders::find(const TenantId& tenant, std::span<const BlindIndex> indexes) {
    std::vector<SenderRow> found;
    for (const auto& index : indexes) {
        db_.query(kFind, {asValue(tenant), asValue(index)}, [&](const Row& row) {
            found.push_back(senderAt(row));
        });
    }
    return found;
}

bool Senders::insert(const SenderRow& sender) {
    return one(db_.execute(
        kInsert,
        {asValue(sender.tenant),
         asValue(sender.index),
         asValue(sender.keyId),
         asValue(sender.person),
         asValue(sender.firstSeenAt)}
    ));
}

bool Senders::attachPerson(
    const TenantId& tenant, const BlindIndex& index, const PersonId& person
) {
    return one(db_.execute(kAttach, {asValue(tenant), asValue(index), asValue(person)}));
}

}  // namespace bowline::store
