// One plan in the making: person, conversation and consent of one event; the items come from
// ItemMaker.
#pragma once

#include "connector/pipeline/plan.h"
#include "connector/pipeline/snapshot.h"
#include "connector/stages/passage.h"
#include "connector/stages/will.h"

#include <functional>

namespace bowline::pipeline {

class PlanDraft {
public:
    /// References outlive the draft.
    PlanDraft(
        const Parts& parts,
        const ActiveRules& active,
        const store::EventRow& row,
        const Snapshot& seen,
        DestinationKeys destinationKeys
    );

    /// The event is only a sign of the person's will: recorded, applied, noted on open tickets.
    Plan consentOnly(Event event, const stages::Will& will);
    /// The event waits for the one that it speaks of.
    Plan waiting(const Event& event);
    /// The event may be the beginning of a value: it waits for what the sender says next.
    Plan awaitingMore(const store::EventRow& row);
    /// The event is taken through the stages to every destination of its route.
    Plan disclosure(Event event, const stages::Will& will);

private:
    stages::Placed place(Event event);
    void addConversationRows(const stages::Placed& placed);
    void addEpisode(const stages::Placed& placed, const std::string& route);
    [[nodiscard]] stages::Inspected inspected(
        const stages::Placed& placed, const stages::Will& will
    ) const;
    /// The rule that opened the ticket which the event continues; empty when nobody knows.
    [[nodiscard]] std::string openedBy(const stages::Placed& placed) const;
    void keepFromTickets(const RouteRule& rule);
    void addMarks(const stages::Placed& placed, const RouteRule& rule);
    void addConsent(const stages::Will& will);
    void addConsentEntry(ledger::Act act, const PurposeId& purpose);
    void addStopNotes(const stages::Placed& placed);
    void disclose(const stages::Routed& routed);
    stages::DestinationView viewFor(const DestinationId& destination, const stages::Placed& placed);
    /// What the destination calls `owner`; drawn and planned when it has no name for her yet.
    std::string aliasIn(
        const std::map<DestinationId, std::string>& known,
        const DestinationId& destination,
        const PersonId& owner
    );
    void decide(store::EventState state, std::string reason, std::int64_t destinations);
    [[nodiscard]] stages::PersonValues valuesWith(const Event& event) const;

    const Parts& parts_;
    const ActiveRules& active_;
    const Snapshot& seen_;
    stages::EpisodeChoice choice_;
    DestinationKeys destinationKeys_;
    Instant now_;
    Plan plan_;
};

}  // namespace bowline::pipeline
