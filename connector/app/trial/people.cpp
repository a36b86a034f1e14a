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
    person.ids = {newId<PersonId>(), newId<ConversationId>(), newId<EpisodeId>()};
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

stages::Placed TrialPeople::place(const Event& event, TrialPerson& person) {
    stages::IdentityChoice choice;
    stages::ConversationView view;
    if (person.lastPlaced) {
        choice.person = person.ids.person;
        view.conversation = person.ids.conversation;
        view.lastPlaced = person.lastPlaced;
        view.episode.placement = stages::Placement::Append;
        view.episode.episode = person.ids.episode;
    }
    auto placed = stages::place(event, choice, view, person.ids, stages::regionOfSender(event));
    person.lastPlaced = std::max(person.lastPlaced.value_or(event.order), event.order);
    person.known = stages::withSender(std::move(person.known), event);
    person.known.providerIds.clear();
    return placed;
}

}  // namespace bowline::app
