// Keeps the tokens that one destination gave us: sealed in the store before anybody uses them, so
// that a rotated refresh token outlives a crash; in memory behind stand-ins afterwards. When to
// renew one is the adapter's.
#pragma once

#include "connector/adapter_api/exchange.h"
#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/base/ids.h"
#include "connector/delivery/stand_ins.h"
#include "connector/store/tokens.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::delivery {

/// References outlive the keeper.
struct TokenKeeperParts {
    TenantId tenant;
    DestinationId destination;
    const vault::Keys& keys;
    store::Writer& writer;
    std::function<std::unique_ptr<store::Database>()> openReader;
    const Clock& clock;
};

/// Reads each token once, when it is first asked for; no other process writes a destination's
/// tokens. Errors, all calls: StoreBusy and Error as the store gives them; Error when the stored
/// cell does not open. Threads: any but the writer's.
class TokenKeeper {
public:
    /// `standIns` outlives the keeper.
    TokenKeeper(TokenKeeperParts parts, StandIns& standIns);

    /// Absence: none was kept, or it was dropped. A token whose storing failed is stored before it
    /// is handed out.
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view name) const;
    /// Durable before it returns. When the store refuses, the value is not lost: the next call of
    /// token() tries again. Errors: those of StandIns::tokenIn too.
    void keep(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    );
    /// Durable before it returns. What the stand-in stood for it still stands for, so that a
    /// request that is being built meanwhile hears the destination's refusal and not ours.
    void drop(std::string_view name);

private:
    struct Kept {
        RowId row;
        std::int64_t version = 0;                 ///< of the newest change
        std::int64_t stored = 0;                  ///< the newest version that is on disk
        std::shared_ptr<const SecretText> value;  ///< null: none, or dropped
        std::optional<Instant> expiresAt;
    };
    using All = std::map<std::string, Kept, std::less<>>;

    [[nodiscard]] Kept known(std::string_view name) const;
    [[nodiscard]] Kept read(std::string_view name) const;
    [[nodiscard]] Kept changed(
        std::string_view name,
        std::shared_ptr<const SecretText> value,
        std::optional<Instant> expiresAt
    );
    void save(std::string_view name, const Kept& kept) const;
    [[nodiscard]] store::TokenRow sealed(std::string_view name, const Kept& kept) const;
    [[nodiscard]] vault::CellAddress cellOf(const RowId& row, std::int64_t version) const;

    TokenKeeperParts parts_;
    vault::SealingKey key_;
    StandIns& standIns_;
    mutable Guarded<All> kept_;
};

}  // namespace bowline::delivery
