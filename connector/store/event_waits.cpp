#include "connector/store/event_waits.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"
#include "connector/store/timeline.h"

namespace bowline::store {

namespace {

constexpr std::string_view kAdd = R"sql(INSERT INTO event_waits (wanted_key, event_id, until_ms)
VALUES ($1, $2, $3) ON CONFLICT (wanted_key, event_id) DO NOTHING)sql";

constexpr std::string_view kWaitingFor =
    R"sql(SELECT event_id FROM event_waits WHERE wanted_key = $1)sql";

constexpr std::string_view kDue = R"sql(SELECT DISTINCT event_id FROM event_waits
WHERE until_ms <= $1 LIMIT $2)sql";

constexpr std::string_view kForget = R"sql(DELETE FROM event_waits WHERE event_id = $1)sql";

constexpr std::string_view kQueue = R"sql(UPDATE events
SET state = 'queued', reason = $2, state_ms = $3 WHERE event_id = $1 AND state = 'held')sql";

constexpr std::string_view kNextDue = R"sql(SELECT MIN(until_ms) FROM event_waits)sql";

constexpr NamedQuery kQueries[] = {
    {"event_waits.add", kAdd},
    {"event_waits.waiting_for", kWaitingFor},
    {"event_waits.due", kDue},
    {"event_waits.forget", kForget},
    {"event_waits.queue", kQueue},
    {"event_waits.next_due", kNextDue},
};

EventId idAt(const Row& row) {
    return Columns(row).id<EventId>();
}

}  // namespace

std::span<const NamedQuery> eventWaitQueries() {
    return kQueries;
}

void EventWaits::add(const EventId& event, const std::vector<EventKey>& wanted, Instant until) {
    for (const auto& key : wanted)
        db_.execute(kAdd, {Blob{key.bytes}, asValue(event), asValue(until)});
}

std::vector<EventId> EventWaits::release(const EventKey& key, Instant now) {
    return queueAgain(db_.queryAll(kWaitingFor, {Blob{key.bytes}}, idAt), "", now);
}

std::vector<EventId> EventWaits::releaseDue(Instant now, std::size_t limit) {
    return queueAgain(db_.queryAll(kDue, {asValue(now), asValue(limit)}, idAt), kWaitedReason, now);
}

bool EventWaits::isWanted(const EventKey& key) {
    return !db_.queryAll(kWaitingFor, {Blob{key.bytes}}, idAt).empty();
}

std::optional<Instant> EventWaits::nextDue() {
    const auto due = db_.queryOne(kNextDue, {}, [](const Row& row) {
        Columns in(row);
        return in.orNone([&] { return in.instant(); });
    });
    return due ? *due : std::nullopt;
}

std::vector<EventId> EventWaits::queueAgain(
    std::vector<EventId> events, std::string_view reason, Instant now
) {
    std::erase_if(events, [&](const EventId& event) {
        db_.execute(kForget, {asValue(event)});
        const bool isReleased = one(db_.execute(kQueue, {asValue(event), reason, asValue(now)}));
        if (isReleased)
            Timeline(db_).addOfEvent(event, {Mark::Released, now, std::string(reason)});
        return !isReleased;
    });
    return events;
}

}  // namespace bowline::store
