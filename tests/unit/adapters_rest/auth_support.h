// A desk under each kind of auth, and what its health check sent.
#pragma once
#include "tests/unit/adapters_rest/runner_support.h"

#include <string>

namespace bowline::adapters::rest {

using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;

inline const std::string kMe = "GET https://desk.example.org/api/me";
inline const std::string kToken = "POST https://desk.example.org/token";
inline const std::string kLogin = "POST https://desk.example.org/api/login";

inline AdapterSpecPtr withAuth(const std::string& auth) {
    return deskSpec("auth: " + auth + "\noperations:\n  health.check: {method: GET, path: /me}\n");
}

inline const std::string kRefresh =
    "{kind: oauth2, grant: refresh_token, token_url: \"${settings.url}/token\", client_id: us, "
    "client_secret: settings.key, refresh_token: settings.token, pick: {access_token: "
    "/access_token, "
    "expires_in: /expires_in, refresh_token: /refresh_token}, early: 60s}";
inline const std::string kClient =
    "{kind: oauth2, grant: client_credentials, token_url: \"${settings.url}/token\", client_id: "
    "us, "
    "client_secret: settings.key, client_auth: basic, params: {scope: tickets}, pick: "
    "{access_token: "
    "/access_token, expires_in: /expires_in}}";
inline const std::string kSession =
    "{kind: session, login: {method: POST, path: /login, body: {json: {user: \"${settings.user}\", "
    "password: \"${settings.key}\"}}}, pick: {sid: /session/id, csrf: /csrf}, apply: {headers: "
    "{X-Session: \"${auth.sid}\"}, query: {csrf: \"${auth.csrf}\"}}, ttl: 1h}";

inline PrimitiveOutcome health(Desk& desk) {
    return desk.adapter.run(Primitive::HealthCheck, {}, desk.exchange);
}

inline std::string lastAuthorization(const Desk& desk) {
    return headerIn(desk.exchange.sent.back(), "Authorization");
}

/// A request under auth that needs no token.
inline adapter_api::OutboundRequest sentUnder(const std::string& auth, const std::string& request) {
    Desk desk(withAuth(auth));
    desk.exchange.expect(request, answer(200, "{}"));
    as<Delivered>(health(desk));
    return desk.exchange.sent.front();
}

inline Received token(const std::string& value, const std::string& more) {
    return answer(200, R"({"access_token": ")" + value + "\"" + more + "}");
}

}  // namespace bowline::adapters::rest
