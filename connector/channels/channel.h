// The seam to a provider of WhatsApp messages: who may write to us, and what a body says.
//
// A channel checks and decodes; it does not store, answer or call anybody. All of it is pure, so
// that intake decodes a body for stop signals and the pipeline decodes the same body again.
#pragma once

#include "connector/base/clock.h"
#include "connector/model/update.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::channels {

/// A request's headers as they came; a name may occur more than once.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// What a provider's proof can stand in. Views of one request, for the length of one call.
struct SignedRequest {
    const Headers& headers;
    std::string_view body;       ///< the bytes as received
    std::string_view query{};    ///< behind the '?', as received, not decoded
    std::string_view segment{};  ///< behind the configured path, where the channel wants one
};

/// The decoded value of a query parameter; nothing when it is absent or badly encoded.
using QueryParameter = std::function<std::optional<std::string>(std::string_view name)>;

/// One configured channel. Threads: all calls are const and may come from any thread.
class Channel {
public:
    virtual ~Channel() = default;

    /// The text to answer when the provider asks whether the address is ours; nothing when the
    /// question is not well put or the token is not ours.
    [[nodiscard]] virtual std::optional<std::string> verifyHandshake(const QueryParameter& query
    ) const = 0;

    /// True when all that this channel demands of its provider (a signature over what was received,
    /// a word that both know) is there and holds. Missing, doubled or malformed is false.
    [[nodiscard]] virtual bool isAuthentic(const SignedRequest& request) const = 0;

    /// What the body says: one update for each of its elements, in the order of the body, positions
    /// counted over all of it. Never throws on any bytes; what cannot be read at all is a code.
    /// `receivedAt` stands in where the provider gave no time.
    [[nodiscard]] virtual Decoded decode(std::string_view rawBody, Instant receivedAt) const = 0;

    /// False when the update speaks of a number that is not this channel's. One app may serve
    /// several numbers and signs for all of them.
    [[nodiscard]] virtual bool serves(const Update& update) const = 0;

    /// decode() of a body that was sealed meanwhile.
    [[nodiscard]] Decoded decodeBody(const RawBody& body, Instant receivedAt) const {
        return decode(body.expose(), receivedAt);
    }
};

}  // namespace bowline::channels
