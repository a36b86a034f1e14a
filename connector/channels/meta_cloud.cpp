// Signature and handshake of the Cloud API; what a body says is read in meta_decode.cpp.
#include "connector/channels/meta_cloud.h"

#include "connector/channels/meta_decode.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::string_view kSignatureHeader = "x-hub-signature-256";
constexpr std::string_view kSignaturePrefix = "sha256=";
/// In practice ten digits; the bound keeps an address that echoes from being worth abusing.
constexpr std::size_t kLongestChallenge = 128;

bool mayBeEchoed(std::string_view challenge) {
    return !challenge.empty() && challenge.size() <= kLongestChallenge &&
           std::ranges::all_of(challenge, [](char c) { return c >= '!' && c <= '~'; });
}

}  // namespace

MetaCloudChannel::MetaCloudChannel(const MetaCloudSettings& settings)
    : signature_({settings.appSecret, settings.previousSecret}, "app secret"),
      verifyToken_(required(settings.verifyToken, "verify token")),
      number_(settings.number) {}

std::optional<std::string> MetaCloudChannel::verifyHandshake(const QueryParameter& query) const {
    const auto token = query("hub.verify_token");
    const bool tokenFits = sameWord(token.value_or(""), verifyToken_.expose());
    auto challenge = query("hub.challenge");
    if (!tokenFits || query("hub.mode") != "subscribe" || !challenge || !mayBeEchoed(*challenge))
        return std::nullopt;
    return challenge;
}

bool MetaCloudChannel::isAuthentic(const SignedRequest& request) const {
    const auto claimed = onlyHeader(request.headers, kSignatureHeader);
    return claimed && claimed->starts_with(kSignaturePrefix) &&
           signature_.holds(claimed->substr(kSignaturePrefix.size()), request.body);
}

Decoded MetaCloudChannel::decode(std::string_view rawBody, Instant receivedAt) const {
    return decodeMetaCloud(rawBody, receivedAt);
}

bool MetaCloudChannel::serves(const Update& update) const {
    return number_.empty() || update.number.empty() || update.number == number_;
}

}  // namespace bowline::channels
