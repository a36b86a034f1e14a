// A strict exchange for the runner's tests: gives its replies in their order and fails the test
// when a request comes that nobody expects, or one is missing. Secrets and tokens are texts one can
// read.
#pragma once

#include "adapters/rest/answers.h"
#include "connector/adapter_api/exchange.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <boost/test/unit_test.hpp>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

inline Received answer(int status, std::string_view json) {
    return adapter_api::InboundAnswer{
        status, {{"Content-Type", "application/json"}}, adapter_api::AnswerText(json)};
}
inline Received plainAnswer(
    int status, std::vector<std::pair<std::string, std::string>> headers, std::string_view body
) {
    return adapter_api::InboundAnswer{status, std::move(headers), adapter_api::AnswerText(body)};
}
inline Received noAnswer(std::string why, bool sent) {
    return adapter_api::NoAnswer{std::move(why), sent};
}

/// Threads: any; requests of several threads may come in any order when all have the same text.
class ScriptedExchange final : public adapter_api::Exchange {
public:
    ~ScriptedExchange() override { BOOST_TEST(next == script.size(), "a request was not sent"); }

    /// `request`: "GET https://desk.example.org/api/tickets?a=1".
    void expect(std::string request, Received reply) {
        script.emplace_back(std::move(request), std::move(reply));
    }

    Received send(const adapter_api::OutboundRequest& request) override {
        std::scoped_lock lock(mutex);
        const auto text = request.method + " " + request.url;
        BOOST_REQUIRE_MESSAGE(next < script.size(), "not expected: " << text);
        BOOST_TEST(text == script[next].first);
        sent.push_back(request);
        return script[next++].second;
    }
    void writeFile(std::string_view, std::string_view) override { throw Error("test: no files"); }
    std::optional<std::string> readFile(std::string_view) override {
        throw Error("test: no files");
    }
    [[nodiscard]] Instant now() const override { return time; }
    [[nodiscard]] std::string secret(std::string_view name) const override {
        return "secret:" + std::string(name);
    }
    [[nodiscard]] std::string basic(std::string_view user, std::string_view name) const override {
        return "basic:" + std::string(user) + ":" + std::string(name);
    }
    /// HMAC-SHA256 under "secret:NAME", whatever is asked for.
    [[nodiscard]] std::string sign(
        adapter_api::Signing, std::string_view name, std::string_view bytes
    ) const override {
        return std::string(asText(KeyedHash(secret(name)).of(bytes)));
    }
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view name
    ) const override {
        std::scoped_lock lock(mutex);
        const auto found = tokens.find(name);
        if (found == tokens.end())
            return std::nullopt;
        return adapter_api::KeptToken{
            "token:" + std::string(name) + ":" + std::to_string(versions.at(std::string(name))),
            found->second.expiresAt};
    }
    void keepToken(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    ) override {
        std::scoped_lock lock(mutex);
        tokens.insert_or_assign(std::string(name), Token{value, expiresAt});
        ++versions[std::string(name)];
        keptOrder.emplace_back(name);
    }
    void dropToken(std::string_view name) override {
        std::scoped_lock lock(mutex);
        tokens.erase(std::string(name));
    }
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override {
        const auto found = checkpoints.find(step);
        return found == checkpoints.end() ? std::nullopt : std::optional(found->second);
    }
    void checkpoint(std::string_view step, const std::string& output) override {
        checkpoints.insert_or_assign(std::string(step), output);
    }

    struct Token {
        adapter_api::AnswerText value;
        std::optional<Instant> expiresAt;
    };
    [[nodiscard]] bool holds(const std::string& name, std::string_view value) const {
        const auto found = tokens.find(name);
        return found != tokens.end() && found->second.value == adapter_api::AnswerText(value);
    }

    Instant time = fromMillis(1'795'448'171'000);
    std::vector<std::pair<std::string, Received>> script;
    std::size_t next = 0;
    std::vector<adapter_api::OutboundRequest> sent;
    std::map<std::string, Token, std::less<>> tokens;
    std::map<std::string, int> versions;
    std::vector<std::string> keptOrder;
    std::map<std::string, std::string, std::less<>> checkpoints;
    mutable std::mutex mutex;
};

/// The value of a header; empty when it is not there.
inline std::string headerIn(const adapter_api::OutboundRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (toLowerAscii(key) == toLowerAscii(name))
            return value;
    }
    return {};
}

}  // namespace bowline::adapters::rest
