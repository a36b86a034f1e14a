#include "connector/pipeline/snapshot.h"

#include "connector/detect/phone_identity.h"
#include "connector/detect/sender_index.h"
#include "connector/store/aliases.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

using store::AttributeRow;
using store::Database;

class Reader {
public:
    Reader(Database& db, const Parts& parts, const KeyedHash& blindIndexes)
        : db_(db), parts_(parts), blindIndexes_(blindIndexes) {}

    Snapshot read(const store::EventRow& row, const Sender& sender) {
        Snapshot seen;
        seen.identifiers = identifiersOf(sender);
        seen.choice = stages::choosePerson(identityOf(sender, seen.identifiers));
        if (seen.choice.person)
            readPerson(seen, *seen.choice.person);
        if (seen.person)
            readConversation(seen, row.channel);
        seen.personKey = openKey(seen.person ? seen.person->keyId : row.keyId);
        readAttributes(seen);
        seen.stopIndexes = detect::stopIndexesOf(sender, blindIndexes_);
        seen.stops = stopsFor(db_, parts_.tenant, seen.stopIndexes, seen.choice.person);
        return seen;
    }

private:
    std::optional<PersonId> ownerOf(IdentityKind kind, const BlindIndex& index) {
        const auto person = store::Persons(db_).findByIndex(parts_.tenant, kind, index);
        return person ? std::optional(person->id) : std::nullopt;
    }

    std::vector<Identifier> identifiersOf(const Sender& sender) {
        const auto indexes = detect::indexesOf(sender, blindIndexes_);
        std::vector<Identifier> identifiers;
        if (sender.phone)
            identifiers.push_back({IdentityKind::Phone, indexes.front()});
        if (sender.bsuid)
            identifiers.push_back({IdentityKind::Bsuid, indexes.back()});
        return identifiers;
    }

    stages::IdentityView identityOf(
        const Sender& sender, const std::vector<Identifier>& identifiers
    ) {
        stages::IdentityView view;
        view.hasPhone = sender.phone.has_value();
        view.hasBsuid = sender.bsuid.has_value();
        if (view.hasPhone)
            view.byPhone = ownerOfNumber(*sender.phone);
        if (view.hasBsuid)
            view.byBsuid = ownerOf(IdentityKind::Bsuid, identifiers.back().index);
        view.phoneOwnerHasOtherBsuid =
            view.hasBsuid && view.byPhone && !view.byBsuid && hasBsuid(*view.byPhone);
        return view;
    }

    std::optional<PersonId> ownerOfNumber(const Phone& number) {
        for (const auto& index : detect::variantIndexesOf(number, blindIndexes_)) {
            if (auto owner = ownerOf(IdentityKind::Phone, index))
                return owner;
        }
        return std::nullopt;
    }

    bool hasBsuid(const PersonId& person) {
        const auto attributes = store::Persons(db_).attributesOf(parts_.tenant, person);
        return std::ranges::any_of(attributes, [](const AttributeRow& row) {
            return std::holds_alternative<vault::Sealed<Bsuid>>(row.value);
        });
    }

    void readPerson(Snapshot& seen, const PersonId& id) {
        seen.person = store::Persons(db_).find(parts_.tenant, id);
        for (const auto& [destination, mapping] :
             parts_.active.with([](const ActiveRules& a) { return a; }).rules->mappings) {
            auto alias = store::Aliases(db_).find(parts_.tenant, destination, id);
            if (alias)
                seen.aliases.emplace(destination, std::move(*alias));
        }
    }

    void readConversation(Snapshot& seen, const ChannelId& channel) {
        seen.conversation = store::Conversations(db_).find(parts_.tenant, seen.person->id, channel);
        if (!seen.conversation)
            return;
        auto newest = store::Episodes(db_).newest(parts_.tenant, seen.conversation->id);
        if (newest && !newest->closedAt)
            seen.episode = std::move(newest);
    }

    vault::SealingKeyPtr openKey(const KeyId& id) {
        auto key = parts_.openKeys.get(id, [&](const KeyId& wanted) {
            return store::SealingKeys(db_).find(wanted);
        });
        if (!key)
            throw Error(
                "pipeline: the key of a person was destroyed",
                "the person was erased; nothing to do"
            );
        return key;
    }

    void readAttributes(Snapshot& seen) {
        if (!seen.person)
            return;
        for (const auto& row : store::Persons(db_).attributesOf(parts_.tenant, seen.person->id)) {
            const auto key = openKey(row.keyId);
            const vault::CellAddress address{
                parts_.tenant.str(), "person_attributes", "value", row.id.bytes(), 1};
            std::visit(
                [&](const auto& sealed) { keep(seen.known, vault::open(*key, address, sealed)); },
                row.value
            );
        }
    }

    static void keep(stages::PersonValues& known, Phone value) {
        known.phones.push_back(std::move(value));
    }
    static void keep(stages::PersonValues& known, Bsuid value) {
        known.bsuids.push_back(std::move(value));
    }
    static void keep(stages::PersonValues& known, DisplayName value) {
        known.names.push_back(std::move(value));
    }

    Database& db_;
    const Parts& parts_;
    const KeyedHash& blindIndexes_;
};

}  // namespace

std::vector<BlindIndex> Snapshot::indexes() const {
    std::vector<BlindIndex> all;
    for (const auto& identifier : identifiers)
        all.push_back(identifier.index);
    return all;
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
    const Sender& sender,
    const KeyedHash& blindIndexes
) {
    return store::inSnapshot(reader, [&] {
        return Reader(reader, parts, blindIndexes).read(row, sender);
    });
}

}  // namespace bowline::pipeline
