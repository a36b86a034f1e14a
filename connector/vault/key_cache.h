// Opened sealing keys of people and days, the most recent ones, wiped when they fall out.
#pragma once

#include "connector/vault/keys.h"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace bowline::vault {

using SealingKeyPtr = std::shared_ptr<const SealingKey>;

/// Threads: all functions from any thread; `find` is called without the lock.
class KeyCache {
public:
    /// How to get the wrapped key; nothing when it was destroyed.
    using Find = std::function<std::optional<WrappedKey>(const KeyId&)>;

    /// `keys` outlives the cache. `capacity` is at least 1.
    KeyCache(const Keys& keys, std::size_t capacity);

    /// The opened key. Absence: null when `find` has none. Errors: those of Keys::unwrap and of
    /// `find`.
    [[nodiscard]] SealingKeyPtr get(const KeyId& id, const Find& find);
    /// Keeps a key that was just made.
    SealingKeyPtr put(SealingKey key);
    /// Erasure destroys a key: it must not live on here.
    void forget(const KeyId& id);

private:
    using Order = std::list<SealingKeyPtr>;  ///< the most recently used first
    SealingKeyPtr insertLocked(SealingKeyPtr key);

    const Keys& keys_;
    const std::size_t capacity_;
    std::mutex mutex_;
    Order order_;
    std::unordered_map<KeyId, Order::iterator> byId_;
};

}  // namespace bowline::vault
