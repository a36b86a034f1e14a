// Everybody who ever wrote, by blind index: the key that seals her events from first sight on, and
// the person she turned out to be. A group in which people write is one, too: it has aliases and
// conversations like a person.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/identity.h"
#include "connector/store/database.h"

#include <optional>
#include <span>
#include <vector>

namespace bowline::store {

struct SenderRow {
    TenantId tenant;
    BlindIndex index;
    KeyId keyId;
    std::optional<PersonId> person;
    Instant firstSeenAt;
};

class Senders {
public:
    explicit Senders(Database& db) : db_(db) {}

    /// Those of `indexes` that are known, in the order of `indexes`.
    [[nodiscard]] std::vector<SenderRow> find(
        const TenantId& tenant, std::span<const BlindIndex> indexes
    );
    /// False when the index is there already: the caller's snapshot is Stale.
    [[nodiscard]] bool insert(const SenderRow& sender);
    /// False when the index is unknown or belongs to another person.
    [[nodiscard]] bool attachPerson(
        const TenantId& tenant, const BlindIndex& index, const PersonId& person
    );

private:
    Database& db_;
};

}  // namespace bowline::store
