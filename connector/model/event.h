// An update with our own id and a unique key: the unit that is counted, ordered and routed.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/update.h"

#include <string>

namespace bowline {

enum class EventKind { Message, Status, Preference, Placeholder };

constexpr std::string_view toText(EventKind kind) {
    constexpr std::string_view kNames[] = {"message", "status", "preference", "placeholder"};
    return kNames[static_cast<int>(kind)];
}

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
    friend bool operator==(const Event&, const Event&) = default;
};

/// The sender of a message, placeholder or preference; nothing for a status or an account-level
/// update.
const Sender* senderOf(const Event& event);

}  // namespace bowline
