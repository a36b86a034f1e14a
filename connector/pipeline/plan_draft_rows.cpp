// The rows of an event that are no items: its conversation and ticket, its consent, what reports
// and the ledger are told.
#include "connector/pipeline/plan_draft.h"

#include <algorithm>

namespace bowline::pipeline {

/// By its path a rule keeps the message in bowline; that it did stands in the ledger.
void PlanDraft::keepFromTickets(const RouteRule& rule) {
    const bool isParked = rule.path == RoutePath::Park;
    decide(isParked ? store::EventState::Parked : store::EventState::RecordedOnly, "route", 0);
    ledger::EntryFields entry;
    entry.at = now_;
    entry.act = ledger::Act::RouteDecided;
    entry.object = "event:" + plan_.event.hex();
    entry.outcome = isParked ? "park" : "record";
    entry.ruleSet = active_.rules->id;
    entry.codes = {{"route", rule.id}};
    plan_.entries.push_back(std::move(entry));
}

void PlanDraft::addConversationRows(const stages::Placed& placed) {
    plan_.outcome.conversation = placed.conversation;
    if (seen_.group && placed.newParty)
        plan_.newGroup = {
            {plan_.tenant, placed.party, seen_.group->keyId, 1, now_}, seen_.group->index};
    const auto highest =
        seen_.conversation ? std::max(seen_.conversation->lastPlaced, plan_.order) : plan_.order;
    if (placed.newConversation) {
        plan_.newConversation = store::ConversationRow{
            plan_.tenant, placed.conversation, placed.party, placed.event.channel, highest, 1};
    } else {
        plan_.placement = Placement{placed.conversation, highest, seen_.conversation->version};
    }
}

void PlanDraft::addEpisode(const stages::Placed& placed, const std::string& route) {
    plan_.outcome.episode = placed.episode;
    if (placed.newEpisode) {
        const bool isOver = choice_.placement == stages::Placement::NewClosed;
        plan_.newEpisode = store::EpisodeRow{
            plan_.tenant,
            placed.episode,
            placed.conversation,
            now_,
            plan_.messageAt,
            isOver ? std::optional(plan_.messageAt) : std::nullopt,
            isOver,
            route};
        return;
    }
    if (choice_.placement == stages::Placement::Reopen)
        plan_.reopenedEpisode = placed.episode;
    if (choice_.placement != stages::Placement::AppendClosed)
        plan_.touchedEpisode = placed.episode;
}

/// What is over when it is told (history, thanks) is nobody's turn.
void PlanDraft::addMarks(const stages::Placed& placed, const RouteRule& rule) {
    if (plan_.newEpisode)
        plan_.marks = {
            {store::Mark::Opened, now_, rule.id},
            {store::Mark::Queue, now_, rule.queue},
            {store::Mark::Owner, now_, rule.owners.firstReply}};
    const auto kind = placed.event.kind;
    const bool isOver = choice_.placement == stages::Placement::NewClosed ||
                        choice_.placement == stages::Placement::AppendClosed;
    if (isOver || (kind != EventKind::Message && kind != EventKind::Echo))
        return;
    plan_.turn = Turn{placed.episode, kind == EventKind::Message, plan_.messageAt};
}

void PlanDraft::addConsent(const stages::Will& will) {
    plan_.consent.lift = will.lifted;
    for (const auto& stop : seen_.stops)
        plan_.consent.liftFor.push_back(stop.sender);
    plan_.consent.dropWaitingFor = will.withdrawn;
    for (const auto& purpose : will.withdrawn)
        addConsentEntry(ledger::Act::ConsentWithdrawn, purpose);
    for (const auto& purpose : will.lifted)
        addConsentEntry(ledger::Act::ConsentGiven, purpose);
}

void PlanDraft::addConsentEntry(ledger::Act act, const PurposeId& purpose) {
    ledger::EntryFields entry;
    entry.at = now_;
    entry.act = act;
    entry.object = "event:" + plan_.event.hex();
    entry.ruleSet = active_.rules->id;
    entry.codes = {{"purpose", purpose.str()}};
    plan_.entries.push_back(std::move(entry));
}

}  // namespace bowline::pipeline
