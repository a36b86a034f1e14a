// The channel of Meta's WhatsApp Cloud API.
// Source: Meta, "Create a webhook endpoint" and the webhook reference (reference whatsapp.md 1-5).
#pragma once

#include "connector/base/sensitive.h"
#include "connector/channels/channel.h"
#include "connector/channels/proofs.h"

#include <optional>

namespace bowline::channels {

struct MetaCloudSettings {
    AppSecret appSecret;                      ///< the app's secret as text, not decoded from hex
    std::optional<AppSecret> previousSecret;  ///< still accepted while a secret is being changed
    VerifyToken verifyToken;                  ///< what was typed into the app's dashboard
    std::string number{};  ///< phone_number_id of the channel; empty: whatever the app signs
};

class MetaCloudChannel final : public Channel {
public:
    /// Errors: ConfigError when a secret or the token is empty: an empty key would let anybody in.
    explicit MetaCloudChannel(const MetaCloudSettings& settings);

    /// hub.mode=subscribe, hub.verify_token equal in constant time, hub.challenge 1..128 printable
    /// ASCII characters, which are returned as they came.
    [[nodiscard]] std::optional<std::string> verifyHandshake(const QueryParameter& query
    ) const override;

    /// X-Hub-Signature-256: "sha256=" and 64 hex characters, HMAC-SHA256 over the raw body under
    /// the current or the previous secret; compared in constant time. The SHA-1 header is ignored.
    [[nodiscard]] bool isAuthentic(const SignedRequest& request) const override;

    [[nodiscard]] Decoded decode(std::string_view rawBody, Instant receivedAt) const override;

    /// True also for what names no number: notices about the account.
    [[nodiscard]] bool serves(const Update& update) const override;

private:
    BodySignature signature_;
    VerifyToken verifyToken_;
    std::string number_;
};

}  // namespace bowline::channels
