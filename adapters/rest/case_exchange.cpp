#include "adapters/rest/case_exchange.h"

#include "adapters/rest/case_compare.h"
#include "adapters/rest/case_example.h"
#include "adapters/rest/url.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

using adapter_api::AnswerText;
using adapter_api::InboundAnswer;
using adapter_api::KeptToken;
using adapter_api::NoAnswer;
using adapter_api::OutboundRequest;

namespace {

std::string named(std::string_view kind, std::string_view name) {
    return fmt::format("{}:{}", kind, name);
}

}  // namespace

CaseExchange::CaseExchange(const Case& played) : case_(played) {
    for (const auto& [name, token] : case_.tokens) {
        const auto expiry = token.expiresIn
                                ? std::optional(caseTime() + std::chrono::seconds(*token.expiresIn))
                                : std::nullopt;
        tokens_.emplace(name, Token{AnswerText(token.value), expiry});
    }
}

std::variant<InboundAnswer, NoAnswer> CaseExchange::send(const OutboundRequest& request) {
    const auto number = ++next_;
    if (number > case_.exchange.size()) {
        found_.push_back(fmt::format(
            "request {} was not expected: {} {}", number, request.method, targetOf(request.url).path
        ));
        return NoAnswer{"not_expected", false};
    }
    const auto& [expected, reply] = case_.exchange[number - 1];
    for (const auto& difference : requestDifferences(expected, request))
        found_.push_back(fmt::format("request {}, {}", number, difference));
    if (!reply.error.empty())
        return NoAnswer{reply.error, reply.sent};
    return InboundAnswer{reply.status, reply.headers, AnswerText(reply.body)};
}

void CaseExchange::writeFile(std::string_view /*name*/, std::string_view /*bytes*/) {
    throw Error("rest: a case writes no files");
}

std::optional<std::string> CaseExchange::readFile(std::string_view /*name*/) {
    throw Error("rest: a case reads no files");
}

Instant CaseExchange::now() const {
    return caseTime();
}

std::string CaseExchange::secret(std::string_view name) const {
    return named("secret", name);
}

std::string CaseExchange::basic(std::string_view user, std::string_view secret) const {
    return fmt::format("basic:{}:{}", user, secret);
}

std::string CaseExchange::sign(
    adapter_api::Signing how, std::string_view name, std::string_view bytes
) const {
    if (how != adapter_api::Signing::HmacSha256)
        return named("signed", name);
    return std::string(asText(KeyedHash(secret(name)).of(bytes)));
}

std::optional<KeptToken> CaseExchange::token(std::string_view name) const {
    const auto found = tokens_.find(name);
    if (found == tokens_.end())
        return std::nullopt;
    return KeptToken{named("token", name), found->second.expiresAt};
}

void CaseExchange::keepToken(
    std::string_view name, const AnswerText& value, std::optional<Instant> expiresAt
) {
    tokens_.insert_or_assign(std::string(name), Token{value, expiresAt});
}

void CaseExchange::dropToken(std::string_view name) {
    const auto found = tokens_.find(name);
    if (found != tokens_.end())
        tokens_.erase(found);
}

std::optional<std::string> CaseExchange::checkpointed(std::string_view step) const {
    const auto found = checkpoints_.find(step);
    return found == checkpoints_.end() ? std::nullopt : std::optional(found->second);
}

void CaseExchange::checkpoint(std::string_view step, const std::string& output) {
    checkpoints_.insert_or_assign(std::string(step), output);
}

std::vector<std::string> CaseExchange::differences() const {
    auto all = found_;
    for (auto missing = next_; missing < case_.exchange.size(); ++missing)
        all.push_back(fmt::format("request {} was not sent", missing + 1));
    for (const auto& [name, value] : case_.kept) {
        const auto found = tokens_.find(name);
        if (found == tokens_.end())
            all.push_back(fmt::format("kept `{}`: expected one, there is none", name));
        else if (found->second.value != AnswerText(value))
            all.push_back(fmt::format("kept `{}`: another value", name));
    }
    return all;
}

}  // namespace bowline::adapters::rest
