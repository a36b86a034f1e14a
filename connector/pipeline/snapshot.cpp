#include "connector/pipeline/snapshot.h"

#include "connector/detect/phone_identity.h"
#include "connector/detect/sender_index.h"
#include "connector/pipeline/neighbour_reader.h"
#include "connector/pipeline/person_reader.h"
#include "connector/pipeline/plan.h"
#include "connector/store/event_waits.h"
#include "connector/store/journal.h"
#include "connector/store/links.h"
#include "connector/store/senders.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

constexpr std::int64_t kMostPast = 5;  // tickets that a new one names: features.md A26

using store::Database;

class Reader {
public:
    Reader(
        Database& db,
        const Parts& parts,
        const KeyedHash& blindIndexes,
        const DestinationKeys& destinationKeys
    )
        : db_(db),
          parts_(parts),
          persons_(db, parts.tenant, parts.openKeys),
          rules_(parts.active.with([](const ActiveRules& active) { return active.rules; })),
          blindIndexes_(blindIndexes),
          destinationKeys_(destinationKeys) {}

    Snapshot read(const store::EventRow& row, const Event& event) {
        const Sender& sender = *senderOf(event);
        Snapshot seen;
        readIdentity(seen, event);
        if (seen.choice.person)
            readPerson(seen, *seen.choice.person);
        if (event.group)
            readGroup(seen, *event.group);
        if (const auto party = seen.party())
            readParty(seen, *party, row.channel);
        if (seen.conversation)
            readTarget(seen, event);
        readTickets(seen);
        if (row.sender && (stages::readsNeighbours(event) || waitsBefore(*row.sender)))
            readNeighbours(seen, row, event);
        seen.personKey = persons_.openKey(seen.person ? seen.person->keyId : row.keyId);
        seen.stopIndexes = detect::stopIndexesOf(sender, blindIndexes_);
        seen.stops = stopsFor(db_, parts_.tenant, seen.stopIndexes, seen.choice.person);
        return seen;
    }

private:
    void readPerson(Snapshot& seen, const PersonId& id) {
        seen.person = store::Persons(db_).find(parts_.tenant, id);
        seen.isBlocked = persons_.isBlocked(id);
        seen.aliases = persons_.aliasesOf(id, *rules_);
        seen.known = persons_.valuesOf(id);
    }

    /// Its row was written when the event was decoded.
    void readGroup(Snapshot& seen, const ProviderId& group) {
        const auto index = detect::indexOfGroup(group, blindIndexes_);
        const auto rows = store::Senders(db_).find(parts_.tenant, {&index, 1});
        if (rows.empty())
            throw Error("pipeline: the group of an event is unknown", "restore the store");
        seen.group = SeenGroup{index, rows.front().keyId, rows.front().person};
    }

    void readParty(Snapshot& seen, const PersonId& party, const ChannelId& channel) {
        seen.partyAliases = seen.group ? persons_.aliasesOf(party, *rules_) : seen.aliases;
        seen.isBlocked = seen.isBlocked || persons_.isBlocked(party);
        seen.conversation = store::Conversations(db_).find(parts_.tenant, party, channel);
        readEpisodes(seen, party);
    }

    void readEpisodes(Snapshot& seen, const PersonId& party) {
        store::Episodes episodes(db_);
        const auto id = seen.conversation ? std::optional(seen.conversation->id) : std::nullopt;
        if (const auto other = episodes.openElsewhere(parts_.tenant, party, id))
            seen.episodes.elsewhere = other->id;
        if (!id)
            return;
        if (const auto history = episodes.history(parts_.tenant, *id)) {
            seen.episodes.history = history->id;
            seen.openedBy.emplace(history->id, history->route);
        }
        const auto newest = episodes.newest(parts_.tenant, *id);
        if (newest)
            seen.openedBy.emplace(newest->id, newest->route);
        if (newest && newest->closedAt)
            seen.episodes.last = {newest->id, *newest->closedAt};
        else if (newest)
            seen.episodes.open = newest->id;
    }

    void readTarget(Snapshot& seen, const Event& event) {
        auto target =
            TargetReader(db_, parts_.tenant, parts_.openKeys, seen.conversation->id).read(event);
        if (!target)
            return;
        seen.target = std::move(target->event);
        seen.targetKey = std::move(target->message);
        seen.episodes.target = target->episode;
        if (target->episode)
            seen.openedBy.emplace(*target->episode, target->route);
        seen.episodes.targetClosedAt = target->closedAt;
    }

    /// Only a ticket that is about to be opened continues another one.
    void readTickets(Snapshot& seen) {
        const auto& [open, last, elsewhere, history, target, closedAt] = seen.episodes;
        if (open)
            return;
        const auto lastId = last ? std::optional(last->id) : std::nullopt;
        if (const auto party = seen.party())
            seen.past = store::Episodes(db_).ofPerson(parts_.tenant, *party, kMostPast);
        for (const auto& [destination, alias] : seen.partyAliases) {
            for (const auto& episode : {lastId, elsewhere, target}) {
                if (episode)
                    readTicket(seen, destination, *episode);
            }
            for (const auto& episode : seen.past)
                readTicket(seen, destination, episode.id);
        }
    }

    void readTicket(Snapshot& seen, const DestinationId& destination, const EpisodeId& episode) {
        const auto key = objectKey(destinationKeys_(destination), "ticket", episode.bytes());
        auto link =
            store::Links(db_).find(parts_.tenant, destination, store::LinkKind::Ticket, key);
        if (link)
            seen.tickets.emplace(std::pair(destination, episode), std::move(link->remoteId));
    }

    /// Something of the sender's is held: whatever follows it must not overtake it.
    bool waitsBefore(const BlindIndex& sender) {
        return store::EventWaits(db_).isWanted(nextOf(sender));
    }

    void readNeighbours(Snapshot& seen, const store::EventRow& row, const Event& event) {
        NeighbourReader reader(db_, parts_.tenant, parts_.openKeys);
        seen.neighbours = reader.read(row, event);
        seen.shown = reader.shownOf(seen.neighbours);
        seen.waitingAfter = reader.waitingAfter(row);
        seen.receivedAt = store::Journal(db_).receivedAt(row.journalSeq);
    }

    void readIdentity(Snapshot& seen, const Event& event) {
        IdentityReader reader(db_, parts_.tenant, blindIndexes_);
        seen.identifiers = reader.identifiersOf(*senderOf(event));
        seen.choice = stages::choosePerson(reader.viewOf(seen.identifiers));
        if (const auto* identity = std::get_if<IdentityUpdate>(&event.body))
            seen.news = reader.newsOf(*identity, seen.identifiers, seen.choice.person);
        const auto other = otherOf(seen);
        seen.isProposed =
            other && seen.choice.person && reader.isProposed(*seen.choice.person, *other);
    }

    Database& db_;
    const Parts& parts_;
    PersonReader persons_;
    RuleSetPtr rules_;
    const KeyedHash& blindIndexes_;
    const DestinationKeys& destinationKeys_;
};

}  // namespace

std::vector<BlindIndex> Snapshot::indexes() const {
    std::vector<BlindIndex> all;
    for (const auto& identifier : identifiers)
        all.push_back(identifier.index);
    return all;
}

std::optional<PersonId> Snapshot::party() const {
    return group ? group->party : choice.person;
}

std::string Snapshot::ticketAt(const DestinationId& destination, const EpisodeId& episode) const {
    const auto found = tickets.find({destination, episode});
    return found == tickets.end() ? std::string() : found->second;
}

std::optional<PersonId> otherOf(const Snapshot& seen) {
    return seen.choice.other ? seen.choice.other : seen.news.other;
}

std::vector<store::Stop> stopsFor(
    store::Database& db,
    const TenantId& tenant,
    const std::vector<BlindIndex>& indexes,
    const std::optional<PersonId>& person
) {
    auto stops = store::Stops(db).activeFor(tenant, indexes);
    if (!person)
        return stops;
    for (auto& other : store::Stops(db).activeFor(tenant, *person)) {
        const bool known = std::ranges::any_of(stops, [&](const store::Stop& stop) {
            return stop.sender == other.sender && stop.journalSeq == other.journalSeq &&
                   stop.purpose == other.purpose;
        });
        if (!known)
            stops.push_back(std::move(other));
    }
    return stops;
}

Snapshot readSnapshot(
    store::Database& reader,
    const Parts& parts,
    const store::EventRow& row,
    const Event& event,
    const KeyedHash& blindIndexes,
    const DestinationKeys& destinationKeys
) {
    return store::inSnapshot(reader, [&] {
        return Reader(reader, parts, blindIndexes, destinationKeys).read(row, event);
    });
}

}  // namespace bowline::pipeline
