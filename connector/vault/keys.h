// The tree of keys: one master key; from it, by HKDF, one key for each keyed hash and for wrapping;
// and random sealing keys (a day's, a person's) that rest wrapped and can be destroyed one by one.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/vault/sealed.h"

#include <optional>
#include <string_view>

namespace bowline::vault {

using MasterKey = Sensitive<struct MasterKeyTag>;  ///< 32 bytes

/// What a keyed hash is for. Each has its own key: equal inputs of two uses have nothing in common.
enum class HashUse { EventKey, BlindIndex, DestinationKey, LedgerHead, DoNotContact };

/// A 256-bit key that seals cells; named by an id that is stored beside what it sealed.
class SealingKey {
public:
    SealingKey(KeyId id, std::string_view bytes) : id_(id), bytes_(bytes) {}
    [[nodiscard]] const KeyId& id() const noexcept { return id_; }

private:
    friend class Keys;
    friend class CellCipher;
    KeyId id_;
    WipedText bytes_;
};

/// All that comes from the master key. Immutable after construction; const calls from any thread.
class Keys {
public:
    /// Errors: Error when `master` is not 32 bytes.
    explicit Keys(const MasterKey& master);

    /// The keyed hash for `use` in `tenant`; `context` parts it further (a destination's name) or
    /// is empty.
    [[nodiscard]] KeyedHash hashFor(
        HashUse use, const TenantId& tenant, std::string_view context = {}
    ) const;

    [[nodiscard]] SealingKey newSealingKey() const;
    /// The key that seals the tenant's tokens for outside systems (DESIGN 10). It comes from the
    /// master key, id included, and rests nowhere.
    [[nodiscard]] SealingKey tokenKey(const TenantId& tenant) const;
    [[nodiscard]] WrappedKey wrap(const SealingKey& key) const;
    /// Errors: Error when the wrapped bytes were changed or belong to another master key.
    [[nodiscard]] SealingKey unwrap(const WrappedKey& wrapped) const;

    /// The hash that makes a person's subject fields in the ledger (HMAC over seq); dies with the
    /// person's key.
    [[nodiscard]] static KeyedHash ledgerSubjectHash(const SealingKey& personKey);

private:
    WipedText root_;  ///< what HKDF extracted from the master key
    WipedText wrapping_;
};

/// Reads a master key file: 32 raw bytes or 64 hex characters with an optional newline.
/// Errors: ConfigError with the path and the cure when it is missing, wrong in size, or readable by
/// others.
MasterKey readMasterKey(const std::string& path);

}  // namespace bowline::vault
