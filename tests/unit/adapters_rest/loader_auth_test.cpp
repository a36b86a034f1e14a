// All kinds of authentication, paging and verification that the grammar knows.
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kHeaderAuth =
    "auth: {kind: header, name: Authorization, value: \"Token token=${settings.token}\"}";
constexpr std::string_view kHmacHook =
    "{kind: hmac, algo: sha1, encoding: hex, over: \"${hook.raw}\", header: X-Hub-Signature, "
    "prefix: \"sha1=\", secret: settings.hook_secret}";
constexpr std::string_view kLinkPage =
    "{kind: link_body, next: /next, stop: \"count == 0\", max: 5}";

Auth authOf(std::string_view yaml) {
    return loadSound(baseWith(kHeaderAuth, "auth: " + std::string(yaml)))->auth;
}

Paging pagingOf(std::string_view yaml) {
    return *loadSound(baseWith(kLinkPage, yaml))->poll->paging;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_auth)

BOOST_AUTO_TEST_CASE(no_authentication) {
    BOOST_TEST((authOf("{kind: none}").kind == AuthKind::None));
}

BOOST_AUTO_TEST_CASE(basic) {
    const auto auth = authOf(
        "{kind: basic, user: \"${settings.group}/token\", "
        "password: settings.token}"
    );
    BOOST_TEST((auth.kind == AuthKind::Basic));
    BOOST_TEST(auth.user->reads().front() == "settings.group");
    BOOST_TEST(auth.secret == "token");
}

BOOST_AUTO_TEST_CASE(query) {
    const auto auth = authOf("{kind: query, name: api_key, value: \"${settings.token}\"}");
    BOOST_TEST((auth.kind == AuthKind::Query));
    BOOST_TEST(auth.name == "api_key");
    BOOST_TEST(auth.value->reads().front() == "settings.token");
}

BOOST_AUTO_TEST_CASE(bearer_that_is_renewed_on_403) {
    const auto auth = authOf("{kind: bearer, token: settings.token, renew_on: res.status == 403}");
    BOOST_TEST((auth.kind == AuthKind::Bearer));
    BOOST_TEST(auth.secret == "token");
    BOOST_TEST(auth.renewOn->reads().front() == "res.status");
}

BOOST_AUTO_TEST_CASE(a_signature_over_the_request) {
    const auto auth = authOf(
        "{kind: hmac, algo: sha256, secret: settings.token, over: "
        "\"${req.method} ${req.path}\", header: X-Signature, prefix: \"v1=\", "
        "encoding: base64}"
    );
    BOOST_REQUIRE(auth.hmac);
    BOOST_TEST((auth.hmac->algorithm == adapter_api::Signing::HmacSha256));
    BOOST_TEST(auth.hmac->secret == "token");
    BOOST_TEST(auth.hmac->over->reads().size() == 2U);
    BOOST_TEST(auth.hmac->header == "X-Signature");
    BOOST_TEST(auth.hmac->prefix == "v1=");
    BOOST_TEST(auth.hmac->base64);
}

BOOST_AUTO_TEST_CASE(a_session_whose_token_stands_in_headers_and_bodies) {
    std::string text = baseWith(
        kHeaderAuth,
        "auth:\n"
        "  kind: session\n"
        "  login: {method: POST, path: /login, body: {json: {key: \"${settings.token}\"}}}\n"
        "  pick: {sid: /session_token}\n"
        "  apply: {headers: {Session-Token: \"${auth.sid}\"}, query: {app: "
        "\"${settings.token}\"}}\n"
        "  ttl: 2h\n"
        "  logout: {method: GET, path: /logout, headers: {Session-Token: \"${auth.sid}\"}}"
    );
    const std::string place = "state: \"${in.ticket.status}\"";
    text.replace(text.find(place), place.size(), "state: \"${auth.sid}\"");
    const auto spec = loadSound(text);
    BOOST_REQUIRE(spec->auth.session);
    const Session& session = *spec->auth.session;
    BOOST_TEST(session.login.method == "POST");
    BOOST_TEST(session.picks.at(0).name == "sid");
    BOOST_TEST(session.headers.at(0).first == "Session-Token");
    BOOST_TEST(session.query.at(0).first == "app");
    BOOST_TEST((session.ttl == 2h));
    BOOST_REQUIRE(session.logout);
    BOOST_TEST(session.logout->method == "GET");
}

BOOST_AUTO_TEST_CASE(client_credentials) {
    const auto auth = authOf(
        "{kind: oauth2, grant: client_credentials, token_url: "
        "\"${settings.url}/oauth\", client_id: me, client_secret: "
        "settings.token, client_auth: basic, params: {scope: all}, headers: "
        "{Accept: application/json}, pick: {access_token: /access_token, "
        "expires_in: /expires_in}, early: 30s}"
    );
    BOOST_REQUIRE(auth.oauth2);
    const OAuth2& oauth = *auth.oauth2;
    BOOST_TEST((oauth.grant == Grant::ClientCredentials));
    BOOST_TEST(oauth.clientSecret == "token");
    BOOST_TEST(!oauth.clientInBody);
    BOOST_TEST(rendered(oauth.clientId) == "me");
    BOOST_TEST(oauth.params.at(0).first == "scope");
    BOOST_TEST(oauth.headers.at(0).first == "Accept");
    BOOST_TEST(oauth.picks.size() == 2U);
    BOOST_TEST((oauth.early == 30s));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_and_a_base_url_out_of_the_answer) {
    const auto auth = authOf(
        "{kind: oauth2, grant: refresh_token, token_url: "
        "\"https://login.example.org/token\", client_id: me, refresh_token: "
        "settings.token, pick: {access_token: /access_token, refresh_token: "
        "/refresh_token, base_url: /instance_url}}"
    );
    BOOST_TEST((auth.oauth2->grant == Grant::RefreshToken));
    BOOST_TEST(auth.oauth2->refreshToken == "token");
    BOOST_TEST(auth.oauth2->clientSecret == "");
    BOOST_TEST(auth.oauth2->clientInBody);
    BOOST_TEST(auth.oauth2->picks.at(2).name == "base_url");
    BOOST_TEST((auth.oauth2->early == 60s));
}

BOOST_AUTO_TEST_CASE(user_and_password) {
    const auto auth = authOf(
        "{kind: oauth2, grant: password, token_url: "
        "\"https://login.example.org/token\", client_id: me, user: bot, "
        "password: settings.token, pick: {access_token: /access_token}}"
    );
    BOOST_TEST((auth.oauth2->grant == Grant::Password));
    BOOST_TEST(rendered(auth.oauth2->user) == "bot");
    BOOST_TEST(auth.oauth2->password == "token");
}

BOOST_AUTO_TEST_CASE(a_signed_assertion) {
    const auto auth = authOf(
        "{kind: oauth2, grant: jwt_bearer, token_url: "
        "\"https://login.example.org/token\", client_id: me, assertion: {key: "
        "settings.token, claims: {iss: me, aud: login.example.org}}, pick: "
        "{access_token: /access_token}}"
    );
    BOOST_TEST((auth.oauth2->grant == Grant::JwtBearer));
    BOOST_TEST(auth.oauth2->assertionKey == "token");
    BOOST_TEST((auth.oauth2->assertionClaims.kind == TreeKind::Map));
    BOOST_TEST(auth.oauth2->assertionClaims.entries.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_key_of_another_grant_is_unknown) {
    const auto loaded = load(
        baseWith(
            kHeaderAuth,
            "auth: {kind: oauth2, grant: client_credentials, token_url: \"https://x.example.org\", "
            "client_id: me, user: bot, pick: {access_token: /t}}"
        ),
        baseScope()
    );
    BOOST_REQUIRE(!loaded.spec);
    BOOST_TEST(loaded.lints.at(0).code == "unknown_key");
    BOOST_TEST(loaded.lints.at(0).message == "`auth` has no key `user`");
}

BOOST_AUTO_TEST_CASE(the_login_has_no_token_yet) {
    const auto loaded = load(
        baseWith(
            kHeaderAuth,
            "auth: {kind: session, login: {method: GET, path: /in, headers: {X: \"${auth.sid}\"}}, "
            "pick: {sid: /sid}}"
        ),
        baseScope()
    );
    BOOST_REQUIRE(!loaded.spec);
    BOOST_TEST(loaded.lints.at(0).code == "unknown_path");
}

BOOST_AUTO_TEST_CASE(all_kinds_of_paging) {
    const auto cursor = pagingOf("{kind: cursor, next: /meta/after, into: {query: after}}");
    BOOST_TEST((cursor.kind == PageKind::Cursor));
    BOOST_TEST(cursor.next.pointer == "/meta/after");
    BOOST_TEST(cursor.into == "after");
    BOOST_TEST(!cursor.intoBody);
    BOOST_TEST(cursor.maxPages == 20U);
    const auto offset =
        pagingOf("{kind: offset, into: {query: offset}, size: {query: limit, value: 100}}");
    BOOST_TEST((offset.kind == PageKind::Offset));
    BOOST_TEST(offset.sizeKey == "limit");
    BOOST_TEST(offset.size == 100U);
    const auto page = pagingOf("{kind: page, into: {query: page}, stop: count < 50}");
    BOOST_TEST((page.kind == PageKind::Page));
    BOOST_TEST((pagingOf("{kind: link_header}").kind == PageKind::LinkHeader));
    const auto token = pagingOf("{kind: token, next: \"${res.body.next}\", into: {body: /page}}");
    BOOST_TEST((token.kind == PageKind::Token));
    BOOST_TEST(token.next.expression->reads().front() == "res.body.next");
    BOOST_TEST(token.intoBody);
    BOOST_TEST(token.into == "/page");
}

BOOST_AUTO_TEST_CASE(a_static_secret_of_a_webhook) {
    const auto hook =
        *loadSound(
             baseWith(kHmacHook, "{kind: static, header: X-Token, secret: settings.hook_secret}")
        )
             ->webhook;
    BOOST_TEST((hook.verify == VerifyKind::Static));
    BOOST_TEST(hook.header == "X-Token");
    BOOST_TEST(hook.secret == "hook_secret");
}

BOOST_AUTO_TEST_CASE(a_signature_with_a_time) {
    const auto hook =
        *loadSound(baseWith(
                       kHmacHook,
                       "{kind: hmac, algo: sha256, encoding: base64, over: "
                       "\"${hook.header.x-time}${hook.raw}\", header: X-Sig, secret: "
                       "settings.hook_secret, timestamp: \"${hook.header.x-time}\", tolerance: 5m}"
                   ))
             ->webhook;
    BOOST_TEST(hook.base64);
    BOOST_TEST((hook.tolerance == 5min));
    BOOST_TEST(hook.timestamp->reads().front() == "hook.header.x-time");
}

BOOST_AUTO_TEST_SUITE_END()
