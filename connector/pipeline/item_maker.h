// From what the stages made of one event to rows of the outbox: guard, seal, ledger entry. What the
// guard refuses is parked with an incident, and a stub without content goes in its place.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/pipeline/plan.h"
#include "connector/stages/leak_guard.h"
#include "connector/stages/passage.h"
#include "connector/stages/render.h"

#include <vector>

namespace bowline::pipeline {

/// What all items of one event share. References outlive the maker.
struct ItemContext {
    const Parts& parts;
    const RuleSet& rules;
    const stages::Placed& placed;
    vault::SealingKeyPtr personKey;
    Instant now;
};

class ItemMaker {
public:
    ItemMaker(const ItemContext& context, Plan& plan) : context_(context), plan_(plan) {}

    /// Adds the item, or its parked row, incident and stub, and for what was known too late an
    /// incident and, where the destination can, the earlier entry without it. `kind` Comment counts
    /// for the event, StopNote not. `shownBefore`: the comment that stands before it in the ticket.
    void add(stages::Rendered rendered, store::ItemKind kind, std::string_view shownBefore = {});

private:
    void addCleared(
        const ClearedItem& item, const Forbidden& forbidden, store::ItemKind kind, bool counted
    );
    static void tellUnfit(const stages::Rendered& rendered);
    void addLate(const stages::Rendered& rendered);
    void addAmendments(const stages::Rendered& rendered);
    void addRow(store::OutboxItem row, const ClearedItem& item, const Forbidden& forbidden);
    [[nodiscard]] store::Incident lateIncident(
        const DestinationId& destination, const stages::LateDiscovery& late
    ) const;
    [[nodiscard]] ledger::EntryFields lateEntry(
        const DestinationId& destination, const stages::LateDiscovery& late
    ) const;
    void addParked(const MaskedItem& item, const stages::Leak& leak);
    void addStub(MaskedItem item, const Forbidden& forbidden);
    [[nodiscard]] store::OutboxItem rowFor(
        const MaskedItem& item, store::ItemKind kind, bool counted
    ) const;

    const ItemContext& context_;
    Plan& plan_;
};

}  // namespace bowline::pipeline
