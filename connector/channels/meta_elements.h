// Reads single elements of a Cloud API body: one message, status or preference. For meta_decode
// only.
#pragma once

#include "connector/base/clock.h"
#include "connector/channels/json_document.h"
#include "connector/model/update.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bowline::channels {

/// The contacts of one change, found by what names them. Looked up by key, not by walking: a body
/// of 4 MiB can pair 10^5 contacts with 10^5 messages.
class MetaContacts {
public:
    MetaContacts() = default;
    explicit MetaContacts(JsonView list);
    /// The contact with this number or else this user id, never the one at the same place; absent
    /// when there is none.
    [[nodiscard]] JsonView of(const Sender& who) const;

private:
    std::unordered_map<std::string_view, JsonView> byDigits_;
    std::unordered_map<std::string_view, JsonView> byUserId_;
};

/// What surrounds an element in its change.
struct MetaContext {
    std::string number;     ///< metadata.phone_number_id; empty for account-level changes
    MetaContacts contacts;  ///< none for an element outside a change
    Digest entryMark{};     ///< hash of the entry's id and time
    Instant fallbackTime;   ///< the entry's time, else the time of receipt
};

/// The provider's id of the receiving number, at most 64 bytes; empty when there is none.
std::string metaNumber(JsonView value);

/// Seconds since 1970 as number or text, milliseconds when above 10^11; nothing when it is no time
/// between 1970 and 9999.
std::optional<Instant> metaTime(JsonView value);

/// A message: decoded when it is a text with a sender and a body, else a placeholder of its kind.
/// A text without id gets "sha256:" and the hash of the element as id, so that its words are kept.
UpdateBody readMessage(JsonView message, const MetaContext& context, const Digest& elementHash);
/// A status of a message; a placeholder "call" for a call's and "status" when it names no message.
UpdateBody readStatus(JsonView status);
/// A preference about marketing; a placeholder "preference" when it names nobody or the word is
/// new.
UpdateBody readPreference(JsonView preference, const MetaContext& context);
/// A call: with its sender when a customer called.
UpdateBody readCall(JsonView call, const MetaContext& context);
/// A placeholder with the element's id and no sender.
UpdateBody placeholder(std::string_view kind, JsonView element);

}  // namespace bowline::channels
