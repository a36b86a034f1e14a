// See the header; the signature and the forms have files of their own.
#include "connector/channels/twilio.h"

#include "connector/channels/twilio_decode.h"

namespace bowline::channels {

namespace {

constexpr std::string_view kSignatureHeader = "x-twilio-signature";

}  // namespace

TwilioChannel::TwilioChannel(const TwilioSettings& settings)
    : signature_(settings.authToken, settings.publicUrl), number_(settings.number) {}

std::optional<std::string> TwilioChannel::verifyHandshake(const QueryParameter&) const {
    return std::nullopt;
}

bool TwilioChannel::isAuthentic(const SignedRequest& request) const {
    const auto claimed = onlyHeader(request.headers, kSignatureHeader);
    return claimed && signature_.holds(*claimed, request.query, request.body);
}

Decoded TwilioChannel::decode(std::string_view rawBody, Instant receivedAt) const {
    return decodeTwilio(rawBody, number_, receivedAt);
}

bool TwilioChannel::serves(const Update& update) const {
    return number_.empty() || update.number.empty() || update.number == number_;
}

}  // namespace bowline::channels
