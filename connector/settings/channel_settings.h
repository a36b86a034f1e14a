// The rows of `channels`: what each provider needs to prove its webhooks, declared and read.
#pragma once

#include "connector/base/ids.h"
#include "connector/settings/fields.h"

#include <optional>
#include <string>
#include <variant>

namespace bowline::settings {

/// A secret, and the one before it, accepted too while it is being changed.
struct RotatingRef {
    SecretRef current;
    std::optional<SecretRef> previous{};
    friend bool operator==(const RotatingRef&, const RotatingRef&) = default;
};

/// What proves that a webhook is the provider's, by provider.
struct MetaCloudAccess {
    RotatingRef appSecret;
    SecretRef verifyToken;
    friend bool operator==(const MetaCloudAccess&, const MetaCloudAccess&) = default;
};

/// At least one is there; all that are must hold.
struct Dialog360Access {
    std::optional<RotatingRef> pathSecret;
    std::string headerName;
    std::optional<RotatingRef> headerValue;
    std::optional<RotatingRef> platformSecret;
    friend bool operator==(const Dialog360Access&, const Dialog360Access&) = default;
};

struct TwilioAccess {
    RotatingRef authToken;
    std::string publicUrl;  ///< scheme, host, port, path
    friend bool operator==(const TwilioAccess&, const TwilioAccess&) = default;
};

using ChannelAccess = std::variant<MetaCloudAccess, Dialog360Access, TwilioAccess>;

struct ChannelSettings {
    ChannelId name;
    std::string number;  ///< the provider's id of the receiving number
    std::string path;    ///< of the webhook, begins with '/'
    ChannelAccess access;
    friend bool operator==(const ChannelSettings&, const ChannelSettings&) = default;
};

/// The declaration of `channels`, its providers as variants.
FieldSpec channelsSpec();

/// The channel of a row; where the row has a fault, an empty value stands in.
ChannelSettings readChannel(const Fields& row);

}  // namespace bowline::settings
