// What a channel decodes from one webhook body: provider-neutral updates, one for each element of
// the body, in its order. Pure values; unknown kinds become placeholders, so nothing of a body is
// lost.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/model/content.h"
#include "connector/model/identity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bowline {

/// Who wrote: the customer, or the business with its phone or another tool (an echo).
enum class Direction : std::uint8_t { In, Out };

struct MessageUpdate {
    ProviderId id;
    Sender from;  ///< the customer: who wrote it, and of an echo whom the business wrote to
    MessageContent content;
    std::optional<ProviderId> quoted{};  ///< the message that this one answers
    Direction direction = Direction::In;
    bool forwarded = false;
    bool imported = false;  ///< from before bowline: its ticket is closed from the beginning
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

enum class Change : std::uint8_t { Edit, Revoke, React, Unreact };

/// A message is changed by its writer, or gets a reaction.
struct AmendUpdate {
    ProviderId id;  ///< of the change itself
    Sender from;    ///< the customer of the conversation, also when the business changed its own
    ProviderId target;
    Change change = Change::Edit;
    MessageContent content;  ///< Edit: the new version; React: the emoji as body; else empty
    Direction direction = Direction::In;
    bool imported = false;  ///< see MessageUpdate
    friend bool operator==(const AmendUpdate&, const AmendUpdate&) = default;
};

enum class IdentityChange : std::uint8_t {
    Number,   ///< the person has another number
    UserId,   ///< the provider has given the person another user id
    Security  ///< device or account changed hands or was set up anew: possible SIM swap
};

/// The provider says that a person is reached differently from now on.
struct IdentityUpdate {
    ProviderId id;
    IdentityChange change = IdentityChange::Security;
    Sender before;  ///< as known until now
    Sender now;     ///< as known from now on; empty identifiers: unchanged or not told
    friend bool operator==(const IdentityUpdate&, const IdentityUpdate&) = default;
};

enum class CallState : std::uint8_t { Ringing, Answered, Rejected, Missed, Ended, Other };

/// A step of a voice call. Connection data (addresses) is never taken over.
struct CallUpdate {
    ProviderId id;  ///< of the call; its steps share it
    Sender with;    ///< the customer
    Direction direction = Direction::In;
    CallState state = CallState::Other;
    std::string stateText;  ///< the provider's word, at most 32 of [a-z_], for the key
    std::optional<std::int64_t> seconds;  ///< how long it was; 0 or nothing: nobody talked
    friend bool operator==(const CallUpdate&, const CallUpdate&) = default;
};

/// Something about the account, a number, a template: for operations, not for a ticket.
struct NoticeUpdate {
    std::string topic;  ///< from the channel's closed list: "account", "template", "errors" …
    std::string field;  ///< the provider's name of the list or field, at most 64 of [a-z_]
    std::string event;  ///< the provider's word, at most 64 of [a-z_], may be empty
    std::optional<int> code;  ///< the provider's error code
    bool alarms = false;      ///< a human must look
    friend bool operator==(const NoticeUpdate&, const NoticeUpdate&) = default;
};

/// An entry of the address book of the business's phone was added, changed or removed.
struct AddressBookUpdate {
    Sender who;
    bool removed = false;
    friend bool operator==(const AddressBookUpdate&, const AddressBookUpdate&) = default;
};

using UpdateBody = std::variant<
    MessageUpdate,
    StatusUpdate,
    PreferenceUpdate,
    PlaceholderUpdate,
    AmendUpdate,
    IdentityUpdate,
    CallUpdate,
    NoticeUpdate,
    AddressBookUpdate>;

struct Update {
    std::string
        number;  ///< the provider's id of the receiving number; empty for account-level updates
    std::uint32_t position = 0;  ///< place in the body, from 0
    Instant sentAt;        ///< the provider's time; the time of receipt when the provider gave none
    Digest elementHash{};  ///< SHA-256 of the element's canonical bytes: the key of what has no id
    UpdateBody body;
    /// The provider's id of the group in which it was said; nothing: between the person and us.
    std::optional<ProviderId> group{};
    friend bool operator==(const Update&, const Update&) = default;
};

/// The answer to one body. A body that is not JSON of the right shape at all is `undecodable` and
/// stays parked.
struct Decoded {
    std::vector<Update> updates;
    std::string undecodable;  ///< empty, or a code from a closed list: "json_syntax", "json_depth",
                              ///< "json_size", "not_whatsapp", "form_size"
    std::uint32_t duplicateKeys = 0;  ///< keys or names that occurred twice; the last one counted
};

}  // namespace bowline
