// Joins the parts in the one safe order; see Outlet::send.
#include "connector/delivery/http_exchange.h"

#include "connector/base/error.h"
#include "connector/base/log.h"
#include "connector/http/client_request.h"

namespace bowline::delivery {

namespace {

[[noreturn]] void refuseFiles() {
    throw Error(
        "delivery: a destination with a URL cannot write files",
        "give the destination an adapter that sends requests, or a path"
    );
}

OutboundAnswer translated(const http::ClientAnswer& answer) {
    return adapter_api::InboundAnswer{
        answer.status, answer.headers, adapter_api::AnswerText(answer.body)};
}

OutboundAnswer translated(const http::NoAnswer& none) {
    return adapter_api::NoAnswer{std::string(http::nameOf(none.code)), none.sent};
}

}  // namespace

HttpExchange::HttpExchange(HttpExchangeParts parts)
    : clock_(parts.clock),
      client_(std::move(parts.client)),
      standIns_(parts.secrets),
      replacedSecrets_(std::move(parts.replacedSecrets)),
      rates_(std::move(parts.limits), parts.clock, std::move(parts.stop)),
      tokens_(std::move(parts.tokens), standIns_) {}

OutboundAnswer HttpExchange::send(
    const adapter_api::OutboundRequest& request, const BeforeFirstByte& begin
) {
    const auto turn = rates_.turn(request.rateKey);
    takeReplacedSecrets();
    const auto filled = standIns_.filled(request);
    static_cast<void>(http::checkedTarget(filled));  // what the client would refuse has not begun
    begin();
    const auto answer = client_->send(filled);
    if (const auto* came = std::get_if<http::ClientAnswer>(&answer))
        turn.note(came->status, came->headers);
    return std::visit([](const auto& a) { return translated(a); }, answer);
}

OutboundAnswer HttpExchange::send(const adapter_api::OutboundRequest& request) {
    return send(request, [] {});
}

void HttpExchange::writeFile(std::string_view /*name*/, std::string_view /*bytes*/) {
    refuseFiles();
}

std::optional<std::string> HttpExchange::readFile(std::string_view /*name*/) {
    refuseFiles();
}

/// One that cannot be used (an editor is in the middle of it) changes nothing: the old one goes on.
void HttpExchange::takeReplacedSecrets() {
    if (!replacedSecrets_)
        return;
    for (const auto& [name, secret] : replacedSecrets_()) {
        try {
            standIns_.renew(name, secret);
        } catch (const ConfigError& unusable) {
            logEvent("secret.kept", {{"why", unusable.what()}});
        }
    }
}

std::string HttpExchange::secret(std::string_view name) const {
    return standIns_.ofSecret(name);
}

std::string HttpExchange::basic(std::string_view user, std::string_view secret) const {
    return standIns_.ofBasic(user, secret);
}

std::string HttpExchange::sign(
    adapter_api::Signing how, std::string_view name, std::string_view bytes
) const {
    return standIns_.signature(how, name, bytes);
}

std::optional<adapter_api::KeptToken> HttpExchange::token(std::string_view name) const {
    return tokens_.token(name);
}

void HttpExchange::keepToken(
    std::string_view name, const adapter_api::AnswerText& value, std::optional<Instant> expiresAt
) {
    tokens_.keep(name, value, expiresAt);
}

void HttpExchange::dropToken(std::string_view name) {
    tokens_.drop(name);
}

}  // namespace bowline::delivery
