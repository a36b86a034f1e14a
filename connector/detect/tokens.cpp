// One pass over the words; only words of 16 characters and more are looked at.
#include "connector/detect/tokens.h"

#include "connector/base/text.h"
#include "connector/detect/crypto_address.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::size_t kShortest = 16;

/// A key that begins so, and has at least `size` characters in all.
struct Issuer {
    std::string_view prefix;
    std::size_t size;
    std::string_view name;
};

constexpr Issuer kIssuers[] = {
    {"sk_live_", 20, "stripe"},
    {"rk_live_", 20, "stripe"},
    {"sk_test_", 20, "stripe"},
    {"whsec_", 20, "stripe"},
    {"sk-ant-", 24, "anthropic"},
    {"sk-", 24, "openai"},
    {"ghp_", 36, "github"},
    {"gho_", 36, "github"},
    {"ghu_", 36, "github"},
    {"ghs_", 36, "github"},
    {"ghr_", 36, "github"},
    {"github_pat_", 40, "github"},
    {"glpat-", 20, "gitlab"},
    {"xoxb-", 20, "slack"},
    {"xoxp-", 20, "slack"},
    {"xoxa-", 20, "slack"},
    {"xapp-", 20, "slack"},
    {"AKIA", 20, "aws"},
    {"ASIA", 20, "aws"},
    {"AIza", 35, "google"},
    {"ya29.", 24, "google"},
    {"GOCSPX-", 24, "google"},
    {"SG.", 40, "sendgrid"},
    {"key-", 36, "mailgun"},
    {"npm_", 36, "npm"},
    {"pypi-", 40, "pypi"},
    {"hf_", 30, "huggingface"},
    {"dop_v1_", 40, "digitalocean"},
    {"EAA", 60, "meta"},
    {"shpat_", 32, "shopify"},
    {"sq0csp-", 40, "square"},
    {"lin_api_", 32, "linear"},
    {"AGE-SECRET-KEY-1", 60, "age"},
    {"hvs.", 24, "vault"},
    {"dckr_pat_", 30, "docker"},
    {"SK", 34, "twilio"},
    {"AC", 34, "twilio"},
};

constexpr ByteSet kTokenBytes("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.");

bool isTwilio(std::string_view token) {
    return token.size() == 34 && std::ranges::all_of(token.substr(2), [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'f');
           });
}

/// Whose key it is, or nothing. A key has a digit or a capital letter behind its beginning.
std::string_view issuerOf(std::string_view token) {
    for (const auto& issuer : kIssuers) {
        if (!token.starts_with(issuer.prefix) || token.size() < issuer.size)
            continue;
        if (issuer.name == "twilio" && !isTwilio(token))
            continue;
        const auto rest = token.substr(issuer.prefix.size());
        if (std::ranges::any_of(rest, [](char c) { return isDigit(c) || (c >= 'A' && c <= 'Z'); }))
            return issuer.name;
    }
    return {};
}

/// Three parts, the first of which is a JSON object in base64: {" begins with eyJ.
bool isJwt(std::string_view token) {
    const auto first = token.find('.');
    const auto second = token.find('.', first == token.npos ? first : first + 1);
    return token.starts_with("eyJ") && second != token.npos && first >= 10 && second > first + 4;
}

Finding secret(Span span, std::string_view detail) {
    return {span, "secret", std::string(detail), 0.95, "shape"};
}

void look(std::string_view view, Span span, Candidates& found) {
    const auto token = view.substr(span.begin, span.end - span.begin);
    if (isJwt(token)) {
        found.push_back({secret(span, "jwt"), Strength::Checksum});
    } else if (const auto issuer = issuerOf(token); !issuer.empty()) {
        found.push_back({secret(span, issuer), Strength::Checksum});
    } else if (const auto currency = cryptoAddressOf(token); !currency.empty()) {
        found.push_back(
            {{span, "crypto_address", std::string(currency), 0.97, "check"}, Strength::Checksum}
        );
    }
}

/// Where the last word begins that ends behind `last`, a byte of it, and begins at `from` or later.
std::size_t wordBegin(std::string_view view, std::size_t from, std::size_t last) {
    while (last > from && kTokenBytes.has(view[last - 1]))
        --last;
    return last;
}

/// Looks at every sixteenth byte only, and around it where it may be one of a long word.
void findWords(std::string_view view, Candidates& found) {
    for (std::size_t at = 0; at + kShortest <= view.size();) {
        const std::size_t last = at + kShortest - 1;
        if (!kTokenBytes.has(view[last])) {
            at += kShortest;
            continue;
        }
        const std::size_t begin = wordBegin(view, at, last);
        at = last;
        while (at < view.size() && kTokenBytes.has(view[at]))
            ++at;
        std::size_t end = at;
        while (end > begin && (view[end - 1] == '.' || view[end - 1] == '-'))
            --end;
        if (end - begin >= kShortest)
            look(view, {begin, end}, found);
    }
}

void findPrivateKeys(std::string_view view, Candidates& found) {
    constexpr std::string_view kBegin = "-----BEGIN ";
    constexpr std::string_view kEnd = "-----END ";
    std::size_t end = 0;
    for (auto at = view.find(kBegin); at != view.npos; at = view.find(kBegin, end)) {
        end = at + kBegin.size();
        if (view.substr(at, 64).find("PRIVATE KEY") == view.npos)
            continue;
        const auto tail = view.find(kEnd, at);
        const auto close = tail == view.npos ? tail : view.find("-----", tail + kEnd.size());
        end = close == view.npos ? view.size() : close + 5;
        found.push_back({secret({at, end}, "private-key"), Strength::Checksum});
    }
}

bool isSecretParameter(std::string_view name) {
    constexpr std::string_view kNames[] = {
        "access_token", "api_key", "apikey",    "auth",  "client_secret", "code",     "key",
        "pass",         "passwd",  "password",  "pwd",   "secret",        "session",  "sessionid",
        "sid",          "sig",     "signature", "token", "refresh_token", "id_token", "hash"};
    return std::ranges::find(kNames, toLowerAscii(name)) != std::end(kNames);
}

/// Values of `name=value` behind '?', '&' or '#' whose name promises a secret.
void findParameters(std::string_view view, Span url, Candidates& found) {
    constexpr std::size_t kShortestValue = 6;
    constexpr std::size_t kLongestName = 24;
    for (auto at = view.find_first_of("?&#", url.begin); at < url.end;
         at = view.find_first_of("?&#", at + 1)) {
        const auto equals = view.substr(at + 1, kLongestName).find('=');
        if (equals == view.npos || !isSecretParameter(view.substr(at + 1, equals)))
            continue;
        const auto begin = at + 1 + equals + 1;
        const auto end = std::min(view.find_first_of("&#", begin), url.end);
        if (begin + kShortestValue <= end)
            found.push_back({secret({begin, end}, "url"), Strength::Checksum});
    }
}

/// User and password before the host.
void findUser(std::string_view view, std::size_t begin, std::size_t end, Candidates& found) {
    const auto host = std::min(view.find_first_of("/?#", begin), end);
    const auto user = view.substr(begin, host - begin).rfind('@');
    if (user != view.npos && view.substr(begin, user).find(':') != view.npos)
        found.push_back({secret({begin, begin + user}, "url"), Strength::Checksum});
}

void findInUrls(std::string_view view, Candidates& found) {
    constexpr std::string_view kScheme = "://";
    std::size_t end = 0;
    for (auto at = view.find(kScheme); at != view.npos; at = view.find(kScheme, end)) {
        const auto begin = at + kScheme.size();
        end = std::min(view.find_first_of(" \t\r\n\"'<>)", begin), view.size());
        findUser(view, begin, end, found);
        findParameters(view, {begin, end}, found);
    }
}

}  // namespace

Candidates findTokens(const ScanText& text) {
    Candidates found;
    findWords(text.view, found);
    findPrivateKeys(text.view, found);
    findInUrls(text.view, found);
    return found;
}

}  // namespace bowline::detect
