#include "connector/pipeline/person_rows.h"

#include "connector/base/log.h"
#include "connector/base/random_id.h"
#include "connector/stages/person_values.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

class PersonRows {
public:
    PersonRows(const PersonId& person, const Snapshot& seen, Instant now, Plan& plan)
        : person_(person), seen_(seen), now_(now), plan_(plan) {}

    void addNewPerson() {
        plan_.newPerson = store::PersonRow{plan_.tenant, person_, seen_.personKey->id(), 1, now_};
    }

    void addSender(const Sender& sender) {
        for (const auto& identifier : seen_.identifiers) {
            if (isAttached(identifier))
                addIdentifier(identifier);
        }
        for (const auto& name : {sender.name, sender.username}) {
            if (name && !stages::isKnownName(seen_.known, *name))
                add(std::nullopt, *name);
        }
    }

    void addNews() {
        for (const auto& gained : seen_.news.gained)
            addIdentifier(gained);
        plan_.endedAttributes = seen_.news.lost;
    }

    /// A human decides whether the two are one; asked once.
    void proposeMerge() {
        const auto other = otherOf(seen_);
        if (!other || *other == person_ || seen_.isProposed)
            return;
        plan_.mergeProposal =
            store::MergeProposal{plan_.tenant, person_, *other, whyProposed(), plan_.event, now_};
        logEvent(
            "identity.merge_proposed",
            {{"event", plan_.event.hex()},
             {"person", person_.hex()},
             {"other", other->hex()},
             {"reason", toText(plan_.mergeProposal->reason)}}
        );
    }

private:
    [[nodiscard]] bool isAttached(const Identifier& identifier) const {
        if (identifier.kind() == IdentityKind::Phone)
            return seen_.choice.attachPhone;
        return identifier.isParent ? seen_.choice.attachParent : seen_.choice.attachBsuid;
    }

    [[nodiscard]] store::MergeReason whyProposed() const {
        if (!seen_.choice.other)
            return store::MergeReason::ClaimedTwice;
        return seen_.choice.person ? store::MergeReason::TwoOwners
                                   : store::MergeReason::NumberWithOtherId;
    }

    void addIdentifier(const Identifier& identifier) {
        std::visit([&](const auto& value) { add(identifier.index, value); }, identifier.value);
    }

    template <class Value>
    void add(const std::optional<BlindIndex>& index, const Value& value) {
        const auto id = newId<store::AttributeId>();
        const vault::CellAddress address{
            plan_.tenant.str(), "person_attributes", "value", id.bytes(), 1};
        plan_.newAttributes.push_back(
            {id,
             plan_.tenant,
             person_,
             index,
             vault::seal(*seen_.personKey, address, value),
             seen_.personKey->id(),
             now_,
             {}}
        );
    }

    const PersonId& person_;
    const Snapshot& seen_;
    Instant now_;
    Plan& plan_;
};

}  // namespace

void addPersonRows(const stages::Placed& placed, const Snapshot& seen, Instant now, Plan& plan) {
    plan.outcome.person = placed.person;
    PersonRows rows(placed.person, seen, now, plan);
    if (placed.newPerson)
        rows.addNewPerson();
    rows.addSender(*senderOf(placed.event));
    if (std::holds_alternative<IdentityUpdate>(placed.event.body))
        rows.addNews();
    rows.proposeMerge();
}

}  // namespace bowline::pipeline
