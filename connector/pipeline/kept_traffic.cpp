#include "connector/pipeline/kept_traffic.h"

#include "connector/base/error.h"
#include "connector/pipeline/person_reader.h"
#include "connector/pipeline/target_reader.h"
#include "connector/stages/person_values.h"
#include "connector/store/conversations.h"
#include "connector/store/episodes.h"
#include "connector/store/links.h"
#include "connector/store/sealing_keys.h"

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
    if (!decided.person || !decided.conversation)
        return std::nullopt;
    const auto hasKey = [&](const KeyId& id) {
        return openKeys_.get(id, [&](const KeyId& wanted) {
            return store::SealingKeys(db_).find(wanted);
        }) != nullptr;
    };
    const auto party = store::Conversations(db_).partyOf(tenant_, *decided.conversation);
    if (!party || !hasKey(decided.row.keyId))
        return std::nullopt;
    auto event = openEvent(tenant_, openKeys_, db_, decided.row);
    PersonReader persons(db_, tenant_, openKeys_);
    KeptMessage message;
    message.person = stages::withSender(persons.valuesOf(*decided.person), event);
    if (auto target = TargetReader(db_, tenant_, openKeys_, *decided.conversation).read(event))
        message.target = std::move(target->event);
    message.aliases = persons.aliasesOf(*party, rules_);
    if (event.group)
        message.authors = persons.aliasesOf(*decided.person, rules_);
    if (decided.episode) {
        if (const auto episode = store::Episodes(db_).find(tenant_, *decided.episode))
            message.openedBy = episode->route;
    }
    message.placed = placed(decided, std::move(event), *party);
    return message;
}

stages::Placed KeptTraffic::placed(
    const store::DecidedEvent& decided, Event event, const PersonId& party
) {
    stages::Placed placed;
    placed.region = stages::regionOfSender(event);
    placed.event = std::move(event);
    placed.person = *decided.person;
    placed.party = party;
    placed.conversation = *decided.conversation;
    if (!decided.episode) {
        placed.newEpisode = true;
        return placed;
    }
    placed.episode = *decided.episode;
    const auto episode = store::Episodes(db_).find(tenant_, placed.episode);
    // Both times are of the plan that opened it.
    placed.newEpisode = episode && episode->openedAt == decided.at;
    return placed;
}

stages::DestinationView KeptTraffic::viewAt(
    const KeptMessage& message, const DestinationId& destination
) {
    const auto& hash = keysFor(destination);
    const auto& placed = message.placed;
    stages::DestinationView view;
    view.alias = aliasIn(message.aliases, destination);
    if (placed.event.group)
        view.author = aliasIn(message.authors, destination);
    view.keys = {
        objectKey(hash, "contact", placed.party.bytes()),
        objectKey(hash, "ticket", placed.episode.bytes()),
        objectKey(hash, "message", placed.event.id.bytes())};
    view.tokens = {
        std::string(asText(hash.ofFields({"tokens", placed.conversation.bytes()}))),
        std::string(asText(hash.ofFields({"tokens"})))};
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
