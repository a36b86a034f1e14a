#include "connector/pipeline/kept_traffic.h"

#include "connector/pipeline/neighbour_reader.h"
#include "connector/pipeline/person_reader.h"
#include "connector/pipeline/target_reader.h"
#include "connector/stages/person_values.h"
#include "connector/store/conversations.h"
#include "connector/store/episodes.h"
#include "connector/store/links.h"
#include "connector/vault/key_destroyed.h"

namespace bowline::pipeline {

namespace {

constexpr std::string_view kNoAlias = "New-Alias-00";  // of a destination that has not met her

std::string aliasIn(
    const std::map<DestinationId, std::string>& aliases, const DestinationId& destination
) {
    const auto found = aliases.find(destination);
    return found == aliases.end() ? std::string(kNoAlias) : found->second;
}

}  // namespace

KeptTraffic::KeptTraffic(
    store::Database& db,
    const TenantId& tenant,
    const vault::Keys& keys,
    vault::KeyCache& openKeys,
    const RuleSet& rules
)
    : db_(db), tenant_(tenant), keys_(keys), openKeys_(openKeys), rules_(rules) {}

std::optional<KeptMessage> KeptTraffic::open(const store::DecidedEvent& decided) {
    const auto party = decided.person && decided.conversation
                           ? store::Conversations(db_).partyOf(tenant_, *decided.conversation)
                           : std::nullopt;
    if (!party)
        return std::nullopt;
    try {
        return opened(decided, *party);
    } catch (const vault::KeyDestroyed&) {
        return std::nullopt;  // hers, or that of the message it answers
    }
}

KeptMessage KeptTraffic::opened(const store::DecidedEvent& decided, const PersonId& party) {
    auto event = openEvent(tenant_, openKeys_, db_, decided.row);
    PersonReader persons(db_, tenant_, openKeys_);
    KeptMessage message;
    message.id = decided.row.id;
    message.person = stages::withSender(persons.valuesOf(*decided.person), event);
    if (auto target = TargetReader(db_, tenant_, openKeys_, *decided.conversation).read(event))
        message.target = std::move(target->event);
    if (stages::readsNeighbours(event))
        message.neighbours = NeighbourReader(db_, tenant_, openKeys_).read(decided.row, event);
    message.aliases = persons.aliasesOf(party, rules_);
    if (event.group)
        message.authors = persons.aliasesOf(*decided.person, rules_);
    const auto episode =
        decided.episode ? store::Episodes(db_).find(tenant_, *decided.episode) : std::nullopt;
    message.openedBy = episode ? episode->route : std::string();
    auto& placed = message.placed;
    placed.region = stages::regionOfSender(event);
    placed.event = std::move(event);
    placed.person = *decided.person;
    placed.party = party;
    placed.conversation = *decided.conversation;
    placed.episode = decided.episode.value_or(EpisodeId{});
    // Both times are of the plan that opened it; what no ticket got would open one.
    placed.newEpisode = !episode || episode->openedAt == decided.at;
    return message;
}

stages::DestinationView KeptTraffic::viewAt(
    const KeptMessage& message, const DestinationId& destination
) {
    auto view = keyedView(keysFor(destination), message.placed, message.id);
    view.alias = aliasIn(message.aliases, destination);
    if (message.placed.event.group)
        view.author = aliasIn(message.authors, destination);
    return view;
}

std::string KeptTraffic::ticketAt(const KeptMessage& message, const DestinationId& destination) {
    const auto key = objectKey(keysFor(destination), "ticket", message.placed.episode.bytes());
    const auto link = store::Links(db_).find(tenant_, destination, store::LinkKind::Ticket, key);
    return link ? link->remoteId : std::string();
}

const KeyedHash& KeptTraffic::keysFor(const DestinationId& destination) {
    const auto found = destinationKeys_.find(destination);
    if (found != destinationKeys_.end())
        return found->second;
    auto hash = keys_.hashFor(vault::HashUse::DestinationKey, tenant_, destination.str());
    return destinationKeys_.emplace(destination, std::move(hash)).first->second;
}

}  // namespace bowline::pipeline
