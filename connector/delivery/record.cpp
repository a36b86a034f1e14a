// Row, ledger and incident of one attempt; see the header.
#include "connector/delivery/record.h"

#include "connector/base/random_id.h"
#include "connector/base/text.h"
#include "connector/store/incidents.h"
#include "connector/store/outbox.h"

namespace bowline::delivery {

namespace {

using store::LeasedItem;
using store::OutboxItem;
using Rows = std::vector<const LeasedItem*>;

// A row whose earlier answer is lost stays so until it is found or refused: were it queued again,
// the next attempt would send without looking.
bool staysUncertain(const Attempted& done, const Wait& wait) {
    const bool parted = std::holds_alternative<Parted>(done.attempt.ending);
    return !parted && (wait.answerLost || done.row.lookUpFirst);
}

bool storeWait(
    store::Outbox outbox, const LeasedItem& row, const Attempted& done, const Wait& wait
) {
    if (staysUncertain(done, wait))
        return outbox.uncertain(row.lease(), done.due, wait.why);
    return outbox.retryAt(row.lease(), done.due, wait.why);
}

void storeWeight(store::Outbox outbox, const ItemId& item, Instant at, Weight weight) {
    if (weight == Weight::Failure)
        outbox.countFailure(item, at);
    if (weight == Weight::Pardon)
        outbox.forgiveFailures(item);
}

bool storeConclusion(
    store::Outbox outbox, const LeasedItem& row, const Attempted& done, const Conclusion& conclusion
) {
    const auto lease = row.lease();
    if (const auto* delivered = std::get_if<Delivered>(&done.attempt.ending)) {
        return outbox.delivered(lease, delivered->remoteId, done.at);
    }
    if (conclusion.outcome == "dropped")
        return outbox.dropped(lease, conclusion.reason, done.at);
    return outbox.parked(lease, conclusion.reason, done.at);
}

store::AuditFact factOf(const LeasedItem& row, const Attempted& done, ledger::Act act) {
    const auto& item = row.item;
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

store::AuditFact outcomeFact(
    const LeasedItem& row, const Attempted& done, const Conclusion& conclusion
) {
    auto fact = factOf(row, done, ledger::Act::DisclosureOutcome);
    fact.entry.outcome = conclusion.outcome;
    fact.entry.reason = conclusion.reason;
    if (const auto* gaveUp = std::get_if<GaveUp>(&done.attempt.ending))
        fact.entry.codes["last"] = gaveUp->last;
    if (const auto& commitment = done.attempt.commitment) {
        fact.entry.codes["request"] = toHex(asText(*commitment));
    }
    return fact;
}

store::AuditFact incidentFact(const LeasedItem& row, const Attempted& done, const Blocked& hit) {
    auto fact = factOf(row, done, ledger::Act::IncidentOpened);
    fact.entry.reason = "egress_guard";
    fact.entry.codes["class"] = hit.cls;
    fact.entry.codes["form"] = hit.form;
    return fact;
}

store::Incident incidentOf(const OutboxItem& item, Instant at, const Blocked& hit) {
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
        .openedAt = at,
        .containedAt = at,  // the bytes did not leave
    };
}

void conclude(
    store::Database& db,
    const LeasedItem& row,
    const Attempted& done,
    const Conclusion& conclusion,
    const store::AuditLog& audit
) {
    if (!storeConclusion(store::Outbox(db), row, done, conclusion))
        return;
    if (const auto* hit = std::get_if<Blocked>(&done.attempt.ending)) {
        store::Incidents(db).open(incidentOf(row.item, done.at, *hit), "egress_guard");
        audit.append(db, incidentFact(row, done, *hit));
    }
    audit.append(db, outcomeFact(row, done, conclusion));
}

// Who may travel with whom next time. A row whose request may be there takes nobody along: under
// its key the destination may answer for what it had before.
void storeCompany(store::Outbox outbox, const Attempted& done) {
    const auto& [row, attempt, at, due] = done;
    const bool parted = std::holds_alternative<Parted>(attempt.ending);
    const bool mayBeThere = attempt.commitment && !attempt.mayPart;
    if (parted || (row.joined.empty() && mayBeThere))
        outbox.goAlone(row.item.id);
    for (const auto& each : row.joined) {
        if (parted)
            outbox.goAlone(each.item.id);
    }
    if (attempt.mayPart && !row.joined.empty())
        outbox.letGoOf(row.item.id);
}

void storeWaits(store::Outbox outbox, const Rows& rows, const Attempted& done, const Wait& wait) {
    bool held = true;
    for (const auto* row : rows) {
        if (storeWait(outbox, *row, done, wait))
            storeWeight(outbox, row->item.id, done.at, wait.weight);
        else
            held = false;
    }
    if (held && !staysUncertain(done, wait))
        storeCompany(outbox, done);
}

void write(store::Database& db, const Attempted& done, const store::AuditLog& audit) {
    Rows rows{&done.row};
    for (const auto& each : done.row.joined)
        rows.push_back(&each);
    const auto meaning = meaningOf(done.attempt.ending);
    if (const auto* wait = std::get_if<Wait>(&meaning))
        return storeWaits(store::Outbox(db), rows, done, *wait);
    for (const auto* row : rows)
        conclude(db, *row, done, std::get<Conclusion>(meaning), audit);
}

}  // namespace

store::WriteFn recordOf(Attempted attempted, const store::AuditLog& audit) {
    return [done = std::move(attempted), &audit](store::Database& db) { write(db, done, audit); };
}

}  // namespace bowline::delivery
