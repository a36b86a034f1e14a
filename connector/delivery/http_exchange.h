// The way out to a destination with a URL: secrets in their places, its rates kept, one request
// sent once, its tokens kept. Stands behind the egress guard, which searches the bytes with the
// stand-ins in them.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/clock.h"
#include "connector/delivery/outlet.h"
#include "connector/delivery/rate_limit.h"
#include "connector/delivery/stand_ins.h"
#include "connector/delivery/token_keeper.h"
#include "connector/http/client.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

namespace bowline::delivery {

struct HttpExchangeParts {
    /// The destination's own: PocoClient with what its settings allow
    /// (ClientOptions::allowedHosts).
    std::unique_ptr<http::HttpClient> client;
    std::map<std::string, SecretText> secrets;  ///< by the name of the setting
    /// Those that somebody replaced since it was last asked; asked before each request. Null: they
    /// never change. MUST NOT throw. Threads: any.
    std::function<std::map<std::string, SecretText>()> replacedSecrets{};
    adapter_api::Limits limits;  ///< of its adapter
    TokenKeeperParts tokens;
    Clock& clock;          ///< outlives the exchange
    std::stop_token stop;  ///< afterwards nobody waits for a turn
};

/// The client never repeats a request by itself; who repeats one is the workflow's to say. Threads:
/// any.
class HttpExchange final : public Outlet {
public:
    /// Errors: ConfigError, as StandIns and RateBook.
    explicit HttpExchange(HttpExchangeParts parts);

    /// Time-outs are real time and the client's; waiting for a turn comes on top (Outlet::send).
    OutboundAnswer send(const adapter_api::OutboundRequest& request, const BeforeFirstByte& begin)
        override;
    OutboundAnswer send(const adapter_api::OutboundRequest& request) override;
    /// Errors: always Error: an adapter that writes files needs a destination with a folder.
    void writeFile(std::string_view name, std::string_view bytes) override;
    std::optional<std::string> readFile(std::string_view name) override;

    [[nodiscard]] Instant now() const override { return clock_.now(); }
    [[nodiscard]] std::string secret(std::string_view name) const override;
    [[nodiscard]] std::string basic(std::string_view user, std::string_view secret) const override;
    [[nodiscard]] std::string sign(
        adapter_api::Signing how, std::string_view name, std::string_view bytes
    ) const override;
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view name) const override;
    void keepToken(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    ) override;
    void dropToken(std::string_view name) override;

private:
    void takeReplacedSecrets();

    const Clock& clock_;
    std::unique_ptr<http::HttpClient> client_;
    StandIns standIns_;
    std::function<std::map<std::string, SecretText>()> replacedSecrets_;
    RateLimiter rates_;
    TokenKeeper tokens_;
};

}  // namespace bowline::delivery
