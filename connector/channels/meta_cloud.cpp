// Signature and handshake of the Cloud API; what a body says is read in meta_decode.cpp.
#include "connector/channels/meta_cloud.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/channels/meta_decode.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::string_view kSignatureHeader = "x-hub-signature-256";
constexpr std::string_view kSignaturePrefix = "sha256=";
constexpr std::size_t kHexOfDigest = 64;
/// In practice ten digits; the bound keeps an address that echoes from being worth abusing.
constexpr std::size_t kLongestChallenge = 128;

template <class Tag>
std::string_view required(const Sensitive<Tag>& secret, const char* what) {
    if (secret.expose().empty()) {
        throw ConfigError(
            std::string("channels: cannot set up a Cloud API channel: the ") + what + " is empty",
            "put the value from the app's dashboard where the configuration refers to"
        );
    }
    return secret.expose();
}

std::optional<KeyedHash> hashUnder(const std::optional<AppSecret>& secret) {
    if (!secret)
        return std::nullopt;
    return KeyedHash(required(*secret, "previous app secret"));
}

/// The one value of the signature header; nothing when it is missing or there are two.
std::optional<std::string_view> onlySignature(const Headers& headers) {
    std::optional<std::string_view> found;
    for (const auto& [name, value] : headers) {
        if (toLowerAscii(name) != kSignatureHeader)
            continue;
        if (found)
            return std::nullopt;
        found = value;
    }
    return found;
}

/// The 32 bytes that the header claims; nothing when it is not of the documented form.
std::optional<std::string> claimedDigest(const Headers& headers) {
    const auto value = onlySignature(headers);
    if (!value || !value->starts_with(kSignaturePrefix))
        return std::nullopt;
    const auto hex = value->substr(kSignaturePrefix.size());
    if (hex.size() != kHexOfDigest)
        return std::nullopt;
    return fromHex(hex);
}

bool mayBeEchoed(std::string_view challenge) {
    return !challenge.empty() && challenge.size() <= kLongestChallenge &&
           std::ranges::all_of(challenge, [](char c) { return c >= '!' && c <= '~'; });
}

/// Compared as digests, so that not even the token's length shows in the time.
bool sameToken(std::string_view given, std::string_view ours) {
    return equalInConstantTime(asText(sha256(given)), asText(sha256(ours)));
}

}  // namespace

MetaCloudChannel::MetaCloudChannel(const MetaCloudSettings& settings)
    : current_(required(settings.appSecret, "app secret")),
      previous_(hashUnder(settings.previousSecret)),
      verifyToken_(required(settings.verifyToken, "verify token")),
      number_(settings.number) {}

std::optional<std::string> MetaCloudChannel::verifyHandshake(const QueryParameter& query) const {
    const auto token = query("hub.verify_token");
    const bool tokenFits = sameToken(token.value_or(""), verifyToken_.expose());
    auto challenge = query("hub.challenge");
    if (!tokenFits || query("hub.mode") != "subscribe" || !challenge || !mayBeEchoed(*challenge))
        return std::nullopt;
    return challenge;
}

bool MetaCloudChannel::isAuthentic(const Headers& headers, std::string_view rawBody) const {
    const auto claimed = claimedDigest(headers);
    if (!claimed)
        return false;
    const bool byCurrent = equalInConstantTime(asText(current_.of(rawBody)), *claimed);
    const bool byPrevious =
        previous_ && equalInConstantTime(asText(previous_->of(rawBody)), *claimed);
    return byCurrent || byPrevious;
}

Decoded MetaCloudChannel::decode(std::string_view rawBody, Instant receivedAt) const {
    return decodeMetaCloud(rawBody, receivedAt);
}

bool MetaCloudChannel::serves(const Update& update) const {
    return number_.empty() || update.number.empty() || update.number == number_;
}

}  // namespace bowline::channels
