#include "connector/stages/identify.h"

namespace bowline::stages {

namespace {

/// The number's owner, unless the number was given to somebody else since: it came with a BSUID
/// that its owner does not have.
std::optional<PersonId> ownerOfNumber(const IdentityView& view) {
    return view.hasBsuid && view.phoneOwnerHasOtherBsuid ? std::nullopt : view.byPhone;
}

}  // namespace

IdentityChoice choosePerson(const IdentityView& view) {
    IdentityChoice choice;
    for (const auto& owner : {view.byBsuid, view.byParent, ownerOfNumber(view)}) {
        if (!choice.person)
            choice.person = owner;
    }
    for (const auto& owner : {view.byPhone, view.byParent}) {
        if (owner && owner != choice.person)
            choice.other = owner;
    }
    choice.attachPhone = view.hasPhone && !view.byPhone;
    choice.attachBsuid = view.hasBsuid && !view.byBsuid;
    choice.attachParent = view.hasParent && !view.byParent;
    return choice;
}

namespace {

/// A change that arrived before its message is told after it.
OrderKey behind(const OrderKey& own, const OrderKey& target) {
    return own > target ? own
                        : OrderKey{target.providerSecond, target.journalSeq, target.position + 1};
}

}  // namespace

Placed place(
    Event event,
    const IdentityChoice& choice,
    const ConversationView& view,
    const FreshIds& fresh,
    std::string region
) {
    Placed placed;
    placed.newPerson = !choice.person;
    placed.newConversation = !view.conversation;
    placed.newEpisode =
        view.episode.placement == Placement::New || view.episode.placement == Placement::NewClosed;
    placed.staysClosed = view.episode.placement == Placement::AppendClosed ||
                         view.episode.placement == Placement::NewClosed;
    placed.person = choice.person.value_or(fresh.person);
    placed.newParty = event.group ? !view.group : placed.newPerson;
    placed.party = event.group ? view.group.value_or(fresh.group) : placed.person;
    placed.conversation = view.conversation.value_or(fresh.conversation);
    placed.episode = view.episode.episode.value_or(fresh.episode);
    placed.follows = view.episode.follows;
    if (view.changed)
        event.order = behind(event.order, *view.changed);
    else if (!isImported(event))
        placed.late = view.lastPlaced && event.order < *view.lastPlaced;
    placed.region = std::move(region);
    placed.event = std::move(event);
    return placed;
}

}  // namespace bowline::stages
