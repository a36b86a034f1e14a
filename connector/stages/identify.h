// Whose event is it, and which ticket does it belong to? Pure: what the store knows comes in as a
// view, what is new gets the fresh ids that the caller drew.
#pragma once

#include "connector/stages/episode_choice.h"
#include "connector/stages/passage.h"

#include <optional>

namespace bowline::stages {

/// What the store knows of the sender's identifiers.
struct IdentityView {
    bool hasPhone = false;  ///< the sender came with a number, with a BSUID, with a parent id
    bool hasBsuid = false;
    bool hasParent = false;
    std::optional<PersonId> byPhone{};  ///< live owner of the number or of one of its variants
    std::optional<PersonId> byBsuid{};
    std::optional<PersonId> byParent{};
    bool phoneOwnerHasOtherBsuid = false;  ///< the number's owner is known under a different BSUID
};

struct IdentityChoice {
    std::optional<PersonId> person{};  ///< nothing: a new one
    bool attachPhone = false;          ///< the number becomes an attribute of the person
    bool attachBsuid = false;
    bool attachParent = false;
    /// Somebody else to whom one of the identifiers points; nothing merges by itself.
    std::optional<PersonId> other{};
    friend bool operator==(const IdentityChoice&, const IdentityChoice&) = default;
};

/// Within one business portfolio the BSUID wins over the number (a number changes hands, a BSUID
/// does not); then the parent id, which several portfolios of an enterprise share.
IdentityChoice choosePerson(const IdentityView& view);

/// What the store knows of the conversation on this channel: of the chosen person's, or when the
/// event was said in a group, of the group's.
struct ConversationView {
    std::optional<ConversationId> conversation{};
    std::optional<OrderKey> lastPlaced{};
    EpisodeChoice episode{};
    std::optional<OrderKey> changed{};  ///< where the message stands that the event changes
    std::optional<PersonId> group{};    ///< of an event that was said in one; nothing: a new one
};

/// Ids for what may have to be made; unused ones are dropped.
struct FreshIds {
    PersonId person;
    PersonId group;
    ConversationId conversation;
    EpisodeId episode;
};

Placed place(
    Event event,
    const IdentityChoice& choice,
    const ConversationView& view,
    const FreshIds& fresh,
    std::string region
);

}  // namespace bowline::stages
