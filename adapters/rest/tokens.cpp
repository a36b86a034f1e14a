#include "adapters/rest/tokens.h"

#include "adapters/rest/answers.h"
#include "adapters/rest/encoding.h"
#include "adapters/rest/judgement.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/request.h"
#include "adapters/rest/tree.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Denied;
using adapter_api::Exchange;
using adapter_api::OutboundRequest;
using expression::Map;
using expression::Value;

// Google refuses assertions of more than an hour, Salesforce of more than three minutes.
constexpr std::int64_t kAssertionSeconds = 180;

Failure refused() {
    return Denied{"login_refused"};
}

/// What a login's answer means when it is no success: the credentials, or only the moment.
Failure failureOf(const Reading& reading, Instant now) {
    const auto made = judged(reading, {.now = now}, {}, {});
    switch (made.cls) {
        case AnswerClass::Ok:
            return std::nullopt;
        case AnswerClass::Throttle:
        case AnswerClass::Retry:
        case AnswerClass::Config:
            return outcomeOf(made);
        default:
            return refused();
    }
}

Pick pickOr(const std::vector<Pick>& picks, std::string_view name) {
    const Pick* found = pickNamed(picks, name);
    return found ? *found : Pick{std::string(name), "/" + std::string(name), nullptr};
}

/// The token request of one grant, and what its answer brings.
class TokenRequest {
public:
    TokenRequest(const OAuth2& oauth2, const Roots& roots, Exchange& exchange)
        : oauth2_(oauth2), roots_(roots), exchange_(exchange) {}

    Fetched fetch() {
        if (oauth2_.grant != Grant::RefreshToken)
            return send({});
        const auto kept = exchange_.token(kRefreshToken);
        const auto configured = standInOf(roots_, oauth2_.refreshToken);
        auto fetched = send(kept ? kept->standIn : configured);
        if (!kept || configured.empty() || fetched.failure != refused())
            return fetched;
        fetched = send(configured);
        if (!fetched.failure && !rotated_)
            exchange_.dropToken(kRefreshToken);
        return fetched;
    }

private:
    Fetched send(const std::string& refreshToken) {
        OutboundRequest request;
        request.method = "POST";
        request.url = textOf(oauth2_.tokenUrl, roots_.values);
        request.body = formOf(refreshToken);
        setHeader(request, "Content-Type", "application/x-www-form-urlencoded");
        setHeader(request, "Accept", "application/json");
        for (const auto& [name, value] : oauth2_.headers)
            setHeader(request, name, textOf(value, roots_.values));
        if (!oauth2_.clientInBody && !oauth2_.clientSecret.empty())
            setHeader(request, "Authorization", exchange_.basic(clientId(), oauth2_.clientSecret));
        return received(exchange_.send(request));
    }

    [[nodiscard]] std::string clientId() const { return textOf(oauth2_.clientId, roots_.values); }

    std::string formOf(const std::string& refreshToken) {
        std::string form;
        const auto add = [&form](std::string_view name, const std::string& value) {
            if (!value.empty())
                appendField(form, name, value);
        };
        if (oauth2_.clientInBody) {
            add("client_id", clientId());
            add("client_secret", standInOf(roots_, oauth2_.clientSecret));
        }
        switch (oauth2_.grant) {
            case Grant::ClientCredentials:
                add("grant_type", "client_credentials");
                break;
            case Grant::RefreshToken:
                add("grant_type", "refresh_token");
                add("refresh_token", refreshToken);
                break;
            case Grant::Password:
                add("grant_type", "password");
                add("username", textOf(oauth2_.user, roots_.values));
                add("password", standInOf(roots_, oauth2_.password));
                break;
            case Grant::JwtBearer:
                add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                add("assertion", assertion());
                break;
        }
        for (const auto& [name, value] : oauth2_.params)
            add(name, textOf(value, roots_.values));
        return form;
    }

    /// A JWT (RFC 7519) signed by the vault: the key never comes here.
    std::string assertion() {
        const auto grownClaims = grown(oauth2_.assertionClaims, roots_);
        const Map* written = grownClaims ? mapIn(*grownClaims) : nullptr;
        Map claims = written ? *written : Map{};
        const std::int64_t now = toMillis(exchange_.now()) / 1000;
        claims.emplace("iat", Value(now));
        claims.emplace("exp", Value(now + kAssertionSeconds));
        const Map head{{"alg", "RS256"}, {"typ", "JWT"}};
        const auto signedPart = base64Url(expression::toJson(Value(head))) + "." +
                                base64Url(expression::toJson(Value(std::move(claims))));
        const auto signature =
            exchange_.sign(adapter_api::Signing::RsaSha256, oauth2_.assertionKey, signedPart);
        return signedPart + "." + base64Url(signature);
    }

    Fetched received(const Received& answer) {
        const auto reading = readAnswer(answer);
        if (auto failure = failureOf(reading, exchange_.now()))
            return {.failure = std::move(failure)};
        const auto access =
            secretPicked(pickOr(oauth2_.picks, kAccessToken), answer, roots_.values);
        if (!access)
            return {.failure = refused()};
        keepRefreshToken(answer);  // whatever else is wrong: the old one may be worth nothing now
        Map seen = roots_.values;
        seen.insert_or_assign("res", reading.res);
        Fetched fetched{.lifetime = lifetimeIn(seen)};
        if (const Pick* base = pickNamed(oauth2_.picks, "base_url"))
            fetched.baseUrl = expression::toText(picked(*base, seen));
        if (!fetched.baseUrl.empty() && !isSafe(fetched.baseUrl))
            return {.failure = Denied{"foreign_host"}};
        const auto expiry =
            fetched.lifetime ? std::optional(exchange_.now() + *fetched.lifetime) : std::nullopt;
        exchange_.keepToken(kAccessToken, *access, expiry);
        return fetched;
    }

    /// The system may name another host than the one that gave the token, but no lesser way to it.
    [[nodiscard]] bool isSafe(const std::string& baseUrl) const {
        const auto here = originOf(textOf(oauth2_.tokenUrl, roots_.values));
        const auto there = originOf(baseUrl);
        return here && there && here->scheme == there->scheme;
    }

    void keepRefreshToken(const Received& answer) {
        if (oauth2_.grant != Grant::RefreshToken)
            return;
        const Pick pick = pickOr(oauth2_.picks, kRefreshToken);
        const auto rotated = secretPicked(pick, answer, roots_.values);
        rotated_ = rotated.has_value();
        if (rotated)
            exchange_.keepToken(kRefreshToken, *rotated, std::nullopt);
    }

    [[nodiscard]] std::optional<Milliseconds> lifetimeIn(const Map& seen) const {
        constexpr std::int64_t kMost = 10LL * 365 * 24 * 3600;  // keeps the sum within the calendar
        const auto seconds = wholeNumberIn(picked(pickOr(oauth2_.picks, "expires_in"), seen));
        if (!seconds || *seconds < 0)
            return std::nullopt;
        return std::chrono::seconds(std::min(*seconds, kMost));
    }

    const OAuth2& oauth2_;
    const Roots& roots_;
    Exchange& exchange_;
    bool rotated_ = false;
};

}  // namespace

std::string standInOf(const Roots& roots, const std::string& secret) {
    const auto settings = roots.values.find("settings");
    const Value* value =
        settings == roots.values.end() ? nullptr : valueAt(settings->second, "/" + secret);
    const auto* text = value ? textIn(*value) : nullptr;
    return text ? *text : std::string();
}

Fetched fetchOAuth2(const OAuth2& oauth2, const Roots& roots, Exchange& exchange) {
    return TokenRequest(oauth2, roots, exchange).fetch();
}

Fetched fetchSession(
    const Session& session,
    const AdapterSpec& spec,
    const std::string& baseUrl,
    const Roots& roots,
    Exchange& exchange
) {
    auto made = outboundRequest(session.login, spec, baseUrl, roots, {});
    if (const auto* refusal = std::get_if<Refusal>(&made))
        return {.failure = Denied{refusal->code}};
    const auto answer = exchange.send(std::get<OutboundRequest>(made));
    if (auto failure = failureOf(readAnswer(answer), exchange.now()))
        return {.failure = std::move(failure)};
    std::vector<adapter_api::AnswerText> values;
    for (const Pick& pick : session.picks) {
        auto value = secretPicked(pick, answer, roots.values);
        if (!value)
            return {.failure = refused()};
        values.push_back(std::move(*value));
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        exchange.keepToken(session.picks[i].name, values[i], exchange.now() + session.ttl);
    return {.lifetime = session.ttl};
}

}  // namespace bowline::adapters::rest
