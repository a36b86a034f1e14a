#include "connector/app/trial/people.h"

#include "connector/base/random_id.h"
#include "connector/base/text.h"
#include "connector/detect/sender_index.h"
#include "connector/stages/person_values.h"
#include "connector/vault/alias.h"

#include <algorithm>

namespace bowline::app {

namespace {

std::string drawKey() {
    return toHex(randomBytes(16));
}

TrialPerson drawPerson() {
    TrialPerson person;
    person.alias = vault::drawAlias();
    const auto id = newId<PersonId>();
    person.ids = {id, id, newId<ConversationId>(), newId<EpisodeId>()};
    person.contactKey = drawKey();
    person.ticketKey = drawKey();
    return person;
}

}  // namespace

TrialPerson& TrialPeople::personOf(const Sender& sender) {
    const auto indexes = detect::stopIndexesOf(sender, blindIndexes_);
    const auto known =
        std::ranges::find_if(indexes, [&](const auto& index) { return byIndex_.contains(index); });
    auto& person =
        known != indexes.end() ? *byIndex_.at(*known) : people_.emplace_back(drawPerson());
    for (const auto& index : indexes) {
        if (byIndex_.emplace(index, &person).second)
            person.indexes.push_back(index);
    }
    return person;
}

TrialPerson& TrialPeople::partyOf(const Event& event, TrialPerson& person) {
    if (!event.group)
        return person;
    const auto index = detect::indexOfGroup(*event.group, blindIndexes_);
    const auto known = groups_.find(index);
    return known != groups_.end() ? known->second
                                  : groups_.emplace(index, drawPerson()).first->second;
}

stages::Placed TrialPeople::place(const Event& event, TrialPerson& person, TrialPerson& party) {
    stages::IdentityChoice choice;
    stages::ConversationView view;
    choice.person = person.ids.person;
    view.group = party.ids.group;
    if (party.lastPlaced) {
        view.conversation = party.ids.conversation;
        view.lastPlaced = party.lastPlaced;
        view.episode.placement = stages::Placement::Append;
        view.episode.episode = party.ids.episode;
    }
    const bool isFirst = person.known.phones.empty() && person.known.bsuids.empty();
    auto placed = stages::place(event, choice, view, party.ids, stages::regionOfSender(event));
    placed.newPerson = isFirst;
    party.lastPlaced = std::max(party.lastPlaced.value_or(event.order), event.order);
    person.known = stages::withSender(std::move(person.known), event);
    person.known.providerIds.clear();
    return placed;
}

}  // namespace bowline::app
