// Memory decides the order of changes, their versions tell it to the store: a write that is
// overtaken changes nothing there. No lock is held while the store works.
#include "connector/delivery/token_keeper.h"

#include "connector/base/random_id.h"
#include "connector/vault/seal.h"

#include <algorithm>

namespace bowline::delivery {

TokenKeeper::TokenKeeper(TokenKeeperParts parts, StandIns& standIns)
    : parts_(std::move(parts)), key_(parts_.keys.tokenKey(parts_.tenant)), standIns_(standIns) {}

std::optional<adapter_api::KeptToken> TokenKeeper::token(std::string_view name) const {
    const auto kept = known(name);
    if (kept.stored < kept.version)
        save(name, kept);
    if (!kept.value)
        return std::nullopt;
    return adapter_api::KeptToken{
        standIns_.ofToken(name, *kept.value, kept.version), kept.expiresAt};
}

void TokenKeeper::keep(
    std::string_view name, const adapter_api::AnswerText& value, std::optional<Instant> expiresAt
) {
    auto text = std::make_shared<const SecretText>(StandIns::tokenIn(value));
    const auto kept = changed(name, std::move(text), expiresAt);
    save(name, kept);
    static_cast<void>(standIns_.ofToken(name, *kept.value, kept.version));
}

void TokenKeeper::drop(std::string_view name) {
    const auto kept = known(name);
    if (kept.value)
        save(name, changed(name, nullptr, std::nullopt));
    else if (kept.stored < kept.version)
        save(name, kept);
}

TokenKeeper::Kept TokenKeeper::known(std::string_view name) const {
    const auto held = kept_.with([&](const All& all) {
        const auto found = all.find(name);
        return found == all.end() ? std::optional<Kept>() : found->second;
    });
    if (held)
        return *held;
    // Two threads may both read; the first to come stays, and what was changed since stays too.
    auto found = read(name);
    return kept_.with([&](All& all) {
        return all.try_emplace(std::string(name), std::move(found)).first->second;
    });
}

TokenKeeper::Kept TokenKeeper::read(std::string_view name) const {
    const auto reader = parts_.openReader();
    const auto row = store::Tokens(*reader).find(parts_.tenant, parts_.destination, name);
    if (!row)
        return {.row = newId<RowId>(), .value = nullptr, .expiresAt = std::nullopt};
    Kept kept{
        .row = row->row,
        .version = row->version,
        .stored = row->version,
        .value = nullptr,
        .expiresAt = std::nullopt};
    if (!row->value)
        return kept;
    kept.value = std::make_shared<const SecretText>(
        vault::open(key_, cellOf(row->row, row->version), row->value->cell)
    );
    kept.expiresAt = row->value->expiresAt;
    return kept;
}

TokenKeeper::Kept TokenKeeper::changed(
    std::string_view name, std::shared_ptr<const SecretText> value, std::optional<Instant> expiresAt
) {
    static_cast<void>(known(name));
    return kept_.with([&](All& all) {
        auto& kept = all.find(name)->second;
        ++kept.version;
        kept.value = std::move(value);
        kept.expiresAt = expiresAt;
        return kept;
    });
}

void TokenKeeper::save(std::string_view name, const Kept& kept) const {
    const auto row = sealed(name, kept);
    parts_.writer.call([row](store::Database& db) {
        // False: a newer version is on disk, which is what counts.
        static_cast<void>(store::Tokens(db).put(row));
    });
    kept_.with([&](All& all) {
        auto& now = all.find(name)->second;
        now.stored = std::max(now.stored, kept.version);
    });
}

store::TokenRow TokenKeeper::sealed(std::string_view name, const Kept& kept) const {
    store::TokenRow row{
        .tenant = parts_.tenant,
        .destination = parts_.destination,
        .name = std::string(name),
        .row = kept.row,
        .version = kept.version,
        .value = std::nullopt,
        .changedAt = parts_.clock.now()};
    if (kept.value) {
        row.value = store::SealedToken{
            key_.id(),
            vault::seal(key_, cellOf(kept.row, kept.version), *kept.value),
            kept.expiresAt};
    }
    return row;
}

vault::CellAddress TokenKeeper::cellOf(const RowId& row, std::int64_t version) const {
    return {
        parts_.tenant.str(), "tokens", "value", row.bytes(), static_cast<std::uint32_t>(version)};
}

}  // namespace bowline::delivery
