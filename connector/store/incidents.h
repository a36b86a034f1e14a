// Incidents: a guard found a forbidden value. The row says where and in which form, never the
// value.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

using IncidentId = Id<struct IncidentTag>;

struct Incident {
    IncidentId id;
    TenantId tenant;
    EventId event;
    std::optional<ItemId> item;  ///< nothing when the item never reached the outbox
    DestinationId destination;
    std::string cls;      ///< class of the value: a name from the catalogue or the configuration
    std::string form;     ///< code of the encoding in which it was found
    std::string field;    ///< name of the field in which it was found
    std::string ruleSet;  ///< 64 hex characters
    Instant openedAt;
    std::optional<Instant> containedAt;  ///< when it was certain that the value did not leave
};

class Incidents {
public:
    explicit Incidents(Database& db) : db_(db) {}

    /// `by`: "leak_guard", "egress_guard" or "late_discovery". Raises the alarm "incident.<by>" of
    /// the destination.
    void open(const Incident& incident, std::string_view by);
    /// False when it was contained already.
    [[nodiscard]] bool contain(const TenantId& tenant, const IncidentId& id, Instant at);
    /// The newest first.
    [[nodiscard]] std::vector<Incident> newest(std::size_t limit);
    [[nodiscard]] std::int64_t count();

private:
    Database& db_;
};

}  // namespace bowline::store
