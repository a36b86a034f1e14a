#include "connector/pipeline/composer.h"

#include "connector/pipeline/plan_draft.h"
#include "connector/stages/compose.h"
#include "connector/stages/will.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

Event openEvent(const Parts& parts, store::Database& reader, const store::EventRow& row) {
    const auto key = parts.openKeys.get(row.keyId, [&](const KeyId& id) {
        return store::SealingKeys(reader).find(id);
    });
    if (!key)
        throw Error(
            "pipeline: the key of an event was destroyed", "the person was erased; nothing to do"
        );
    return vault::open<Event>(
        *key, {row.tenant.str(), "events", "event", row.id.bytes(), 1}, row.event
    );
}

std::vector<stages::StopInForce> stopsInForce(const Snapshot& seen) {
    std::vector<stages::StopInForce> stops;
    for (const auto& stop : seen.stops)
        stops.push_back({stop.purpose, stop.journalSeq});
    return stops;
}

}  // namespace

Composer::Composer(const Parts& parts)
    : parts_(parts), blindIndexes_(parts.keys.hashFor(vault::HashUse::BlindIndex, parts.tenant)) {}

Plan Composer::compose(store::Database& reader, const store::EventRow& row) {
    auto event = openEvent(parts_, reader, row);
    if (const auto reason = stages::whyNoEntry(event); !reason.empty())
        return recordOnly(row, reason);
    const auto seen = readSnapshot(reader, parts_, row, *senderOf(event), blindIndexes_);
    return composeFor(row, std::move(event), seen);
}

Plan Composer::recordOnly(const store::EventRow& row, std::string_view reason) const {
    Plan plan;
    plan.event = row.id;
    plan.tenant = row.tenant;
    plan.outcome = {
        store::EventState::RecordedOnly,
        std::string(reason),
        0,
        std::nullopt,
        std::nullopt,
        parts_.clock.now()};
    return plan;
}

Plan Composer::composeFor(const store::EventRow& row, Event event, const Snapshot& seen) {
    const auto active = parts_.active.with([](const ActiveRules& rules) { return rules; });
    const auto will = stages::willOf(event, stopsInForce(seen), active.rules->purposes);
    PlanDraft draft(parts_, active, row, seen, [this](const DestinationId& id) -> const KeyedHash& {
        return keysFor(id);
    });
    return will.isSignal ? draft.consentOnly(std::move(event), will)
                         : draft.disclosure(std::move(event), will);
}

const KeyedHash& Composer::keysFor(const DestinationId& destination) {
    const auto found = destinationKeys_.find(destination);
    if (found != destinationKeys_.end())
        return found->second;
    auto hash =
        parts_.keys.hashFor(vault::HashUse::DestinationKey, parts_.tenant, destination.str());
    return destinationKeys_.emplace(destination, std::move(hash)).first->second;
}

}  // namespace bowline::pipeline
