// The signature of Twilio's webhooks: base64(HMAC-SHA-1(auth token, address + parameters)).
//
// Twilio signs the address as it called it, which a server behind a proxy cannot see. So it is made
// of what the configuration says and of the query that was received, never of Host or X-Forwarded
// headers: those say whatever their sender likes.
// Source: Twilio "Webhooks security"; twilio-python and twilio-go (reference whatsapp.md 8.1).
#pragma once

#include "connector/base/hmac.h"
#include "connector/channels/form_body.h"
#include "connector/channels/proofs.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::channels {

/// More than any event has; what is larger is not hashed for strangers.
constexpr FormLimits kTwilioFormLimits{std::size_t{1} << 20, 1'000};

/// Threads: const calls from any.
class TwilioSignature {
public:
    /// `publicUrl`: scheme, host, optional port and path, as entered at Twilio.
    /// Errors: ConfigError when a token is empty, or when the address is none, has a query, a
    /// fragment or a user in it.
    TwilioSignature(const Rotating<AppSecret>& authToken, std::string_view publicUrl);

    /// True when `claimed` is the signature of this request under one of the tokens: of the address
    /// and all parameters, sorted, repeated ones once; with the port as configured, without it, or
    /// with the scheme's own. When the query has bodySHA256 the body is no form: it is checked
    /// against that hash, and the signature is over the address alone.
    [[nodiscard]] bool holds(
        std::string_view claimed, std::string_view query, std::string_view body
    ) const;

private:
    [[nodiscard]] bool isOf(std::string_view claimed, std::vector<std::string_view> parts) const;

    std::vector<KeyedSha1> tokens_;
    std::vector<std::string> addresses_;  ///< each form that may have been signed
};

}  // namespace bowline::channels
