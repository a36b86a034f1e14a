// The key that seals today's webhook bodies: one for each tenant and UTC day.
//
// It is drawn when the first body of a day arrives and stored, wrapped, in the transaction of that
// body; a process that starts in the middle of a day goes on with the key that is stored. It does
// not destroy keys: retention does.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/keys.h"

#include <functional>
#include <optional>

namespace bowline::intake {

/// The stored key of the tenant's day that begins at `day`, read on a connection of the caller's.
using FindDayKey =
    std::function<std::optional<vault::WrappedKey>(const TenantId& tenant, Instant day)>;

/// A key to seal with, and the row that must be in the same transaction as long as nobody knows
/// that it is stored.
struct DayKey {
    vault::SealingKey key;
    std::optional<store::StoredKey> unstored;
};

/// Threads: any.
class DayKeys {
public:
    /// `keys` outlives it.
    DayKeys(const vault::Keys& keys, TenantId tenant, FindDayKey find);

    /// The key for bodies received at `now`. Reads the store once a day, and again after forget().
    /// Errors: what `find` throws; Error when the stored key does not unwrap.
    [[nodiscard]] DayKey at(Instant now);
    /// Its row is on disk: later bodies need not bring it.
    void stored(const KeyId& id);
    /// Another process stored a key for this day first: the next body asks the store again.
    void forget(const KeyId& id);

private:
    struct Current {
        Instant day;
        DayKey key;
    };
    [[nodiscard]] DayKey fetched(Instant day, Instant now) const;

    const vault::Keys& keys_;
    TenantId tenant_;
    FindDayKey find_;
    Guarded<std::optional<Current>> current_;
};

}  // namespace bowline::intake
