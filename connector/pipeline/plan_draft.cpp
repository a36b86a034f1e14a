#include "connector/pipeline/plan_draft.h"

#include "connector/base/random_id.h"
#include "connector/pipeline/item_maker.h"
#include "connector/pipeline/person_rows.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/inspect.h"
#include "connector/stages/person_values.h"
#include "connector/stages/route.h"
#include "connector/vault/alias.h"
#include "connector/vault/seal.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

/// Reference product.md 5, row 3.
constexpr std::chrono::minutes kLongestWait{10};

}  // namespace

PlanDraft::PlanDraft(
    const Parts& parts,
    const ActiveRules& active,
    const store::EventRow& row,
    const Snapshot& seen,
    DestinationKeys destinationKeys
)
    : parts_(parts),
      active_(active),
      seen_(seen),
      destinationKeys_(std::move(destinationKeys)),
      now_(parts.clock.now()) {
    plan_.event = row.id;
    plan_.key = row.key;
    plan_.tenant = row.tenant;
    plan_.order = {
        std::chrono::floor<std::chrono::seconds>(row.sentAt).time_since_epoch().count(),
        row.journalSeq,
        row.position};
    plan_.messageAt = row.sentAt;
    plan_.senders = seen.indexes();
    plan_.stopIndexes = seen.stopIndexes;
    plan_.seenStops = seen.stops.size();
    plan_.subjectKey =
        std::make_shared<const KeyedHash>(vault::Keys::ledgerSubjectHash(*seen.personKey));
}

Plan PlanDraft::consentOnly(Event event, const stages::Will& will) {
    decide(store::EventState::RecordedOnly, will.reason, 0);
    plan_.outcome.person = seen_.choice.person;
    addConsent(will);
    if (seen_.episodes.open && !will.withdrawn.empty())
        addStopNotes(place(std::move(event)));
    return std::move(plan_);
}

Plan PlanDraft::waiting(const Event& event) {
    decide(store::EventState::Held, "target_unknown", 0);
    plan_.wait = {event.refersTo, now_ + kLongestWait};
    return std::move(plan_);
}

Plan PlanDraft::awaitingMore(const store::EventRow& row) {
    decide(store::EventState::Held, std::string(store::kFragmentReason), 0);
    plan_.wait = {{nextOf(*row.sender)}, seen_.receivedAt + kLongestHold};
    plan_.seenAfter = {row, seen_.waitingAfter};
    return std::move(plan_);
}

Plan PlanDraft::disclosure(Event event, const stages::Will& will) {
    const auto placed = place(std::move(event));
    if (choice_.placement == stages::Placement::None) {
        decide(store::EventState::RecordedOnly, "no_ticket", 0);
        addPersonRows(placed, seen_, now_, plan_);
        return std::move(plan_);
    }
    addPersonRows(placed, seen_, now_, plan_);
    if (placed.event.kind == EventKind::Edit)
        plan_.newVersionOf = seen_.targetKey;
    addConversationRows(placed);
    addConsent(will);
    const auto routed = stages::route(inspected(placed, will), *active_.rules, openedBy(placed));
    if (routed.rule.path == RoutePath::Ticket) {
        addEpisode(placed, routed.rule.id);
        addMarks(placed, routed.rule);
        disclose(routed);
    } else {
        keepFromTickets(routed.rule);
    }
    return std::move(plan_);
}

stages::Inspected PlanDraft::inspected(const stages::Placed& placed, const stages::Will& will)
    const {
    auto consented =
        stages::ConsentGate::check(placed, {will.stopped, {}}, active_.rules->purposes);
    return stages::inspect(
        std::move(consented),
        seen_.target ? &*seen_.target : nullptr,
        active_.rules->language,
        *active_.detector,
        stages::knownValues(valuesWith(placed.event)),
        seen_.neighbours
    );
}

std::string PlanDraft::openedBy(const stages::Placed& placed) const {
    const auto found = seen_.openedBy.find(placed.episode);
    return found == seen_.openedBy.end() ? std::string() : found->second;
}

stages::Placed PlanDraft::place(Event event) {
    stages::ConversationView view;
    if (seen_.conversation)
        view.conversation = seen_.conversation->id;
    if (seen_.conversation && seen_.conversation->lastPlaced != OrderKey{})
        view.lastPlaced = seen_.conversation->lastPlaced;
    if (seen_.group)
        view.group = seen_.group->party;
    choice_ = stages::chooseEpisode(event, seen_.episodes, stages::episodePolicyOf(*active_.rules));
    view.episode = choice_;
    if (seen_.target && std::holds_alternative<AmendUpdate>(event.body))
        view.changed = seen_.target->order;
    const stages::FreshIds fresh{
        newId<PersonId>(), newId<PersonId>(), newId<ConversationId>(), newId<EpisodeId>()};
    auto region = stages::regionOfSender(event);
    return stages::place(std::move(event), seen_.choice, view, fresh, std::move(region));
}

void PlanDraft::addStopNotes(const stages::Placed& placed) {
    const ItemContext context{parts_, *active_.rules, placed, seen_.personKey, now_};
    ItemMaker maker(context, plan_);
    for (const auto& [destination, alias] : seen_.partyAliases) {
        if (!active_.rules->mappings.contains(destination))
            continue;
        maker.add(
            stages::renderStopNote(
                destination,
                viewFor(destination, placed),
                placed.event,
                valuesWith(placed.event),
                *active_.rules
            ),
            store::ItemKind::StopNote
        );
    }
}

void PlanDraft::disclose(const stages::Routed& routed) {
    const auto& placed = routed.inspected.consented.placed();
    if (routed.destinations.empty()) {
        const auto verdict = stages::verdictOfUnrouted(routed);
        const bool held = verdict.decision == stages::Decision::Hold;
        return decide(
            held ? store::EventState::Held : store::EventState::Dropped, verdict.reason, 0
        );
    }
    decide(store::EventState::Routed, "", static_cast<std::int64_t>(routed.destinations.size()));
    const auto values = valuesWith(placed.event);
    const ItemContext context{parts_, *active_.rules, placed, seen_.personKey, now_};
    ItemMaker maker(context, plan_);
    for (const auto& destination : routed.destinations) {
        const auto view = viewFor(destination, placed);
        maker.add(
            stages::render(routed, destination, view, values, *active_.rules),
            store::ItemKind::Comment,
            view.shown.empty() ? std::string_view() : view.shown.front().text()
        );
    }
}

stages::DestinationView PlanDraft::viewFor(
    const DestinationId& destination, const stages::Placed& placed
) {
    auto view = keyedView(destinationKeys_(destination), placed, plan_.event);
    if (placed.follows)
        view.follows = seen_.ticketAt(destination, *placed.follows);
    for (const auto& episode : seen_.past) {
        if (auto id = seen_.ticketAt(destination, episode.id); !id.empty())
            view.past.push_back({std::move(id), episode.openedAt});
    }
    if (const auto found = seen_.shown.find(destination); found != seen_.shown.end())
        view.shown = found->second;
    view.amends = parts_.amending.contains(destination);
    view.alias = aliasIn(seen_.partyAliases, destination, placed.party);
    if (seen_.group)
        view.author = aliasIn(seen_.aliases, destination, placed.person);
    return view;
}

std::string PlanDraft::aliasIn(
    const std::map<DestinationId, std::string>& known,
    const DestinationId& destination,
    const PersonId& owner
) {
    const auto found = known.find(destination);
    if (found != known.end())
        return found->second;
    plan_.aliases.push_back({owner, destination, vault::drawAlias()});
    return plan_.aliases.back().alias;
}

void PlanDraft::decide(store::EventState state, std::string reason, std::int64_t destinations) {
    plan_.outcome.state = state;
    plan_.outcome.reason = std::move(reason);
    plan_.outcome.destinations = destinations;
    plan_.outcome.at = now_;
}

stages::PersonValues PlanDraft::valuesWith(const Event& event) const {
    return stages::withSender(seen_.known, event);
}

}  // namespace bowline::pipeline
