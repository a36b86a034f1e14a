// See the header.
#include "connector/channels/dialog360.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/channels/meta_decode.h"

namespace bowline::channels {

namespace {

constexpr std::string_view kSignatureHeader = "x-360dialog-signature";
constexpr std::string_view kSignaturePrefix = "sha256=";

bool standsInPath(const SharedWord& word) {
    constexpr std::string_view kAsTheyAre =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-";
    return word.expose().find_first_not_of(kAsTheyAre) == std::string_view::npos;
}

/// An address with other characters would arrive in another writing, and never match.
std::optional<KnownWord> segmentOf(const std::optional<Rotating<SharedWord>>& words) {
    if (!words)
        return std::nullopt;
    if (!standsInPath(words->current) || (words->previous && !standsInPath(*words->previous)))
        throw ConfigError(
            "channels: cannot set up a 360dialog channel: the path secret has characters that an "
            "address does not take as they are",
            "use letters and digits only: openssl rand -hex 32"
        );
    return KnownWord(*words, "path secret");
}

std::optional<KnownWord> headerValueOf(const Dialog360Settings& settings) {
    if (!settings.headerValue)
        return std::nullopt;
    if (settings.headerName.empty())
        throw ConfigError(
            "channels: cannot set up a 360dialog channel: the header has no name",
            "write header_name as it was set with the webhook at 360dialog"
        );
    return KnownWord(*settings.headerValue, "header value");
}

std::optional<BodySignature> signatureOf(const std::optional<Rotating<AppSecret>>& secrets) {
    if (!secrets)
        return std::nullopt;
    return BodySignature(*secrets, "platform secret");
}

}  // namespace

Dialog360Channel::Dialog360Channel(const Dialog360Settings& settings)
    : number_(settings.number),
      pathSegment_(segmentOf(settings.pathSegment)),
      headerName_(toLowerAscii(settings.headerName)),
      headerValue_(headerValueOf(settings)),
      platformSecret_(signatureOf(settings.platformSecret)) {
    if (!pathSegment_ && !headerValue_ && !platformSecret_)
        throw ConfigError(
            "channels: cannot set up a 360dialog channel: nothing proves who sends",
            "configure path_secret, header_value or platform_secret; the first needs nothing but "
            "another address at 360dialog"
        );
}

std::optional<std::string> Dialog360Channel::verifyHandshake(const QueryParameter&) const {
    return std::nullopt;
}

bool Dialog360Channel::isAuthentic(const SignedRequest& request) const {
    const bool byPath = !pathSegment_ || pathSegment_->is(request.segment);
    const auto header = headerValue_ ? onlyHeader(request.headers, headerName_) : std::nullopt;
    const bool byHeader = !headerValue_ || (header && headerValue_->is(*header));
    const bool bySignature = !platformSecret_ || isSigned(request);
    return byPath && byHeader && bySignature;
}

bool Dialog360Channel::isSigned(const SignedRequest& request) const {
    auto claimed = onlyHeader(request.headers, kSignatureHeader);
    if (claimed && claimed->starts_with(kSignaturePrefix))
        claimed->remove_prefix(kSignaturePrefix.size());
    return claimed && platformSecret_->holds(*claimed, request.body);
}

Decoded Dialog360Channel::decode(std::string_view rawBody, Instant receivedAt) const {
    auto decoded = decodeMetaCloud(rawBody, receivedAt);
    if (decoded.undecodable != "not_whatsapp")
        return decoded;
    return decodeBareMetaValue(rawBody, number_, receivedAt);
}

bool Dialog360Channel::serves(const Update& update) const {
    return number_.empty() || update.number.empty() || update.number == number_;
}

}  // namespace bowline::channels
