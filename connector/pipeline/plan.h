// What one event changes: the rows to write and what they rely on. Computed outside the store,
// applied in one transaction or refused as Stale.
#pragma once

#include "connector/base/hmac.h"
#include "connector/ledger/entry.h"
#include "connector/store/conversations.h"
#include "connector/store/episodes.h"
#include "connector/store/events.h"
#include "connector/store/incidents.h"
#include "connector/store/merge_proposals.h"
#include "connector/store/outbox_item.h"
#include "connector/store/persons.h"
#include "connector/store/stops.h"
#include "connector/store/timeline.h"

#include <optional>
#include <string>
#include <vector>

namespace bowline::pipeline {

struct PlannedItem {
    store::OutboxItem item;
    store::ItemState state = store::ItemState::Queued;
    std::string reason;
    std::optional<store::Incident> incident;
};

struct PlannedAlias {
    PersonId owner;
    DestinationId destination;
    std::string alias;
};

/// A group that nothing was shown of yet.
struct NewGroup {
    store::PersonRow party;
    BlindIndex index;
};

/// An open place in order: the conversation as it was seen, and the highest order key after this
/// event.
struct Placement {
    ConversationId conversation;
    OrderKey highest;
    std::int64_t seenVersion = 0;
};

/// What the person's will changes. `purposes` empty: nothing.
struct ConsentChange {
    std::vector<PurposeId> lift;            ///< stops said before this event end
    std::vector<BlindIndex> liftFor;        ///< the identifiers that said them
    std::vector<PurposeId> dropWaitingFor;  ///< what waits for these purposes is dropped
};

/// What a human of operations must look at.
struct PlannedAlarm {
    ChannelId channel;
    std::string code;
};

/// What a status says of a message of the business.
struct ProgressStep {
    EventKey message;
    DeliveryState state = DeliveryState::Unknown;
    Instant at;  ///< the provider's time
    std::optional<int> errorCode{};
};

/// Whose turn it is in a ticket after a message of one of both sides.
struct Turn {
    EpisodeId episode;
    bool isOurs = true;  ///< the person has spoken
    Instant at;          ///< the provider's time
};

/// The event speaks of one that is not here. `wanted` empty: it does not wait.
struct Wait {
    std::vector<EventKey> wanted;
    Instant until;
};

/// How long a message may be held for what follows. Source: DESIGN 8.
constexpr std::chrono::seconds kLongestHold{20};

/// What an event waits for that waits for the next message of `sender`: no event has it as its key.
inline EventKey nextOf(const BlindIndex& sender) {
    return {sender.bytes};
}

/// The event is held for what its sender may say next.
struct SeenAfter {
    store::EventRow event;
    std::size_t count = 0;  ///< events after it that were not decided
};

struct Plan {
    EventId event;
    TenantId tenant;
    store::EventOutcome outcome;
    OrderKey order;
    Instant messageAt;  ///< the provider's time
    EventKey key;       ///< what waits for it is queued again
    Wait wait;
    std::optional<SeenAfter> seenAfter{};
    std::optional<EventKey> alsoReleases{};    ///< what waits for the same and no longer must
    std::vector<store::Incident> incidents{};  ///< that concern no item of this plan
    std::optional<ProgressStep> progress{};
    std::optional<PlannedAlarm> alarm{};
    std::optional<EventKey> newVersionOf{};  ///< the event is an edit of this message
    std::optional<store::MergeProposal> mergeProposal{};

    std::optional<store::PersonRow> newPerson;
    std::optional<NewGroup> newGroup{};
    std::vector<store::AttributeRow> newAttributes;
    std::vector<store::AttributeId> endedAttributes;
    std::vector<BlindIndex> senders;  ///< to be attached to the person
    std::optional<store::ConversationRow> newConversation;
    std::optional<store::EpisodeRow> newEpisode;
    std::optional<EpisodeId> touchedEpisode;
    std::optional<EpisodeId> reopenedEpisode;
    std::vector<store::TimelineMark> marks{};  ///< of the new episode
    std::optional<Turn> turn{};
    std::optional<Placement> placement;
    std::vector<PlannedAlias> aliases;

    std::vector<BlindIndex> stopIndexes;  ///< relied on: where stops of the sender may stand, and
    std::size_t seenStops = 0;            ///< how many were in force for them and the person
    ConsentChange consent;

    std::vector<PlannedItem> items;
    std::vector<ledger::EntryFields>
        entries;  ///< written after the items; subject and seq are set then
    std::shared_ptr<const KeyedHash>
        subjectKey;  ///< the person's ledger key, opened; null when nobody is meant
};

}  // namespace bowline::pipeline
