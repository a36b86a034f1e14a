// The values of the outbox: what waits to be told to a destination, and what became of it.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/model/item.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

enum class ItemKind {
    EnsureContact,
    EnsureTicket,
    Comment,
    Amend,
    Status,
    Attachment,
    Erase,
    StopNote
};

constexpr std::string_view toText(ItemKind kind) {
    constexpr std::string_view kNames[] = {
        "ensure_contact",
        "ensure_ticket",
        "comment",
        "amend",
        "status",
        "attachment",
        "erase",
        "stop_note"};
    return kNames[static_cast<int>(kind)];
}

/// Queued, Leased and Uncertain wait and keep their place; the others have left it.
enum class ItemState { Queued, Leased, Uncertain, Delivered, Parked, Held, Dropped, Erased };

constexpr std::string_view toText(ItemState state) {
    constexpr std::string_view kNames[] = {
        "queued", "leased", "uncertain", "delivered", "parked", "held", "dropped", "erased"};
    return kNames[static_cast<int>(state)];
}

struct OutboxItem {
    ItemId id;
    TenantId tenant;
    DestinationId destination;
    PurposeId purpose;
    ItemKind kind = ItemKind::Comment;
    /// True for the one row that stands for (event, destination) in the counts of promise 1; false
    /// for what bowline adds by itself: stop notes, stubs beside a parked item.
    bool counted = false;
    std::optional<EventId> event;
    PersonId person;
    ConversationId conversation;
    EpisodeId episode;
    OrderKey order;
    Instant dueAt;
    Instant createdAt;
    std::string ruleSet;  ///< 64 hex characters
    std::uint32_t guardVersion = 0;
    KeyId keyId;
    /// Nothing only for a row that is parked because the leak guard refused to clear it.
    std::optional<vault::Sealed<ClearedItem>> item;
    std::optional<vault::Sealed<Forbidden>> forbidden;
    /// Claimed only when nothing else is due: thousands of old messages must not hold up today's.
    bool givesWay = false;
};

/// Where items wait for each other; nothing else waits for anything.
struct OutboxLane {
    TenantId tenant;
    ConversationId conversation;
    DestinationId destination;
    friend auto operator<=>(const OutboxLane&, const OutboxLane&) = default;
};

/// Names one claim: an answer that comes after the row was claimed again finds another attempt
/// number and changes nothing.
struct Lease {
    ItemId item;
    std::int64_t attempt = 0;  ///< from 1
};

inline OutboxLane laneOf(const OutboxItem& item) {
    return {item.tenant, item.conversation, item.destination};
}

struct LeasedItem {
    OutboxItem item;
    std::int64_t attempt = 0;  ///< this one included
    Instant leaseUntil;
    /// An earlier attempt may have arrived (answer lost, or a lease ran out): look up before
    /// sending.
    bool lookUpFirst = false;
    bool stopped = false;  ///< the person has stopped its purpose: refuse it
    /// When the lease of an earlier attempt ran out, whose process may have sent until then.
    std::optional<Instant> ranOutAt{};
    std::int64_t failures = 0;              ///< earlier attempts that failed and count
    std::optional<Instant> failingSince{};  ///< the first of them
    bool alone = false;                     ///< a joined request with it was refused: join no other
    /// What travels in this row's request, in order, each under its own lease: it is answered as
    /// this row is, in the same transaction. Theirs is empty.
    std::vector<LeasedItem> joined{};
    [[nodiscard]] Lease lease() const { return {item.id, attempt}; }
};

/// What may travel with a leader.
struct JoinLimits {
    Instant now;
    std::chrono::milliseconds window{};  ///< created at most so long after the leader
    std::size_t most = 0;                ///< rows beside the leader
};

/// A row without its sealed parts, for lists.
struct ItemSummary {
    ItemId id;
    TenantId tenant;
    DestinationId destination;
    ItemKind kind = ItemKind::Comment;
    ItemState state = ItemState::Queued;
    std::string reason;  ///< code, or empty
    std::int64_t attempts = 0;
    std::optional<EventId> event;
    PersonId person;
    ConversationId conversation;
    EpisodeId episode;
    OrderKey order;
    Instant dueAt;
    Instant createdAt;
    std::string remoteId;  ///< empty until delivered
};

}  // namespace bowline::store
