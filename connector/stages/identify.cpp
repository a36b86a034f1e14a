#include "connector/stages/identify.h"

namespace bowline::stages {

namespace {

IdentityChoice byBsuid(const IdentityView& view) {
    IdentityChoice choice{.person = view.byBsuid};
    choice.conflict = view.byPhone && view.byPhone != view.byBsuid;
    choice.attachPhone = view.hasPhone && !view.byPhone;
    return choice;
}

IdentityChoice newPerson(const IdentityView& view) {
    return {
        .person = std::nullopt,
        .attachPhone = view.hasPhone && !view.byPhone,
        .attachBsuid = view.hasBsuid,
        .conflict = view.byPhone.has_value()};
}

}  // namespace

IdentityChoice choosePerson(const IdentityView& view) {
    if (view.byBsuid)
        return byBsuid(view);
    // A number that came with a BSUID its owner does not have was given to somebody else.
    const bool recycled = view.hasBsuid && view.phoneOwnerHasOtherBsuid;
    if (!view.byPhone || recycled)
        return newPerson(view);
    return {.person = view.byPhone, .attachBsuid = view.hasBsuid};
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
    placed.newEpisode = view.episode.placement == Placement::New;
    placed.person = choice.person.value_or(fresh.person);
    placed.conversation = view.conversation.value_or(fresh.conversation);
    placed.episode = view.episode.episode.value_or(fresh.episode);
    if (view.changed)
        event.order = behind(event.order, *view.changed);
    else
        placed.late = view.lastPlaced && event.order < *view.lastPlaced;
    placed.region = std::move(region);
    placed.event = std::move(event);
    return placed;
}

}  // namespace bowline::stages
