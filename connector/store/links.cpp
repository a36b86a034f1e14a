// The first link of a key stays, until it is replaced by name.
#include "connector/store/links.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    tenant, destination, kind, own_key, remote_id, created_ms, ledger_seq
FROM links WHERE tenant = $1 AND destination = $2 AND kind = $3 AND own_key = $4)sql";

constexpr std::string_view kInsert = R"sql(INSERT INTO links (
    tenant, destination, kind, own_key, remote_id, created_ms, ledger_seq
) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kReplace = R"sql(UPDATE links
SET remote_id = $6, created_ms = $7, ledger_seq = $8
WHERE tenant = $1 AND destination = $2 AND kind = $3 AND own_key = $4 AND remote_id = $5)sql";

constexpr NamedQuery kQueries[] = {
    {"links.find", kFind},
    {"links.insert", kInsert},
    {"links.replace", kReplace},
};

Link linkAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.name<DestinationId>(),
        in.oneOf(LinkKind::Ticket),
        in.text(),
        in.text(),
        in.instant(),
        in.orNone([&] { return in.integer(); })};
}

}  // namespace

std::span<const NamedQuery> linkQueries() {
    return kQueries;
}

std::optional<Link> Links::find(
    const TenantId& tenant, const DestinationId& destination, LinkKind kind, std::string_view ownKey
) {
    return db_.queryOne(
        kFind, {asValue(tenant), asValue(destination), toText(kind), ownKey}, linkAt
    );
}

bool Links::insert(const Link& link) {
    return one(db_.execute(
        kInsert,
        {asValue(link.tenant),
         asValue(link.destination),
         toText(link.kind),
         std::string_view(link.ownKey),
         std::string_view(link.remoteId),
         asValue(link.createdAt),
         orNull(link.ledgerSeq)}
    ));
}

bool Links::replace(const Link& link, std::string_view gone) {
    return one(db_.execute(
        kReplace,
        {asValue(link.tenant),
         asValue(link.destination),
         toText(link.kind),
         std::string_view(link.ownKey),
         gone,
         std::string_view(link.remoteId),
         asValue(link.createdAt),
         orNull(link.ledgerSeq)}
    ));
}

}  // namespace bowline::store
