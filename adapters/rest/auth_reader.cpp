#include "adapters/rest/auth_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/auth_section_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/oauth_reader.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"

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

class AuthReader : private AuthSection {
public:
    using AuthSection::AuthSection;

    Auth read() {
        Auth auth;
        const std::size_t before = loading.faults.errors();
        if (const YamlNode* kind = section.require("kind"))
            auth.kind = kindOf(*kind, loading.faults);
        if (loading.faults.errors() != before)
            return auth;  // what belongs to an unknown kind is not known
        readKind(auth);
        if (const YamlNode* renew = section.find("renew_on")) {
            NameScope answer = scope;
            answer.addAnswer();
            auth.renewOn = ExpressionReader(loading.faults).predicate(*renew, "renew_on", answer);
        }
        section.close();
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
                auth.oauth2 = readOAuth2(*this);
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
        if (const YamlNode* name = section.require("name"))
            auth.name = auth.kind == AuthKind::Header ? headerOf(*name, "name", loading.faults)
                                                      : wordOf(*name, "name", loading.faults);
        auth.value = required("value", StandIns::Allowed);
    }

    Session session() {
        Session made;
        // The login itself has no tokens yet.
        const NameScope before = settingsScope(loading.settings, {});
        if (const YamlNode* login = section.require("login"))
            made.login = readWholeRequest(*login, "login", before, loading);
        if (const YamlNode* pick = section.require("pick"))
            made.picks = readPicks(*pick, "pick", std::nullopt, answerScope(), loading);
        if (const YamlNode* apply = section.find("apply"))
            readApply(made, *apply);
        if (const YamlNode* ttl = section.find("ttl"))
            made.ttl = durationOf(*ttl, "ttl", loading.faults);
        if (const YamlNode* logout = section.find("logout"))
            made.logout = readWholeRequest(*logout, "logout", scope, loading);
        return made;
    }

    void readApply(Session& made, const YamlNode& node) {
        FileSection apply(node, "apply", loading.faults);
        if (const YamlNode* headers = apply.find("headers"))
            made.headers = headersOf(*headers, scope, loading);
        if (const YamlNode* query = apply.find("query"))
            made.query = textsOf(*query, "query", scope, loading);
        apply.close();
    }

    HmacAuth hmac() {
        HmacAuth made;
        if (const YamlNode* algorithm = section.require("algo"))
            made.algorithm = signingOf(*algorithm, loading.faults);
        made.secret = secret("secret");
        for (const auto path : {"req.method", "req.path", "req.query", "req.body"})
            scope.add(path);
        made.over = required("over", StandIns::Refused);
        if (const YamlNode* header = section.require("header"))
            made.header = headerOf(*header, "header", loading.faults);
        if (const YamlNode* prefix = section.find("prefix"))
            made.prefix = wordOf(*prefix, "prefix", loading.faults);
        if (const YamlNode* encoding = section.find("encoding"))
            made.base64 = isBase64(*encoding, loading.faults);
        return made;
    }
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
