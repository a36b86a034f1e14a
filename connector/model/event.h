// An update with our own id and a unique key: the unit that is counted, ordered and routed.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/update.h"

#include <string>
#include <vector>

namespace bowline {

enum class EventKind {
    Message,
    Status,
    Preference,
    Placeholder,
    Echo,  ///< a message that the business wrote elsewhere
    Edit,
    Revoke,
    Reaction,
    Identity,
    Call,
    Notice,
    AddressBook
};
constexpr auto kLastEventKind = EventKind::AddressBook;

constexpr std::string_view toText(EventKind kind) {
    constexpr std::string_view kNames[] = {
        "message",
        "status",
        "preference",
        "placeholder",
        "echo",
        "edit",
        "revoke",
        "reaction",
        "identity",
        "call",
        "notice",
        "address_book"};
    return kNames[static_cast<int>(kind)];
}

EventKind kindOf(const UpdateBody& body);

/// HMAC of (tenant, channel, kind, provider's key), DESIGN 5: equal for a repeat of the same update
/// only.
struct EventKey {
    std::string bytes;  ///< 32 bytes
    friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

/// Where an event stands among the others of its conversation: DESIGN 1, promise 3. Compared in
/// this order.
struct OrderKey {
    std::int64_t providerSecond = 0;
    std::int64_t journalSeq = 0;
    std::int64_t position = 0;
    friend auto operator<=>(const OrderKey&, const OrderKey&) = default;
};

struct Event {
    EventId id;
    EventKey key;
    TenantId tenant;
    ChannelId channel;
    EventKind kind = EventKind::Placeholder;
    Instant sentAt;
    OrderKey order;
    UpdateBody body;
    /// The event that this one changes, answers or reports on, as the keys it may have: written by
    /// the customer, written by the business. Empty when it refers to none.
    std::vector<EventKey> refersTo{};
    std::optional<ProviderId> group{};  ///< see Update
    friend bool operator==(const Event&, const Event&) = default;
};

/// Whose conversation the event belongs to: the customer who wrote, was written to, called or
/// changed. Nothing for a status and for what is about no person.
const Sender* senderOf(const Event& event);

/// Whether one person wrote both; two senders without an identifier in common may be one and are
/// not taken for one.
bool haveOneSender(const Event& one, const Event& other);

/// Said before bowline and told with the history of a number.
bool isImported(const Event& event);

/// The content of a message or of the new version in a change; nothing for other kinds.
const MessageContent* contentOf(const Event& event);

}  // namespace bowline
