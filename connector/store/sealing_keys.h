// The wrapped keys that seal cells: one a day for journal bodies, one a person for everything else.
// Unwrapping is the vault's.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <optional>

namespace bowline::store {

struct StoredKey {
    vault::WrappedKey key;
    TenantId tenant;
    std::optional<Instant> day;  ///< start of the UTC day for a day key; nothing for a person's key
    Instant createdAt;
};

class SealingKeys {
public:
    explicit SealingKeys(Database& db) : db_(db) {}

    /// False when the id is there, or a key for this tenant's day: read again what is there.
    [[nodiscard]] bool insertIfAbsent(const StoredKey& key);
    /// Absence: never made, or destroyed.
    [[nodiscard]] std::optional<vault::WrappedKey> find(const KeyId& id);
    /// The key of the UTC day that begins at `day`.
    [[nodiscard]] std::optional<vault::WrappedKey> findDay(const TenantId& tenant, Instant day);

private:
    Database& db_;
};

}  // namespace bowline::store
