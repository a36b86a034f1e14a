#include "connector/app/trial/people.h"

#include "connector/base/random_id.h"
#include "connector/base/text.h"
#include "connector/detect/sender_index.h"
#include "connector/stages/person_values.h"
#include "connector/vault/alias.h"

#include <algorithm>

namespace bowline::app {

namespace {

bool overlap(const std::vector<BlindIndex>& a, const std::vector<BlindIndex>& b) {
    return std::ranges::find_first_of(a, b) != a.end();
}

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
    auto found = std::ranges::find_if(people_, [&](const TrialPerson& person) {
        return overlap(person.indexes, indexes);
    });
    auto& person = found != people_.end() ? *found : people_.emplace_back(drawPerson());
    for (const auto& index : indexes) {
        if (std::ranges::find(person.indexes, index) == person.indexes.end())
            person.indexes.push_back(index);
    }
    return person;
}

stages::Placed TrialPeople::place(const Event& event, TrialPerson& person) {
    stages::IdentityChoice choice;
    stages::ConversationView view;
    if (person.lastPlaced) {
        choice.person = person.ids.person;
        view = {person.ids.conversation, person.lastPlaced, person.ids.episode};
    }
    auto placed = stages::place(event, choice, view, person.ids, stages::regionOfSender(event));
    person.lastPlaced = std::max(person.lastPlaced.value_or(event.order), event.order);
    person.known = stages::withSender(std::move(person.known), event);
    person.known.providerIds.clear();
    return placed;
}

}  // namespace bowline::app
