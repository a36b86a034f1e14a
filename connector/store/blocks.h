// Whose messages are recorded and shown to nobody, by an operator's word.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <string>
#include <vector>

namespace bowline::store {

/// A block as an operator knows it: once for each destination that has a name for the person.
struct BlockedAlias {
    DestinationId destination;
    std::string alias;
    Instant since;
};

class Blocks {
public:
    explicit Blocks(Database& db) : db_(db) {}

    [[nodiscard]] bool isBlocked(const TenantId& tenant, const PersonId& person);
    /// False when the person is blocked already.
    [[nodiscard]] bool add(const TenantId& tenant, const PersonId& person, Instant at);
    /// False when the person is not blocked.
    [[nodiscard]] bool remove(const TenantId& tenant, const PersonId& person);
    /// The newest first.
    [[nodiscard]] std::vector<BlockedAlias> listed(const TenantId& tenant);

private:
    Database& db_;
};

}  // namespace bowline::store
