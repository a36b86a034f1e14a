// Tokens that destinations gave us (access and refresh tokens, sessions), sealed. A version counts
// the changes of each; whoever comes late with an older one changes nothing.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/base/sensitive.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::store {

/// A token's sealed value: the cell (tokens, value, row) of its version.
struct SealedToken {
    KeyId key;
    vault::Sealed<AccessToken> cell;
    std::optional<Instant> expiresAt;
};

struct TokenRow {
    TenantId tenant;
    DestinationId destination;
    std::string name;  ///< as the adapter calls it
    RowId row;
    std::int64_t version = 0;
    std::optional<SealedToken> value;  ///< nothing: dropped
    Instant changedAt;
};

class Tokens {
public:
    explicit Tokens(Database& db) : db_(db) {}

    /// Absence: none of this name was ever put.
    [[nodiscard]] std::optional<TokenRow> find(
        const TenantId& tenant, const DestinationId& destination, std::string_view name
    );
    /// Replaces what stands there. False when that is of this version or a newer one; it stays.
    [[nodiscard]] bool put(const TokenRow& token);

private:
    Database& db_;
};

}  // namespace bowline::store
