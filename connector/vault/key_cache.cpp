#include "connector/vault/key_cache.h"

namespace bowline::vault {

KeyCache::KeyCache(const Keys& keys, std::size_t capacity) : keys_(keys), capacity_(capacity) {}

SealingKeyPtr KeyCache::get(const KeyId& id, const Find& find) {
    {
        std::scoped_lock lock(mutex_);
        if (const auto found = byId_.find(id); found != byId_.end()) {
            order_.splice(order_.begin(), order_, found->second);
            return order_.front();
        }
    }
    const auto wrapped = find(id);
    return wrapped ? put(keys_.unwrap(*wrapped)) : nullptr;
}

SealingKeyPtr KeyCache::put(SealingKey key) {
    auto shared = std::make_shared<const SealingKey>(std::move(key));
    std::scoped_lock lock(mutex_);
    return insertLocked(std::move(shared));
}

SealingKeyPtr KeyCache::insertLocked(SealingKeyPtr key) {
    if (const auto found = byId_.find(key->id()); found != byId_.end())
        return *found->second;
    order_.push_front(std::move(key));
    byId_.emplace(order_.front()->id(), order_.begin());
    if (order_.size() > capacity_) {
        byId_.erase(order_.back()->id());
        order_.pop_back();
    }
    return order_.front();
}

void KeyCache::forget(const KeyId& id) {
    std::scoped_lock lock(mutex_);
    const auto found = byId_.find(id);
    if (found == byId_.end())
        return;
    order_.erase(found->second);
    byId_.erase(found);
}

}  // namespace bowline::vault
