// The inbox: one row an update, sealed, under a key that makes a repeat impossible. A row waits as
// `queued` until step B says what became of it.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

enum class EventState { Queued, Routed, RecordedOnly, Dropped, Held, Parked, Erased };

constexpr std::string_view toText(EventState state) {
    constexpr std::string_view kNames[] = {
        "queued", "routed", "recorded_only", "dropped", "held", "parked", "erased"};
    return kNames[static_cast<int>(state)];
}

struct EventRow {
    EventId id;
    EventKey key;
    TenantId tenant;
    ChannelId channel;
    EventKind kind = EventKind::Placeholder;
    std::int64_t journalSeq = 0;
    std::int64_t position = 0;  ///< place in the body
    Instant sentAt;
    std::optional<BlindIndex> sender;  ///< of the group when it was said in one
    KeyId keyId;
    vault::Sealed<Event> event;
    std::string reason{};  ///< of the state; "waited" while queued: see EventWaits
};

/// The reason of a held event that may be the beginning of a value.
constexpr std::string_view kFragmentReason = "fragment";

/// Whether nothing of the event was told yet, and will be.
inline bool isUndecided(EventState state, std::string_view reason) {
    return state == EventState::Queued || (state == EventState::Held && reason == kFragmentReason);
}

/// Where reading stopped: rows are read by (journalSeq, position).
struct EventCursor {
    std::int64_t journalSeq = 0;
    std::int64_t position = -1;
};

/// What step B decided.
struct EventOutcome {
    EventState state = EventState::Parked;
    std::string reason;             ///< a code, or empty
    std::int64_t destinations = 0;  ///< counted outbox rows; above 0 only with Routed
    std::optional<PersonId> person;
    std::optional<ConversationId> conversation;
    Instant at;
    std::optional<EpisodeId> episode{};  ///< whose ticket tells of it
};

/// What became of an event, and its row.
struct DecidedEvent {
    EventRow row;
    EventState state = EventState::Queued;
    std::optional<PersonId> person;
    std::optional<ConversationId> conversation;
    std::optional<EpisodeId> episode;
    Instant at{};  ///< when it was decided
};

/// How much of the traffic since a time can still be rendered.
struct KeptCount {
    std::int64_t kept = 0;
    std::int64_t erased = 0;
};

class Events {
public:
    explicit Events(Database& db) : db_(db) {}

    /// Stores the event as queued. False when the event key is there already: a duplicate.
    [[nodiscard]] bool insert(const EventRow& event, Instant now);
    /// Queued events behind `after`, in order. Those in work are skipped by moving the cursor.
    [[nodiscard]] std::vector<EventRow> nextQueued(EventCursor after, std::size_t limit);
    /// The event while it is queued; nothing when it was decided meanwhile.
    [[nodiscard]] std::optional<EventRow> findQueued(const EventId& id);
    [[nodiscard]] std::optional<DecidedEvent> findByKey(const EventKey& key);
    /// What the sender of `event` and the business said on its channel before it and that is not
    /// erased: what was sent at `since` or later or is not decided, newest first.
    [[nodiscard]] std::vector<DecidedEvent> saidBefore(
        const EventRow& event, Instant since, std::size_t limit
    );
    /// What is not decided of the sender after it, in order; statuses tell nothing.
    [[nodiscard]] std::vector<DecidedEvent> waitingAfter(const EventRow& event, std::size_t limit);
    /// Events sent at `since` or later that went to a ticket, or that a route kept from one, behind
    /// `after` by id.
    [[nodiscard]] std::vector<DecidedEvent> kept(
        Instant since, const std::optional<EventId>& after, std::int64_t limit
    );
    [[nodiscard]] KeptCount countKept(Instant since);
    [[nodiscard]] std::optional<EventState> stateOf(const EventId& id);
    /// Moves the event from `from`. False when it is not in that state any more: somebody else
    /// decided.
    [[nodiscard]] bool setState(const EventId& id, EventState from, const EventOutcome& outcome);

private:
    Database& db_;
};

}  // namespace bowline::store
