// Draws, finds and remembers the key of the day: see the header.
#include "connector/intake/day_keys.h"

#include <chrono>
#include <utility>

namespace bowline::intake {

namespace {

Instant startOfDay(Instant t) {
    return std::chrono::floor<std::chrono::days>(t);
}

}  // namespace

DayKeys::DayKeys(const vault::Keys& keys, TenantId tenant, FindDayKey find)
    : keys_(keys), tenant_(std::move(tenant)), find_(std::move(find)) {}

DayKey DayKeys::at(Instant now) {
    const auto day = startOfDay(now);
    const auto held = current_.with([&](const std::optional<Current>& current) {
        return current && current->day == day ? std::optional<DayKey>(current->key) : std::nullopt;
    });
    if (held)
        return *held;
    // Read without the lock: two threads may both read or draw, and the first to come keeps its
    // key.
    auto key = fetched(day, now);
    return current_.with([&](std::optional<Current>& current) {
        if (!current || current->day != day)
            current.emplace(Current{day, std::move(key)});
        return current->key;
    });
}

DayKey DayKeys::fetched(Instant day, Instant now) const {
    if (const auto wrapped = find_(tenant_, day))
        return {keys_.unwrap(*wrapped), std::nullopt};
    auto key = keys_.newSealingKey();
    auto row = store::StoredKey{keys_.wrap(key), tenant_, day, now};
    return {std::move(key), std::move(row)};
}

void DayKeys::stored(const KeyId& id) {
    current_.with([&](std::optional<Current>& current) {
        if (current && current->key.key.id() == id)
            current->key.unstored.reset();
    });
}

void DayKeys::forget(const KeyId& id) {
    current_.with([&](std::optional<Current>& current) {
        if (current && current->key.key.id() == id)
            current.reset();
    });
}

}  // namespace bowline::intake
