// Of an adapter file: who bowline is to the system.
#pragma once

#include "adapters/rest/spec_request.h"
#include "connector/adapter_api/adapter.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

enum class AuthKind { None, Basic, Header, Query, Bearer, OAuth2, Session, Hmac };
enum class Grant { ClientCredentials, RefreshToken, Password, JwtBearer };

struct OAuth2 {
    Grant grant = Grant::ClientCredentials;
    TemplatePtr tokenUrl;
    TemplatePtr clientId;
    std::string clientSecret;  ///< name of the secret setting; empty: none
    bool clientInBody = true;  ///< else HTTP basic
    std::vector<std::pair<std::string, TemplatePtr>> params;
    std::vector<std::pair<std::string, TemplatePtr>> headers;
    std::string refreshToken;  ///< RefreshToken: the secret setting that holds the first one
    TemplatePtr user;          ///< Password
    std::string password;      ///< Password: name of the secret setting
    std::string assertionKey;  ///< JwtBearer: secret setting with the PEM key
    Tree assertionClaims;      ///< JwtBearer: `iat` and `exp` are added
    std::vector<Pick> picks;   ///< access_token, expires_in, refresh_token, base_url
    Milliseconds early{std::chrono::seconds{60}};
};

struct Session {
    Request login;
    std::vector<Pick> picks;  ///< kept as tokens; their stand-ins are `auth.NAME`
    std::vector<std::pair<std::string, TemplatePtr>> headers;
    std::vector<std::pair<std::string, TemplatePtr>> query;
    Milliseconds ttl{std::chrono::hours{12}};
    std::optional<Request> logout;
};

struct HmacAuth {
    adapter_api::Signing algorithm = adapter_api::Signing::HmacSha256;
    std::string secret;  ///< name of the secret setting
    TemplatePtr over;    ///< roots `req.method`, `req.path`, `req.query`, `req.body`
    std::string header;
    std::string prefix;
    bool base64 = false;  ///< else hex
};

struct Auth {
    AuthKind kind = AuthKind::None;
    TemplatePtr user;    ///< Basic
    std::string secret;  ///< Basic, Bearer: name of the secret setting
    std::string name;    ///< Header, Query
    TemplatePtr value;   ///< Header, Query
    std::optional<OAuth2> oauth2;
    std::optional<Session> session;
    std::optional<HmacAuth> hmac;
    TemplatePtr renewOn;  ///< null: status 401
};

}  // namespace bowline::adapters::rest
