// The stop fence: who said STOP to which purpose. A row is written in the transaction of the
// journal row, before the 200; the outbox refuses what it covers from then on (DESIGN 5).
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/identity.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bowline::store {

struct Stop {
    TenantId tenant;
    BlindIndex sender;
    std::int64_t journalSeq = 0;
    PurposeId purpose;
    std::string signal;  ///< code of what was recognised
    Instant createdAt;
};

class Stops {
public:
    explicit Stops(Database& db) : db_(db) {}

    /// Adds the stop; the same one twice is one.
    void add(const Stop& stop);
    /// Stops that are in force for any of the identifiers, oldest first.
    [[nodiscard]] std::vector<Stop> activeFor(
        const TenantId& tenant, std::span<const BlindIndex> senders
    );
    /// Stops that are in force for any identifier attached to the person (Senders), oldest first.
    [[nodiscard]] std::vector<Stop> activeFor(const TenantId& tenant, const PersonId& person);
    /// Lifts what was said before the journal row `beforeSeq`. Returns how many were lifted.
    std::int64_t lift(
        const TenantId& tenant,
        std::span<const BlindIndex> senders,
        std::span<const PurposeId> purposes,
        std::int64_t beforeSeq,
        Instant now
    );

private:
    Database& db_;
};

}  // namespace bowline::store
