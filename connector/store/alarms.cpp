#include "connector/store/alarms.h"

#include "connector/base/log.h"
#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kRepeat = R"sql(UPDATE alarms SET times = times + 1, last_ms = $4
WHERE tenant = $1 AND channel = $2 AND code = $3 AND acknowledged_ms IS NULL)sql";

constexpr std::string_view kOpenNew = R"sql(INSERT INTO alarms (
    tenant, channel, code, first_ms, last_ms, times, acknowledged_ms
) VALUES ($1, $2, $3, $4, $4, 1, NULL)
ON CONFLICT (tenant, channel, code) DO UPDATE SET first_ms = excluded.first_ms, last_ms = excluded.last_ms,
    times = 1, acknowledged_ms = NULL)sql";

constexpr std::string_view kAcknowledge = R"sql(UPDATE alarms SET acknowledged_ms = $2
WHERE code = $1 AND acknowledged_ms IS NULL)sql";

constexpr std::string_view kAcknowledgeOne = R"sql(UPDATE alarms SET acknowledged_ms = $2
WHERE code = $1 AND channel = $3 AND acknowledged_ms IS NULL)sql";

constexpr std::string_view kOpen = R"sql(SELECT
    tenant, channel, code, first_ms, last_ms, times
FROM alarms WHERE acknowledged_ms IS NULL ORDER BY first_ms, channel, code)sql";

constexpr NamedQuery kQueries[] = {
    {"alarms.repeat", kRepeat},
    {"alarms.open_new", kOpenNew},
    {"alarms.acknowledge", kAcknowledge},
    {"alarms.acknowledge_one", kAcknowledgeOne},
    {"alarms.open", kOpen},
};

Alarm alarmAt(const Row& row) {
    Columns in(row);
    return {in.name<TenantId>(), in.text(), in.text(), in.instant(), in.instant(), in.integer()};
}

}  // namespace

std::string_view kindOfPlace(std::string_view alarmCode) {
    return alarmCode.starts_with("incident.") ? "destination" : "channel";
}

std::span<const NamedQuery> alarmQueries() {
    return kQueries;
}

void Alarms::raise(
    const TenantId& tenant, std::string_view place, std::string_view code, Instant at
) {
    if (one(db_.execute(kRepeat, {asValue(tenant), place, code, asValue(at)})))
        return;
    db_.execute(kOpenNew, {asValue(tenant), place, code, asValue(at)});
    logEvent("alarm.raised", {{kindOfPlace(code), place}, {"code", code}});
}

std::int64_t Alarms::acknowledge(
    std::string_view code, const std::optional<std::string>& place, Instant at
) {
    return place ? db_.execute(kAcknowledgeOne, {code, asValue(at), std::string_view(*place)})
                 : db_.execute(kAcknowledge, {code, asValue(at)});
}

std::vector<Alarm> Alarms::open() {
    return db_.queryAll(kOpen, {}, alarmAt);
}

}  // namespace bowline::store
