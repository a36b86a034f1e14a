// What a channel decodes from one webhook body: provider-neutral updates, one for each element of
// the body, in its order. Pure values; unknown kinds become placeholders, so nothing of a body is
// lost.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/model/identity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bowline {

struct MessageUpdate {
    ProviderId id;
    Sender from;
    MessageText text;
    std::optional<ProviderId> quoted;
    friend bool operator==(const MessageUpdate&, const MessageUpdate&) = default;
};

enum class DeliveryState { Sent, Delivered, Read, Played, Failed, Unknown };

/// How a message of ours fares. Shares the id of the message it speaks of and is no duplicate of
/// it.
struct StatusUpdate {
    ProviderId of;
    DeliveryState state = DeliveryState::Unknown;
    std::string stateText;  ///< the provider's word, at most 32 of [a-z_], for the key
    std::optional<Sender> recipient;
    std::optional<int> errorCode;
    friend bool operator==(const StatusUpdate&, const StatusUpdate&) = default;
};

/// The person used the provider's own switch. `stop` withdraws marketing, otherwise it is allowed
/// again.
struct PreferenceUpdate {
    Sender who;
    bool stop = true;
    friend bool operator==(const PreferenceUpdate&, const PreferenceUpdate&) = default;
};

/// Something that is counted and kept but not yet understood. With a sender and an id it becomes a
/// visible entry in the ticket, otherwise it is only recorded.
struct PlaceholderUpdate {
    std::string kind;  ///< from the channel's closed list of kinds, else "unknown"
    std::optional<ProviderId> id;
    std::optional<Sender> from;
    friend bool operator==(const PlaceholderUpdate&, const PlaceholderUpdate&) = default;
};

using UpdateBody = std::variant<MessageUpdate, StatusUpdate, PreferenceUpdate, PlaceholderUpdate>;

struct Update {
    std::string
        number;  ///< the provider's id of the receiving number; empty for account-level updates
    std::uint32_t position = 0;  ///< place in the body, from 0
    Instant sentAt;        ///< the provider's time; the time of receipt when the provider gave none
    Digest elementHash{};  ///< SHA-256 of the element's canonical bytes: the key of what has no id
    UpdateBody body;
    friend bool operator==(const Update&, const Update&) = default;
};

/// The answer to one body. A body that is not JSON of the right shape at all is `undecodable` and
/// stays parked.
struct Decoded {
    std::vector<Update> updates;
    std::string undecodable;  ///< empty, or a code from a closed list: "json_syntax", "json_depth",
                              ///< "json_size", "not_whatsapp"
    std::uint32_t duplicateKeys = 0;  ///< JSON keys that occurred twice; the last one counted
};

}  // namespace bowline
