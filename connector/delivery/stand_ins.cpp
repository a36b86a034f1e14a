// The one file behind the guard that sees secrets bare: it checks them, builds Basic headers and
// hands them to secret_places. Nothing here logs, and no error quotes more than a setting's name.
#include "connector/delivery/stand_ins.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/delivery/secret_encoding.h"
#include "connector/vault/signature.h"

#include <openssl/crypto.h>

#include <fmt/format.h>
#include <optional>

namespace bowline::delivery {

namespace {

constexpr std::size_t kLongestToken = std::size_t{64} * 1024;  // as secrets from files

/// Small letters, each of the 26 as likely as the others.
std::string drawLetters(std::size_t count) {
    constexpr unsigned kFair = 26 * 9;  // a byte beyond it would favour the first letters
    std::string out;
    while (out.size() < count) {
        for (const char c : randomBytes(count)) {
            const auto drawn = static_cast<unsigned char>(c);
            if (drawn < kFair && out.size() < count)
                out += static_cast<char>('a' + drawn % 26);
        }
    }
    return out;
}

bool isPrivateKey(const SecretText& secret) {
    return secret.expose().starts_with("-----BEGIN ");
}

void checkSetting(const std::string& name, const SecretText& secret) {
    if (secret.expose().empty())
        throw ConfigError(
            fmt::format("delivery: the secret {} is empty", name), "write the secret into its file"
        );
    if (!isPrivateKey(secret) && !isOneLine(secret.expose()))
        throw ConfigError(
            fmt::format(
                "delivery: the secret {} holds a line end or another control character", name
            ),
            "write it as one line of text; only a private key in PEM has more"
        );
}

void wipe(std::string& text) {
    OPENSSL_cleanse(text.data(), text.size());
}

/// No setting's name holds a line end.
std::string basicKey(std::string_view name, std::string_view user) {
    return fmt::format("{}\n{}", name, user);
}

void checkUser(std::string_view user) {
    if (user.find(':') != std::string_view::npos || !isOneLine(user))
        throw Error(
            "delivery: cannot make a Basic header: the user holds a colon or a control character",
            "look at the destination's settings"
        );
}

vault::SignatureKind kindOf(adapter_api::Signing how) {
    switch (how) {
        case adapter_api::Signing::HmacSha1:
            return vault::SignatureKind::HmacSha1;
        case adapter_api::Signing::HmacSha256:
            return vault::SignatureKind::HmacSha256;
        case adapter_api::Signing::RsaSha256:
            break;
    }
    return vault::SignatureKind::RsaSha256;
}

}  // namespace

StandIns::StandIns(const std::map<std::string, SecretText>& secrets)
    : family_(drawLetters(kFamilyLength)) {
    Entries drawn;
    for (const auto& [name, secret] : secrets) {
        checkSetting(name, secret);
        const auto use = isPrivateKey(secret) ? SecretUse::NoPlace : SecretUse::AnyPlace;
        drawn.emplace(Key{Kind::Setting, name}, newEntry(name, secret, use));
    }
    entries_.with([&](Entries& all) { all = std::move(drawn); });
}

void StandIns::renew(const std::string& name, const SecretText& secret) {
    checkSetting(name, secret);
    const auto use = isPrivateKey(secret) ? SecretUse::NoPlace : SecretUse::AnyPlace;
    replace(Kind::Setting, name, secret, use);
    for (const auto& user : usersOf(name))
        replace(
            Kind::Basic,
            basicKey(name, user),
            basicHeader(user, setting(name)),
            SecretUse::HeaderOnly
        );
}

std::vector<std::string> StandIns::usersOf(std::string_view name) const {
    const auto beginning = basicKey(name, "");
    return entries_.with([&](const Entries& all) {
        std::vector<std::string> users;
        for (const auto& [key, entry] : all) {
            if (key.first == Kind::Basic && key.second.starts_with(beginning))
                users.push_back(key.second.substr(beginning.size()));
        }
        return users;
    });
}

void StandIns::replace(Kind kind, const std::string& key, const SecretText& text, SecretUse use) {
    auto fresh = std::make_shared<const SecretText>(text);
    entries_.with([&](Entries& all) {
        const auto at = all.find(Key{kind, key});
        if (at == all.end())
            return;
        at->second.text = std::move(fresh);
        at->second.use = use;
    });
}

StandIns::Entry StandIns::newEntry(std::string name, const SecretText& text, SecretUse use) const {
    return {
        family_ + drawLetters(kStandInLength - kFamilyLength),
        std::make_shared<const SecretText>(text),
        std::move(name),
        use,
        0};
}

StandIns::Entry StandIns::setting(std::string_view name) const {
    const Key key{Kind::Setting, std::string(name)};
    const auto found = entries_.with([&](const Entries& all) {
        const auto at = all.find(key);
        return at == all.end() ? std::optional<Entry>() : at->second;
    });
    if (!found)
        throw Error(
            fmt::format("delivery: the destination has no secret setting {}", name),
            "give it one, or use an adapter that needs none"
        );
    return *found;
}

std::string StandIns::ofSecret(std::string_view name) const {
    return setting(name).standIn;
}

std::string StandIns::ofBasic(std::string_view user, std::string_view name) const {
    const auto secret = setting(name);
    const Key key{Kind::Basic, basicKey(name, user)};
    auto drawn = newEntry(secret.name, basicHeader(user, secret), SecretUse::HeaderOnly);
    return entries_.with([&](Entries& all) {
        return all.try_emplace(key, std::move(drawn)).first->second.standIn;
    });
}

SecretText StandIns::basicHeader(std::string_view user, const Entry& secret) const {
    const auto known = entries();
    const auto places = placesFor(known);
    auto pair = places.plain(user);
    checkUser(pair);
    pair += ":" + places.plain(secret.standIn);
    auto encoded = "Basic " + base64(pair);
    const SecretText header(encoded);
    wipe(pair);
    wipe(encoded);
    return header;
}

std::string StandIns::signature(
    adapter_api::Signing how, std::string_view name, std::string_view bytes
) const {
    const auto known = entries();
    placesFor(known).requireNone(bytes, "in what is signed");
    return vault::signatureOf(kindOf(how), *setting(name).text, bytes);
}

std::string StandIns::ofToken(
    std::string_view name, const SecretText& value, std::int64_t version
) {
    auto drawn = newEntry(std::string(name), value, SecretUse::AnyPlace);
    drawn.version = version;
    return entries_.with([&](Entries& all) {
        auto& entry = all.try_emplace(Key{Kind::Token, std::string(name)}, drawn).first->second;
        if (entry.version < version) {
            entry.text = drawn.text;
            entry.version = version;
        }
        return entry.standIn;
    });
}

SecretText StandIns::tokenIn(const adapter_api::AnswerText& answer) {
    const auto text = answer.expose();
    if (text.empty() || text.size() > kLongestToken || !isOneLine(text))
        throw Error(
            "delivery: cannot keep a token: it is empty, too long or more than one line",
            "look at what the adapter picks from the answer"
        );
    return SecretText(text);
}

std::vector<StandIns::Entry> StandIns::entries() const {
    return entries_.with([](const Entries& all) {
        std::vector<Entry> copies;
        for (const auto& [key, entry] : all)
            copies.push_back(entry);
        return copies;
    });
}

SecretPlaces StandIns::placesFor(const std::vector<Entry>& entries) const {
    std::vector<Substitute> substitutes;
    for (const auto& entry : entries)
        substitutes.push_back({entry.standIn, entry.text->expose(), entry.name, entry.use});
    return {family_, std::move(substitutes)};
}

http::ClientRequest StandIns::filled(const adapter_api::OutboundRequest& request) const {
    const auto known = entries();
    return placesFor(known).filled(request);
}

}  // namespace bowline::delivery
