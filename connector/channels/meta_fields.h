// Reads single fields of Cloud API JSON: identifiers, numbers, times, senders. For the Meta decoder
// only; every key is optional, since providers leave keys out and add new ones without notice.
// Source: reference whatsapp.md 2.
#pragma once

#include "connector/base/clock.h"
#include "connector/channels/json_document.h"
#include "connector/model/identity.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bowline::channels {

/// The characters of a text that is not empty.
std::optional<std::string_view> nonEmpty(std::optional<std::string_view> text);

/// An id, written as text or number; nothing when there is none.
std::optional<ProviderId> metaId(JsonView value);

/// A number in E.164 with '+'; nothing for what is no number (group ids stand in the same places).
std::optional<Phone> metaPhone(JsonView value);

/// A business-scoped user id of at most 256 bytes.
std::optional<Bsuid> metaUserId(JsonView value);

/// The provider's id of the receiving number, at most 64 bytes; empty when there is none.
std::string metaNumber(JsonView value);

/// Seconds since 1970 as number or text, milliseconds when above 10^11; nothing when it is no time
/// between 1970 and 9999.
std::optional<Instant> metaTime(JsonView value);

/// At most `limit` characters in lower case, everything but letters as '_': words go into
/// keys and logs, and digits could be a number of somebody's.
std::string metaWord(JsonView value, std::size_t limit);

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

/// Who has this number and user id; what the element left out is taken from the contact that
/// matches by the other. Nothing when there is neither.
std::optional<Sender> metaSender(JsonView phone, JsonView userId, const MetaContacts& contacts);

}  // namespace bowline::channels
