#include "adapters/rest/oauth_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/loader_checks.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/tree_reader.h"

namespace bowline::adapters::rest {

namespace {

using settings::YamlNode;

Grant grantOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, Grant>> kGrants = {
        {"client_credentials", Grant::ClientCredentials},
        {"refresh_token", Grant::RefreshToken},
        {"password", Grant::Password},
        {"jwt_bearer", Grant::JwtBearer}};
    return choiceOf<Grant>(node, "grant", kGrants, faults);
}

void readAssertion(OAuth2& made, AuthSection& auth) {
    const YamlNode* node = auth.section.require("assertion");
    if (!node)
        return;
    FileSection section(*node, "assertion", auth.loading.faults);
    if (const YamlNode* key = section.require("key"))
        made.assertionKey = secretOf(*key, "key", auth.loading);
    if (const YamlNode* claims = section.require("claims"))
        made.assertionClaims = TreeReader(auth.loading, {}).read(*claims, auth.scope);
    section.close();
}

void readGrant(OAuth2& made, AuthSection& auth) {
    if (made.grant == Grant::RefreshToken)
        made.refreshToken = auth.secret("refresh_token");
    if (made.grant == Grant::JwtBearer)
        readAssertion(made, auth);
    if (made.grant != Grant::Password)
        return;
    made.user = auth.required("user", StandIns::Refused);
    made.password = auth.secret("password");
}

void readShape(OAuth2& made, AuthSection& auth) {
    static const std::vector<std::pair<std::string_view, bool>> kPlaces = {
        {"body", true}, {"basic", false}};
    auto& section = auth.section;
    if (const YamlNode* place = section.find("client_auth"))
        made.clientInBody = choiceOf<bool>(*place, "client_auth", kPlaces, auth.loading.faults);
    if (const YamlNode* params = section.find("params"))
        made.params = textsOf(*params, "params", auth.scope, auth.loading);
    if (const YamlNode* headers = section.find("headers"))
        made.headers = headersOf(*headers, auth.scope, auth.loading);
    if (const YamlNode* early = section.find("early"))
        made.early = durationOf(*early, "early", auth.loading.faults);
}

void readTokens(OAuth2& made, AuthSection& auth) {
    const YamlNode* pick = auth.section.require("pick");
    if (!pick)
        return;
    const std::vector<std::string> known = {
        "access_token", "expires_in", "refresh_token", "base_url"};
    made.picks = readPicks(*pick, "pick", known, auth.answerScope(), auth.loading);
    if (picks(made.picks, "access_token"))
        return;
    auth.loading.faults.error(
        pick->mark,
        "missing_key",
        "`pick` needs `access_token`",
        "Add `access_token: /access_token`"
    );
}

}  // namespace

OAuth2 readOAuth2(AuthSection& auth) {
    OAuth2 made;
    if (const YamlNode* grant = auth.section.require("grant"))
        made.grant = grantOf(*grant, auth.loading.faults);
    made.tokenUrl = auth.required("token_url", StandIns::Refused);
    if (const YamlNode* url = auth.section.find("token_url"); url && made.tokenUrl)
        checkUrl(*url, "token_url", auth.loading.settings, auth.loading.faults);
    made.clientId = auth.required("client_id", StandIns::Refused);
    if (auth.section.has("client_secret"))
        made.clientSecret = auth.secret("client_secret");
    readGrant(made, auth);
    readShape(made, auth);
    readTokens(made, auth);
    return made;
}

}  // namespace bowline::adapters::rest
