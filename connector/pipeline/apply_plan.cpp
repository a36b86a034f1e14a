#include "connector/pipeline/apply_plan.h"

#include "connector/base/log.h"
#include "connector/pipeline/parts.h"
#include "connector/pipeline/snapshot.h"
#include "connector/store/alarms.h"
#include "connector/store/aliases.h"
#include "connector/store/event_waits.h"
#include "connector/store/message_progress.h"
#include "connector/store/message_versions.h"
#include "connector/store/outbox.h"
#include "connector/store/senders.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

void require(bool fresh, const char* what) {
    if (!fresh)
        throw Stale(std::string("pipeline: ") + what + " changed meanwhile");
}

void requireSeenStops(store::Database& db, const Plan& plan) {
    const auto stops = stopsFor(db, plan.tenant, plan.stopIndexes, plan.outcome.person);
    require(stops.size() == plan.seenStops, "a stop");
}

void writePerson(store::Database& db, const Plan& plan) {
    store::Persons persons(db);
    if (plan.newPerson)
        require(persons.insertPerson(*plan.newPerson), "a person");
    for (const auto& ended : plan.endedAttributes)
        require(persons.endAttribute(plan.tenant, ended, plan.outcome.at), "an identifier");
    for (const auto& attribute : plan.newAttributes)
        require(persons.insertAttribute(attribute), "an identifier");
    // False when another event of hers proposed it first.
    if (plan.mergeProposal)
        (void)store::MergeProposals(db).propose(*plan.mergeProposal);
    if (!plan.outcome.person)
        return;
    for (const auto& sender : plan.senders) {
        // False when the identifier belongs to somebody else: a conflict that identify has seen and
        // left alone.
        (void)store::Senders(db).attachPerson(plan.tenant, sender, *plan.outcome.person);
    }
}

void writeGroup(store::Database& db, const Plan& plan) {
    if (!plan.newGroup)
        return;
    const auto& [party, index] = *plan.newGroup;
    require(store::Persons(db).insertPerson(party), "a group");
    require(store::Senders(db).attachPerson(plan.tenant, index, party.id), "a group");
}

void writeConversation(store::Database& db, const Plan& plan) {
    store::Conversations conversations(db);
    store::Episodes episodes(db);
    if (plan.newConversation)
        require(conversations.insert(*plan.newConversation), "a conversation");
    if (plan.newEpisode)
        require(episodes.insert(*plan.newEpisode), "an episode");
    if (plan.reopenedEpisode)
        require(episodes.reopen(plan.tenant, *plan.reopenedEpisode), "an episode");
    if (plan.touchedEpisode)
        require(episodes.touch(plan.tenant, *plan.touchedEpisode, plan.messageAt), "an episode");
    if (plan.placement) {
        const auto& [conversation, highest, seen] = *plan.placement;
        require(conversations.place(plan.tenant, conversation, highest, seen), "a conversation");
    }
}

void writeTimeline(store::Database& db, const Plan& plan) {
    store::Timeline timeline(db);
    for (const auto& mark : plan.marks)
        timeline.add(plan.tenant, plan.newEpisode->id, mark);
    if (!plan.turn)
        return;
    const auto& [episode, isOurs, at] = *plan.turn;
    if (!isOurs)
        timeline.reply(plan.tenant, episode, at);
    const auto whose = isOurs ? store::Mark::WaitsForUs : store::Mark::WaitsForPerson;
    timeline.turn(plan.tenant, episode, whose, at);
}

/// The outcome of a released item that a stop takes back before it left.
ledger::EntryFields droppedEntry(const store::ItemSummary& item, const Plan& plan) {
    ledger::EntryFields entry;
    entry.at = plan.outcome.at;
    entry.act = ledger::Act::DisclosureOutcome;
    entry.object = "item:" + item.id.hex();
    entry.outcome = "dropped";
    entry.reason = "stopped";
    entry.codes = {{"destination", item.destination.str()}};
    return entry;
}

void writeConsent(store::Database& db, const store::AuditLog& audit, const Plan& plan) {
    const auto& [lift, liftFor, drop] = plan.consent;
    if (!lift.empty())
        store::Stops(db).lift(plan.tenant, liftFor, lift, plan.order.journalSeq, plan.outcome.at);
    if (drop.empty() || !plan.outcome.person)
        return;
    const auto dropped = store::Outbox(db).dropWaitingOf(
        plan.tenant, *plan.outcome.person, drop, "stopped", plan.outcome.at
    );
    for (const auto& item : dropped)
        audit.append(db, {droppedEntry(item, plan), plan.subjectKey.get(), plan.outcome.person});
}

void writeItems(store::Database& db, const Plan& plan) {
    for (const auto& alias : plan.aliases) {
        require(
            store::Aliases(db).insert(plan.tenant, alias.destination, alias.owner, alias.alias),
            "an alias"
        );
    }
    for (const auto& planned : plan.items) {
        store::Outbox(db).insert(planned.item, planned.state, planned.reason);
        if (planned.incident)
            store::Incidents(db).open(*planned.incident, "leak_guard");
    }
    for (const auto& incident : plan.incidents)
        store::Incidents(db).open(incident, "late_discovery");
}

void writeLedger(store::Database& db, const store::AuditLog& audit, const Plan& plan) {
    for (const auto& entry : plan.entries) {
        audit.append(db, {entry, plan.subjectKey.get(), plan.outcome.person});
    }
}

void writeProgress(store::Database& db, const Plan& plan) {
    if (!plan.progress)
        return;
    store::MessageProgresses progresses(db);
    auto progress = progresses.find(plan.progress->message).value_or(MessageProgress{});
    progress.note(plan.progress->state, plan.progress->at, plan.progress->errorCode);
    progresses.put(plan.tenant, plan.progress->message, progress);
    if (progress.isContradicted())
        logEvent("message.failed_after_arrival", {{"event", plan.event.hex()}});
}

/// One that was decided between the snapshot and now would never call the waiting one.
void writeWait(store::Database& db, const Plan& plan) {
    for (const auto& key : plan.wait.wanted) {
        const auto found = store::Events(db).findByKey(key);
        require(!found || store::isUndecided(found->state, found->row.reason), "the message meant");
    }
    store::EventWaits(db).add(plan.event, plan.wait.wanted, plan.wait.until);
}

/// What came meanwhile is what this event waits for.
void requireNothingNewer(store::Database& db, const Plan& plan) {
    if (!plan.seenAfter)
        return;
    const auto& [event, count] = *plan.seenAfter;
    const auto now = store::Events(db).waitingAfter(event, count + 1).size();
    require(now == count, "what was said after the event");
}

void writeAlarm(store::Database& db, const Plan& plan) {
    if (plan.alarm)
        store::Alarms(db).raise(
            plan.tenant, plan.alarm->channel.str(), plan.alarm->code, plan.outcome.at
        );
}

}  // namespace

Applied applyPlan(store::Database& db, const store::AuditLog& audit, const Plan& plan) {
    require(
        store::Events(db).setState(plan.event, store::EventState::Queued, plan.outcome), "the event"
    );
    requireSeenStops(db, plan);
    requireNothingNewer(db, plan);
    writePerson(db, plan);
    writeGroup(db, plan);
    writeConversation(db, plan);
    writeTimeline(db, plan);
    writeConsent(db, audit, plan);
    writeItems(db, plan);
    writeLedger(db, audit, plan);
    writeWait(db, plan);
    writeProgress(db, plan);
    writeAlarm(db, plan);
    if (plan.newVersionOf)
        store::MessageVersions(db).put(*plan.newVersionOf, plan.key, plan.order);
    store::EventWaits waits(db);
    auto released = waits.release(plan.key, plan.outcome.at);
    if (plan.alsoReleases) {
        const auto more = waits.release(*plan.alsoReleases, plan.outcome.at);
        released.insert(released.end(), more.begin(), more.end());
    }
    return {refsOf(db, released)};
}

std::vector<EventRef> refsOf(store::Database& db, const std::vector<EventId>& events) {
    std::vector<store::EventRow> rows;
    for (const auto& event : events) {
        if (auto row = store::Events(db).findQueued(event))
            rows.push_back(std::move(*row));
    }
    std::ranges::sort(rows, {}, [](const store::EventRow& row) {
        return std::pair(row.journalSeq, row.position);
    });
    std::vector<EventRef> refs;
    for (const auto& row : rows)
        refs.push_back(refOf(row));
    return refs;
}

}  // namespace bowline::pipeline
