// The channel of Twilio's WhatsApp: one event is one form.
// Source: Twilio "Request to your webhook URL" (reference whatsapp.md 8.1).
#pragma once

#include "connector/channels/channel.h"
#include "connector/channels/twilio_signature.h"

#include <string>

namespace bowline::channels {

struct TwilioSettings {
    Rotating<AppSecret> authToken;  ///< of the account that the number belongs to
    std::string publicUrl;          ///< the webhook's address as entered at Twilio, without query
    /// The receiving number's digits, or the sid of the messaging service ("MG…") when several
    /// numbers share one channel; empty: whatever the token signs.
    std::string number{};
};

class TwilioChannel final : public Channel {
public:
    /// Errors: ConfigError as TwilioSignature.
    explicit TwilioChannel(const TwilioSettings& settings);

    /// Nothing: Twilio asks no question.
    [[nodiscard]] std::optional<std::string> verifyHandshake(const QueryParameter& query
    ) const override;

    /// X-Twilio-Signature, see TwilioSignature.
    [[nodiscard]] bool isAuthentic(const SignedRequest& request) const override;

    [[nodiscard]] Decoded decode(std::string_view rawBody, Instant receivedAt) const override;

    /// True also for what names no number.
    [[nodiscard]] bool serves(const Update& update) const override;

private:
    TwilioSignature signature_;
    std::string number_;
};

}  // namespace bowline::channels
