#include "adapters/rest/auth.h"

#include "adapters/rest/encoding.h"
#include "adapters/rest/over.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"
#include "connector/base/text.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Exchange;
using adapter_api::OutboundRequest;
using expression::Map;
using expression::Value;

constexpr std::string_view kAuthorization = "Authorization";

void bear(OutboundRequest& request, std::string_view token) {
    setHeader(request, kAuthorization, "Bearer " + std::string(token));
}

/// A text with the finished request in it, signed.
std::optional<Refusal> signRequest(
    const HmacAuth& hmac, OutboundRequest& request, const Roots& roots, const Exchange& exchange
) {
    const auto target = targetOf(request.url);
    const Map parts{
        {"method", request.method},
        {"path", target.path},
        {"query", target.query},
        {"body", request.body}};
    const auto text = textOver(hmac.over, roots.with("req", Value(parts)).values, "req", "body");
    if (!text)
        return Refusal{"too_large"};
    const auto signature = exchange.sign(hmac.algorithm, hmac.secret, *text);
    setHeader(
        request, hmac.header, hmac.prefix + (hmac.base64 ? base64(signature) : toHex(signature))
    );
    return std::nullopt;
}

void applySession(
    const Session& session, OutboundRequest& request, const Roots& roots, const Map& tokens
) {
    const auto with = roots.with("auth", Value(tokens));
    for (const auto& [name, value] : session.headers)
        setHeader(request, name, textOf(value, with.values));
    for (const auto& [name, value] : session.query)
        addQuery(request, name, textOf(value, with.values));
}

}  // namespace

bool Identity::hasTokens() const {
    return spec_.auth.kind == AuthKind::OAuth2 || spec_.auth.kind == AuthKind::Session;
}

std::vector<std::string> Identity::tokenNames() const {
    if (spec_.auth.oauth2)
        return {std::string(kAccessToken)};
    std::vector<std::string> names;
    if (spec_.auth.session) {
        for (const Pick& pick : spec_.auth.session->picks)
            names.push_back(pick.name);
    }
    return names;
}

// A token of less life than twice `early` would be renewed before each request.
Milliseconds Identity::early() const {
    if (!spec_.auth.oauth2)
        return {};
    const auto lifetime = known_.with([](const Known& known) { return known.lifetime; });
    return lifetime ? std::min(spec_.auth.oauth2->early, *lifetime / 2) : spec_.auth.oauth2->early;
}

bool Identity::isReady(const Exchange& exchange) const {
    const bool namesPlace = spec_.auth.oauth2 && pickNamed(spec_.auth.oauth2->picks, "base_url");
    const bool knowsPlace = known_.with([](const Known& k) { return !k.baseUrl.empty(); });
    if (namesPlace && !knowsPlace)
        return false;
    const auto last = exchange.now() + early();
    return std::ranges::all_of(tokenNames(), [&](const std::string& name) {
        const auto token = exchange.token(name);
        return token && (!token->expiresAt || *token->expiresAt > last);
    });
}

Failure Identity::fetch(const Roots& roots, Exchange& exchange) {
    auto fetched = spec_.auth.oauth2
                       ? fetchOAuth2(*spec_.auth.oauth2, roots, exchange)
                       : fetchSession(*spec_.auth.session, spec_, baseUrl(roots), roots, exchange);
    if (fetched.failure)
        return fetched.failure;
    known_.with([&](Known& known) { known = {std::move(fetched.baseUrl), fetched.lifetime}; });
    return std::nullopt;
}

Failure Identity::prepare(std::uint64_t seen, const Roots& roots, Exchange& exchange) {
    if (!hasTokens() || isReady(exchange))
        return std::nullopt;
    return renew(seen, roots, exchange);
}

Failure Identity::renew(std::uint64_t seen, const Roots& roots, Exchange& exchange) {
    return renewals_.run(seen, [&] { return fetch(roots, exchange); });
}

bool Identity::isRefused(const Reading& reading, const Roots& roots) const {
    if (!hasTokens() || !reading.isAnswer())
        return false;
    if (!spec_.auth.renewOn)
        return reading.status == 401;
    return holds(spec_.auth.renewOn, roots.with("res", reading.res).values);
}

std::string Identity::baseUrl(const Roots& roots) const {
    auto named = known_.with([](const Known& known) { return known.baseUrl; });
    return named.empty() ? textOf(spec_.baseUrl, roots.values) : named;
}

Map Identity::tokens(const Exchange& exchange) const {
    Map tokens;
    if (spec_.auth.kind != AuthKind::Session)
        return tokens;
    for (const auto& name : tokenNames()) {
        const auto token = exchange.token(name);
        tokens.emplace(name, token ? Value(token->standIn) : Value());
    }
    return tokens;
}

std::optional<Refusal> Identity::sign(
    OutboundRequest& request, const Roots& roots, const Exchange& exchange
) const {
    const Auth& auth = spec_.auth;
    switch (auth.kind) {
        case AuthKind::None:
            break;
        case AuthKind::Basic:
            setHeader(
                request,
                kAuthorization,
                exchange.basic(textOf(auth.user, roots.values), auth.secret)
            );
            break;
        case AuthKind::Header:
            setHeader(request, auth.name, textOf(auth.value, roots.values));
            break;
        case AuthKind::Query:
            addQuery(request, auth.name, textOf(auth.value, roots.values));
            break;
        case AuthKind::Bearer:
            bear(request, exchange.secret(auth.secret));
            break;
        case AuthKind::OAuth2:
            if (const auto token = exchange.token(kAccessToken))
                bear(request, token->standIn);
            break;
        case AuthKind::Session:
            applySession(*auth.session, request, roots, tokens(exchange));
            break;
        case AuthKind::Hmac:
            return signRequest(*auth.hmac, request, roots, exchange);
    }
    return std::nullopt;
}

}  // namespace bowline::adapters::rest
