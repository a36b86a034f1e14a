// Row, ledger and incident of one attempt; see the header.
#include "connector/delivery/record.h"

#include "connector/base/random_id.h"
#include "connector/base/text.h"
#include "connector/store/incidents.h"
#include "connector/store/outbox.h"

namespace bowline::delivery {

namespace {

// A row whose earlier answer is lost stays so until it is found or refused: were it queued again,
// the next attempt would send without looking.
bool storeWait(store::Outbox outbox, const Attempted& done, const Wait& wait) {
    if (wait.answerLost || done.row.lookUpFirst) {
        return outbox.uncertain(done.row.lease(), done.due, wait.why);
    }
    return outbox.retryAt(done.row.lease(), done.due, wait.why);
}

void storeWeight(store::Outbox outbox, const Attempted& done, Weight weight) {
    if (weight == Weight::Failure)
        outbox.countFailure(done.row.item.id, done.at);
    if (weight == Weight::Pardon)
        outbox.forgiveFailures(done.row.item.id);
}

bool storeConclusion(store::Outbox outbox, const Attempted& done, const Conclusion& conclusion) {
    const auto lease = done.row.lease();
    if (const auto* delivered = std::get_if<Delivered>(&done.attempt.ending)) {
        return outbox.delivered(lease, delivered->remoteId, done.at);
    }
    if (conclusion.outcome == "dropped")
        return outbox.dropped(lease, conclusion.reason, done.at);
    return outbox.parked(lease, conclusion.reason, done.at);
}

store::AuditFact factOf(const Attempted& done, ledger::Act act) {
    const auto& item = done.row.item;
    store::AuditFact fact;
    fact.entry.at = done.at;
    fact.entry.act = act;
    fact.entry.object = "item:" + item.id.hex();
    fact.entry.ruleSet = item.ruleSet;
    fact.entry.codes = {{"destination", item.destination.str()}, {"purpose", item.purpose.str()}};
    fact.subjectKey = done.attempt.subjectKey.get();
    fact.person = item.person;
    return fact;
}

store::AuditFact outcomeFact(const Attempted& done, const Conclusion& conclusion) {
    auto fact = factOf(done, ledger::Act::DisclosureOutcome);
    fact.entry.outcome = conclusion.outcome;
    fact.entry.reason = conclusion.reason;
    if (const auto* gaveUp = std::get_if<GaveUp>(&done.attempt.ending))
        fact.entry.codes["last"] = gaveUp->last;
    if (const auto& commitment = done.attempt.commitment) {
        fact.entry.codes["request"] = toHex(asText(*commitment));
    }
    return fact;
}

store::AuditFact incidentFact(const Attempted& done, const Blocked& hit) {
    auto fact = factOf(done, ledger::Act::IncidentOpened);
    fact.entry.reason = "egress_guard";
    fact.entry.codes["class"] = hit.cls;
    fact.entry.codes["form"] = hit.form;
    return fact;
}

store::Incident incidentOf(const Attempted& done, const Blocked& hit) {
    const auto& item = done.row.item;
    return {
        .id = newId<store::IncidentId>(),
        .tenant = item.tenant,
        .event = item.event.value_or(EventId{}),  // zeros: a row of our own making, a stop note
        .item = item.id,
        .destination = item.destination,
        .cls = hit.cls,
        .form = hit.form,
        .field = "request",
        .ruleSet = item.ruleSet,
        .openedAt = done.at,
        .containedAt = done.at,  // the bytes did not leave
    };
}

void write(store::Database& db, const Attempted& done, const store::AuditLog& audit) {
    const auto meaning = meaningOf(done.attempt.ending);
    if (const auto* wait = std::get_if<Wait>(&meaning)) {
        if (storeWait(store::Outbox(db), done, *wait))
            storeWeight(store::Outbox(db), done, wait->weight);
        return;
    }
    const auto& conclusion = std::get<Conclusion>(meaning);
    if (!storeConclusion(store::Outbox(db), done, conclusion))
        return;
    if (const auto* hit = std::get_if<Blocked>(&done.attempt.ending)) {
        store::Incidents(db).open(incidentOf(done, *hit));
        audit.append(db, incidentFact(done, *hit));
    }
    audit.append(db, outcomeFact(done, conclusion));
}

}  // namespace

store::WriteFn recordOf(Attempted attempted, const store::AuditLog& audit) {
    return [done = std::move(attempted), &audit](store::Database& db) { write(db, done, audit); };
}

}  // namespace bowline::delivery
