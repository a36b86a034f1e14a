#include "connector/pipeline/composer.h"

#include "connector/pipeline/plan_draft.h"
#include "connector/stages/alarm.h"
#include "connector/stages/compose.h"
#include "connector/stages/person_values.h"
#include "connector/stages/route.h"
#include "connector/stages/will.h"
#include "connector/store/event_waits.h"

namespace bowline::pipeline {

namespace {

/// A change whose message is not here yet: the provider promises no order.
bool mustWait(const store::EventRow& row, const Event& event, const Snapshot& seen) {
    return std::holds_alternative<AmendUpdate>(event.body) && !seen.target &&
           row.reason != store::kWaitedReason;
}

/// Nothing is held longer than kLongestHold after it came, whatever follows, nor behind what others
/// of a group say.
bool mayHold(const store::EventRow& row, const Snapshot& seen, Instant now) {
    return row.reason != store::kWaitedReason && now < seen.receivedAt + kLongestHold &&
           seen.waitingAfter == seen.neighbours.after.size();
}

/// What a status says of a message that the business wrote.
std::optional<ProgressStep> stepOf(const Event& event) {
    const auto* status = std::get_if<StatusUpdate>(&event.body);
    if (status == nullptr || event.refersTo.empty())
        return std::nullopt;
    return ProgressStep{event.refersTo.back(), status->state, event.sentAt, status->errorCode};
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
    auto event = openEvent(parts_.tenant, parts_.openKeys, reader, row);
    if (const auto reason = stages::whyNoEntry(event); !reason.empty()) {
        auto plan = recordOnly(row, reason);
        plan.progress = stepOf(event);
        if (auto code = stages::alarmOf(event))
            plan.alarm = PlannedAlarm{event.channel, std::move(*code)};
        return plan;
    }
    const auto seen = readSnapshot(reader, parts_, row, event, blindIndexes_, destinationKeys());
    return composeFor(row, std::move(event), seen);
}

Plan Composer::recordOnly(const store::EventRow& row, std::string_view reason) const {
    Plan plan;
    plan.event = row.id;
    plan.key = row.key;
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
    PlanDraft draft(parts_, active, row, seen, destinationKeys());
    if (will.isSignal)
        return draft.consentOnly(std::move(event), will);
    if (seen.isBlocked)
        return recordOnly(row, "blocked");
    if (isImported(event) && !stages::takesHistory(*active.rules))
        return recordOnly(row, "imported");
    if (mustWait(row, event, seen))
        return draft.waiting(event);
    if (mayHold(row, seen, parts_.clock.now()) &&
        stages::awaitsMore(
            event,
            seen.neighbours,
            *active.detector,
            stages::knownValues(stages::withSender(seen.known, event))
        ))
        return draft.awaitingMore(row);
    auto plan = draft.disclosure(std::move(event), will);
    // An aside waits behind a number; when that is told, nothing holds it any more.
    if (row.reason == store::kWaitedReason && row.sender)
        plan.alsoReleases = nextOf(*row.sender);
    return plan;
}

DestinationKeys Composer::destinationKeys() {
    return [this](const DestinationId& id) -> const KeyedHash& { return keysFor(id); };
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
