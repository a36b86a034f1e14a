// The exchange of one case: expects its requests in their order, gives the canned replies, and
// notes what differs. Stand-ins can be read: "secret:NAME", "basic:USER:NAME", "token:NAME".
#pragma once

#include "adapters/rest/case_file.h"
#include "connector/adapter_api/exchange.h"

#include <map>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// Threads: one.
class CaseExchange final : public adapter_api::Exchange {
public:
    /// `played` outlives the exchange.
    explicit CaseExchange(const Case& played);

    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override;
    void writeFile(std::string_view name, std::string_view bytes) override;
    std::optional<std::string> readFile(std::string_view name) override;
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::string secret(std::string_view name) const override;
    [[nodiscard]] std::string basic(std::string_view user, std::string_view secret) const override;
    /// HMAC-SHA256 under the text "secret:NAME"; for the other kinds "signed:NAME".
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
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override;
    void checkpoint(std::string_view step, const std::string& output) override;

    /// What differed, with the requests that never came and the tokens that were not kept.
    [[nodiscard]] std::vector<std::string> differences() const;

private:
    struct Token {
        adapter_api::AnswerText value;
        std::optional<Instant> expiresAt;
    };
    const Case& case_;
    std::size_t next_ = 0;
    std::vector<std::string> found_;
    std::map<std::string, Token, std::less<>> tokens_;
    std::map<std::string, std::string, std::less<>> checkpoints_;
};

}  // namespace bowline::adapters::rest
