#include "adapters/rest/auth_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_checks.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/tree_reader.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Signing;
using settings::YamlEntry;
using settings::YamlNode;

AuthKind kindOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, AuthKind>> kKinds = {
        {"none", AuthKind::None},
        {"basic", AuthKind::Basic},
        {"header", AuthKind::Header},
        {"query", AuthKind::Query},
        {"bearer", AuthKind::Bearer},
        {"oauth2", AuthKind::OAuth2},
        {"session", AuthKind::Session},
        {"hmac", AuthKind::Hmac}};
    return choiceOf<AuthKind>(node, "kind", kKinds, faults);
}

Grant grantOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, Grant>> kGrants = {
        {"client_credentials", Grant::ClientCredentials},
        {"refresh_token", Grant::RefreshToken},
        {"password", Grant::Password},
        {"jwt_bearer", Grant::JwtBearer}};
    return choiceOf<Grant>(node, "grant", kGrants, faults);
}

class AuthReader {
public:
    AuthReader(FileSection& section, Loading& loading)
        : section_(section), loading_(loading), scope_(loading.settingsScope()) {}

    Auth read() {
        Auth auth;
        const std::size_t before = loading_.faults.errors();
        if (const YamlNode* kind = section_.require("kind"))
            auth.kind = kindOf(*kind, loading_.faults);
        if (loading_.faults.errors() != before)
            return auth;  // what belongs to an unknown kind is not known
        readKind(auth);
        if (const YamlNode* renew = section_.find("renew_on")) {
            NameScope scope = scope_;
            scope.addAnswer();
            auth.renewOn = ExpressionReader(loading_.faults).predicate(*renew, "renew_on", scope);
        }
        section_.close();
        return auth;
    }

private:
    void readKind(Auth& auth) {
        switch (auth.kind) {
            case AuthKind::None:
                return;
            case AuthKind::Basic:
                auth.user = required("user", StandIns::Refused);
                auth.secret = secret("password");
                return;
            case AuthKind::Header:
            case AuthKind::Query:
                readNamed(auth);
                return;
            case AuthKind::Bearer:
                auth.secret = secret("token");
                return;
            case AuthKind::OAuth2:
                auth.oauth2 = oauth2();
                return;
            case AuthKind::Session:
                auth.session = session();
                return;
            case AuthKind::Hmac:
                auth.hmac = hmac();
                return;
        }
    }

    void readNamed(Auth& auth) {
        if (const YamlNode* name = section_.require("name"))
            auth.name = auth.kind == AuthKind::Header ? headerOf(*name, "name", loading_.faults)
                                                      : wordOf(*name, "name", loading_.faults);
        auth.value = required("value", StandIns::Allowed);
    }

    OAuth2 oauth2() {
        OAuth2 made;
        if (const YamlNode* grant = section_.require("grant"))
            made.grant = grantOf(*grant, loading_.faults);
        made.tokenUrl = required("token_url", StandIns::Refused);
        if (const YamlNode* url = section_.find("token_url"); url && made.tokenUrl)
            checkUrl(*url, "token_url", loading_.settings, loading_.faults);
        made.clientId = required("client_id", StandIns::Refused);
        if (section_.has("client_secret"))
            made.clientSecret = secret("client_secret");
        readGrant(made);
        readShape(made);
        return made;
    }

    void readGrant(OAuth2& made) {
        if (made.grant == Grant::RefreshToken)
            made.refreshToken = secret("refresh_token");
        if (made.grant == Grant::JwtBearer)
            readAssertion(made);
        if (made.grant != Grant::Password)
            return;
        made.user = required("user", StandIns::Refused);
        made.password = secret("password");
    }

    void readAssertion(OAuth2& made) {
        const YamlNode* node = section_.require("assertion");
        if (!node)
            return;
        FileSection section(*node, "assertion", loading_.faults);
        if (const YamlNode* key = section.require("key"))
            made.assertionKey = secretOf(*key, "key", loading_);
        if (const YamlNode* claims = section.require("claims"))
            made.assertionClaims = TreeReader(loading_, {}).read(*claims, scope_);
        section.close();
    }

    void readShape(OAuth2& made) {
        static const std::vector<std::pair<std::string_view, bool>> kPlaces = {
            {"body", true}, {"basic", false}};
        if (const YamlNode* place = section_.find("client_auth"))
            made.clientInBody = choiceOf<bool>(*place, "client_auth", kPlaces, loading_.faults);
        if (const YamlNode* params = section_.find("params"))
            made.params = textsOf(*params, "params", scope_, loading_);
        if (const YamlNode* headers = section_.find("headers"))
            made.headers = headersOf(*headers, scope_, loading_);
        if (const YamlNode* early = section_.find("early"))
            made.early = durationOf(*early, "early", loading_.faults);
        const YamlNode* pick = section_.require("pick");
        if (!pick)
            return;
        const std::vector<std::string> known = {
            "access_token", "expires_in", "refresh_token", "base_url"};
        made.picks = readPicks(*pick, "pick", known, answerScope(), loading_);
        if (!picks(made.picks, "access_token"))
            tellMissing(*pick, "access_token");
    }

    Session session() {
        Session made;
        // The login itself has no tokens yet.
        const NameScope before = settingsScope(loading_.settings, {});
        if (const YamlNode* login = section_.require("login"))
            made.login = readWholeRequest(*login, "login", before, loading_);
        if (const YamlNode* pick = section_.require("pick"))
            made.picks = readPicks(*pick, "pick", std::nullopt, answerScope(), loading_);
        if (const YamlNode* apply = section_.find("apply"))
            readApply(made, *apply);
        if (const YamlNode* ttl = section_.find("ttl"))
            made.ttl = durationOf(*ttl, "ttl", loading_.faults);
        if (const YamlNode* logout = section_.find("logout"))
            made.logout = readWholeRequest(*logout, "logout", scope_, loading_);
        return made;
    }

    void readApply(Session& made, const YamlNode& node) {
        FileSection section(node, "apply", loading_.faults);
        if (const YamlNode* headers = section.find("headers"))
            made.headers = headersOf(*headers, scope_, loading_);
        if (const YamlNode* query = section.find("query"))
            made.query = textsOf(*query, "query", scope_, loading_);
        section.close();
    }

    HmacAuth hmac() {
        HmacAuth made;
        if (const YamlNode* algorithm = section_.require("algo"))
            made.algorithm = signingOf(*algorithm, loading_.faults);
        made.secret = secret("secret");
        for (const auto path : {"req.method", "req.path", "req.query", "req.body"})
            scope_.add(path);
        made.over = required("over", StandIns::Refused);
        if (const YamlNode* header = section_.require("header"))
            made.header = headerOf(*header, "header", loading_.faults);
        if (const YamlNode* prefix = section_.find("prefix"))
            made.prefix = wordOf(*prefix, "prefix", loading_.faults);
        if (const YamlNode* encoding = section_.find("encoding"))
            made.base64 = isBase64(*encoding, loading_.faults);
        return made;
    }

    TemplatePtr required(std::string_view key, StandIns standIns) {
        const YamlNode* node = section_.require(key);
        if (!node)
            return nullptr;
        auto made = ExpressionReader(loading_.faults).text(*node, key, scope_, standIns);
        checkThere(made, key, node->mark, loading_.settings, loading_.faults);
        return made;
    }

    std::string secret(std::string_view key) {
        const YamlNode* node = section_.require(key);
        if (!node)
            return {};
        auto name = secretOf(*node, key, loading_);
        if (const Setting* setting = loading_.settingNamed(name); setting && !setting->required)
            tellOptional(*node, key);
        return name;
    }

    [[nodiscard]] NameScope answerScope() const {
        NameScope scope = settingsScope(loading_.settings, {});
        scope.addAnswer();
        return scope;
    }

    void tellOptional(const YamlNode& node, std::string_view key) {
        loading_.faults.error(
            node.mark,
            "optional_setting",
            fmt::format("`{}` is a secret that a destination may leave out", key),
            "Give the setting `required: true`"
        );
    }

    void tellMissing(const YamlNode& node, std::string_view key) {
        loading_.faults.error(
            node.mark,
            "missing_key",
            fmt::format("`pick` needs `{}`", key),
            fmt::format("Add `{}: /{}`", key, key)
        );
    }

    FileSection& section_;
    Loading& loading_;
    NameScope scope_;
};

}  // namespace

Signing signingOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, Signing>> kKinds = {
        {"sha256", Signing::HmacSha256}, {"sha1", Signing::HmacSha1}};
    return choiceOf<Signing>(node, "algo", kKinds, faults);
}

bool isBase64(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, bool>> kKinds = {
        {"hex", false}, {"base64", true}};
    return choiceOf<bool>(node, "encoding", kKinds, faults);
}

std::vector<std::string> tokensNamed(const YamlNode& auth) {
    std::vector<std::string> names;
    const YamlNode* kind = auth.find("kind");
    const YamlNode* pick = auth.find("pick");
    if (!kind || !pick || kind->text != "session")
        return names;
    for (const YamlEntry& entry : pick->entries) {
        if (isIdentifier(entry.key))
            names.push_back(entry.key);
    }
    return names;
}

Auth readAuth(const YamlNode& node, Loading& loading) {
    FileSection section(node, "auth", loading.faults);
    return AuthReader(section, loading).read();
}

}  // namespace bowline::adapters::rest
