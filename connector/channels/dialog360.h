// The channel of 360dialog: the Cloud API's bodies, another proof of who sends them.
//
// 360dialog does not pass on Meta's signature: the Meta app is theirs. What proves a request is
// what was agreed with them: a secret segment behind the webhook's path, the value of a header that
// they are told to send, the platform secret of a partner. All that are configured must be there.
// Source: reference whatsapp.md 8.2; docs.360dialog.com "Signature Validation", webhook headers.
#pragma once

#include "connector/channels/channel.h"
#include "connector/channels/proofs.h"

#include <optional>
#include <string>

namespace bowline::channels {

struct Dialog360Settings {
    std::string number{};  ///< phone_number_id of the channel; empty: whatever is proved
    std::optional<Rotating<SharedWord>> pathSegment{};  ///< [A-Za-z0-9._~-], behind the path
    std::string headerName{};                           ///< in any case
    std::optional<Rotating<SharedWord>> headerValue{};
    /// Signs every body that goes to a partner's webhook.
    std::optional<Rotating<AppSecret>> platformSecret{};
};

class Dialog360Channel final : public Channel {
public:
    /// Errors: ConfigError when nothing is configured that proves a request, when a word is too
    /// short to be a secret, when a segment cannot stand in a path, when a header has no name.
    explicit Dialog360Channel(const Dialog360Settings& settings);

    /// Nothing: 360dialog asks no question.
    [[nodiscard]] std::optional<std::string> verifyHandshake(const QueryParameter& query
    ) const override;

    /// The signature: x-360dialog-signature, 64 hex characters over the raw body, with or without
    /// "sha256=" before them (both are told; neither was tried against 360dialog).
    [[nodiscard]] bool isAuthentic(const SignedRequest& request) const override;

    /// Also bodies without envelope, which older numbers still send; they get this channel's
    /// number.
    [[nodiscard]] Decoded decode(std::string_view rawBody, Instant receivedAt) const override;

    /// True also for what names no number: notices about the account.
    [[nodiscard]] bool serves(const Update& update) const override;

private:
    [[nodiscard]] bool isSigned(const SignedRequest& request) const;

    std::string number_;
    std::optional<KnownWord> pathSegment_;
    std::string headerName_;
    std::optional<KnownWord> headerValue_;
    std::optional<BodySignature> platformSecret_;
};

}  // namespace bowline::channels
