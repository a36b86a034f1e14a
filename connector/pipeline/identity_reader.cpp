#include "connector/pipeline/identity_reader.h"

#include "connector/detect/sender_index.h"
#include "connector/store/merge_proposals.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

bool replaces(const Identifier& gained, const Identifier& old) {
    return gained.kind() == old.kind() && gained.isParent == old.isParent;
}

}  // namespace

std::vector<Identifier> IdentityReader::identifiersOf(const Sender& sender) const {
    std::vector<Identifier> identifiers;
    const auto add = [&](const auto& value, bool isParent) {
        if (value)
            identifiers.push_back({*value, detect::indexOf(*value, blindIndexes_), isParent});
    };
    add(sender.phone, false);
    add(sender.bsuid, false);
    add(sender.parent, true);
    return identifiers;
}

stages::IdentityView IdentityReader::viewOf(const std::vector<Identifier>& identifiers) {
    stages::IdentityView view;
    for (const auto& identifier : identifiers) {
        auto owner = ownerOf(identifier);
        if (identifier.kind() == IdentityKind::Phone)
            view.byPhone = owner, view.hasPhone = true;
        else if (identifier.isParent)
            view.byParent = owner, view.hasParent = true;
        else
            view.byBsuid = owner, view.hasBsuid = true;
    }
    view.phoneOwnerHasOtherBsuid =
        view.hasBsuid && view.byPhone && !view.byBsuid && hasUserId(*view.byPhone);
    return view;
}

IdentityNews IdentityReader::newsOf(
    const IdentityUpdate& identity,
    const std::vector<Identifier>& old,
    const std::optional<PersonId>& person
) {
    IdentityNews news;
    for (auto& identifier : identifiersOf(identity.now)) {
        const auto owner = ownerOf(identifier);
        if (owner && owner != person)
            news.other = owner;
        if (!owner)
            news.gained.push_back(std::move(identifier));
    }
    if (!person)
        return news;
    for (const auto& row : store::Persons(db_).attributesOf(tenant_, *person)) {
        const bool isOver = std::ranges::any_of(old, [&](const Identifier& was) {
            return row.index == was.index &&
                   std::ranges::any_of(news.gained, [&](const Identifier& gained) {
                       return replaces(gained, was);
                   });
        });
        if (isOver)
            news.lost.push_back(row.id);
    }
    return news;
}

bool IdentityReader::isProposed(const PersonId& person, const PersonId& other) {
    return store::MergeProposals(db_).isProposed(tenant_, person, other);
}

std::optional<PersonId> IdentityReader::ownerOf(IdentityKind kind, const BlindIndex& index) {
    const auto person = store::Persons(db_).findByIndex(tenant_, kind, index);
    return person ? std::optional(person->id) : std::nullopt;
}

std::optional<PersonId> IdentityReader::ownerOf(const Identifier& identifier) {
    const auto* number = std::get_if<Phone>(&identifier.value);
    if (number == nullptr)
        return ownerOf(IdentityKind::Bsuid, identifier.index);
    for (const auto& index : detect::variantIndexesOf(*number, blindIndexes_)) {
        if (auto owner = ownerOf(IdentityKind::Phone, index))
            return owner;
    }
    return std::nullopt;
}

bool IdentityReader::hasUserId(const PersonId& person) {
    const auto attributes = store::Persons(db_).attributesOf(tenant_, person);
    return std::ranges::any_of(attributes, [](const store::AttributeRow& row) {
        return std::holds_alternative<vault::Sealed<Bsuid>>(row.value);
    });
}

}  // namespace bowline::pipeline
