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
            const bool isPhone = identifier.kind == IdentityKind::Phone;
            if (isPhone ? seen_.choice.attachPhone : seen_.choice.attachBsuid)
                addIdentifier(identifier, sender);
        }
        if (sender.name && !stages::isKnownName(seen_.known, *sender.name))
            add(std::nullopt, *sender.name);
    }

    void addNews(const IdentityUpdate& identity) {
        for (const auto& gained : seen_.news.gained)
            addIdentifier(gained, identity.now);
        plan_.endedAttributes = seen_.news.lost;
        if (seen_.news.isAnothers)
            logEvent(
                "identity.claimed_twice", {{"event", plan_.event.hex()}, {"person", person_.hex()}}
            );
    }

private:
    void addIdentifier(const Identifier& identifier, const Sender& who) {
        if (identifier.kind == IdentityKind::Phone)
            add(identifier.index, *who.phone);
        else
            add(identifier.index, *who.bsuid);
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
    if (const auto* identity = std::get_if<IdentityUpdate>(&placed.event.body))
        rows.addNews(*identity);
}

}  // namespace bowline::pipeline
