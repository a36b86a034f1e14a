// What the store knows about one event's sender at one moment: all that the stages need, with the
// versions that the plan relies on.
#pragma once

#include "connector/pipeline/destination_keys.h"
#include "connector/pipeline/identity_reader.h"
#include "connector/pipeline/parts.h"
#include "connector/pipeline/target_reader.h"
#include "connector/stages/identify.h"
#include "connector/stages/neighbours.h"
#include "connector/stages/render.h"
#include "connector/store/conversations.h"
#include "connector/store/episodes.h"
#include "connector/store/events.h"
#include "connector/store/persons.h"
#include "connector/store/stops.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::pipeline {

/// The group in which the event was said.
struct SeenGroup {
    BlindIndex index;
    KeyId keyId;
    std::optional<PersonId> party;  ///< nothing before its first event
};

struct Snapshot {
    std::vector<Identifier> identifiers;
    IdentityNews news;
    stages::IdentityChoice choice;
    bool isProposed = false;  ///< a human was asked about the other person before
    std::optional<store::PersonRow> person;
    stages::PersonValues known;  ///< opened attributes of the person
    bool isBlocked = false;      ///< an operator wants nothing of hers, or of the group, shown
    std::optional<SeenGroup> group;
    std::optional<store::ConversationRow> conversation;
    stages::EpisodeView episodes;
    std::map<EpisodeId, std::string> openedBy;  ///< id of the route rule; of the episodes above
    /// That the event refers to, opened; decided before. The newest version of an edited message.
    std::optional<Event> target;
    std::optional<EventKey> targetKey;             ///< of the message itself, whatever its version
    std::vector<BlindIndex> stopIndexes;           ///< under which a stop of the sender may stand
    std::vector<store::Stop> stops;                ///< in force for the sender or the person
    std::map<DestinationId, std::string> aliases;  ///< of the person
    std::map<DestinationId, std::string> partyAliases;  ///< of whom the ticket is with
    std::vector<store::EpisodeRow> past;  ///< of whom a new ticket would be with, newest first
    /// What the destinations call the tickets that a new one could continue, and the past ones.
    std::map<std::pair<DestinationId, EpisodeId>, std::string> tickets;
    stages::Neighbours neighbours;  ///< empty when they cannot change what is found
    std::size_t waitingAfter = 0;   ///< events of the sender, or in the group, that come after it
    Instant receivedAt;             ///< the event's body; of an event that reads its neighbours
    std::map<DestinationId, std::vector<stages::ShownEntry>> shown;  ///< of the neighbours before
    vault::SealingKeyPtr personKey;  ///< the sender's own when the person is new

    [[nodiscard]] std::vector<BlindIndex> indexes() const;
    /// Whose conversation it is: the person's, or the group's. Nothing while it is new.
    [[nodiscard]] std::optional<PersonId> party() const;
    /// Empty when the destination has none, or none yet.
    [[nodiscard]] std::string ticketAt(const DestinationId& destination, const EpisodeId& episode)
        const;
};

/// Somebody else to whom an identifier of this event points.
std::optional<PersonId> otherOf(const Snapshot& seen);

/// Stops in force for the identifiers and the person, each once. Asked again when the plan is
/// applied.
std::vector<store::Stop> stopsFor(
    store::Database& db,
    const TenantId& tenant,
    const std::vector<BlindIndex>& indexes,
    const std::optional<PersonId>& person
);

/// Reads all of it from one moment of the store. `row` is the event's own row; the event has a
/// sender.
Snapshot readSnapshot(
    store::Database& reader,
    const Parts& parts,
    const store::EventRow& row,
    const Event& event,
    const KeyedHash& blindIndexes,
    const DestinationKeys& destinationKeys
);

}  // namespace bowline::pipeline
