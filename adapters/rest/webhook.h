// Reads a webhook of a ticket system: is it from there, and which replies does it tell of.
#pragma once

#include "adapters/rest/replies.h"
#include "adapters/rest/roots.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

struct HookRequest {
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view body;  ///< as it came
};

struct HookReading {
    bool isVerified = false;  ///< false: nothing else is set
    std::string dedupe;       ///< the same for the same event; may be empty
    std::vector<Reply> replies;
};

/// Signatures are compared in constant time; a missing secret, signature or time stamp is no
/// verification. Precondition: `roots` has `settings` and `now`.
HookReading readWebhook(
    const Webhook& hook,
    const HookRequest& request,
    const Roots& roots,
    const adapter_api::Exchange& exchange
);

}  // namespace bowline::adapters::rest
