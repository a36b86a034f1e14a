// Names and codes only; the value that was found is nowhere here.
#include "connector/store/incidents.h"

#include "connector/store/alarms.h"
#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kOpen = R"sql(INSERT INTO incidents (
    incident_id, tenant, event_id, item_id, destination, cls, form, field, rule_set,
    opened_ms, contained_ms
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))sql";

constexpr std::string_view kContain = R"sql(UPDATE incidents SET contained_ms = $3
WHERE tenant = $1 AND incident_id = $2 AND contained_ms IS NULL)sql";

constexpr std::string_view kNewest = R"sql(SELECT
    incident_id, tenant, event_id, item_id, destination, cls, form, field, rule_set,
    opened_ms, contained_ms
FROM incidents ORDER BY opened_ms DESC LIMIT $1)sql";

constexpr std::string_view kCount = R"sql(SELECT COUNT(*) FROM incidents)sql";

constexpr NamedQuery kQueries[] = {
    {"incidents.open", kOpen},
    {"incidents.contain", kContain},
    {"incidents.newest", kNewest},
    {"incidents.count", kCount},
};

Incident incidentAt(const Row& row) {
    Columns in(row);
    return {
        in.id<IncidentId>(),
        in.name<TenantId>(),
        in.id<EventId>(),
        in.orNone([&] { return in.id<ItemId>(); }),
        in.name<DestinationId>(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.instant(),
        in.orNone([&] { return in.instant(); })};
}

}  // namespace

std::span<const NamedQuery> incidentQueries() {
    return kQueries;
}

void Incidents::open(const Incident& incident, std::string_view by) {
    db_.execute(
        kOpen,
        {asValue(incident.id),
         asValue(incident.tenant),
         asValue(incident.event),
         asValue(incident.item),
         asValue(incident.destination),
         std::string_view(incident.cls),
         std::string_view(incident.form),
         std::string_view(incident.field),
         std::string_view(incident.ruleSet),
         asValue(incident.openedAt),
         asValue(incident.containedAt)}
    );
    Alarms(db_).raise(
        incident.tenant,
        incident.destination.str(),
        "incident." + std::string(by),
        incident.openedAt
    );
}

bool Incidents::contain(const TenantId& tenant, const IncidentId& id, Instant at) {
    return one(db_.execute(kContain, {asValue(tenant), asValue(id), asValue(at)}));
}

std::vector<Incident> Incidents::newest(std::size_t limit) {
    return db_.queryAll(kNewest, {asValue(limit)}, incidentAt);
}

std::int64_t Incidents::count() {
    return *db_.queryOne(kCount, {}, [](const Row& row) { return row.integer(0); });
}

}  // namespace bowline::store
