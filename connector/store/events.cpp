// The unique event key does the work: a repeat is an INSERT that changes nothing.
#include "connector/store/events.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"
#include "connector/store/timeline.h"

namespace bowline::store {

namespace {

constexpr std::string_view kInsert = R"sql(INSERT INTO events (
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, state, reason, destinations, person_id, conversation_id, state_ms
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', '', 0, NULL, NULL, $12
) ON CONFLICT (event_key) DO NOTHING)sql";

constexpr std::string_view kNextQueued = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason
FROM events WHERE state = 'queued' AND (journal_seq, position) > ($1, $2)
ORDER BY journal_seq, position LIMIT $3)sql";

constexpr std::string_view kFindQueued = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason
FROM events WHERE event_id = $1 AND state = 'queued')sql";

constexpr std::string_view kFindByKey = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason, state, person_id, conversation_id, episode_id, state_ms
FROM events WHERE event_key = $1)sql";

constexpr std::string_view kSaidBefore = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason, state, person_id, conversation_id, episode_id, state_ms
FROM events WHERE sender_index = $1 AND (journal_seq, position) < ($2, $3)
    AND tenant = $4 AND channel = $5
    AND (sent_ms >= $6 OR state = 'queued' OR (state = 'held' AND reason = 'fragment'))
    AND kind IN ('message', 'echo') AND state <> 'erased'
ORDER BY journal_seq DESC, position DESC LIMIT $7)sql";

constexpr std::string_view kWaitingAfter = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason, state, person_id, conversation_id, episode_id, state_ms
FROM events WHERE sender_index = $1 AND (journal_seq, position) > ($2, $3)
    AND tenant = $4 AND channel = $5 AND kind <> 'status'
    AND (state = 'queued' OR (state = 'held' AND reason = 'fragment'))
ORDER BY journal_seq, position LIMIT $6)sql";

// By id, which has an index and says nothing of time: what is compared needs no order.
constexpr std::string_view kKept = R"sql(SELECT
    event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index,
    key_id, event, reason, state, person_id, conversation_id, episode_id, state_ms
FROM events WHERE event_id > $1 AND sent_ms >= $2
    AND (state = 'routed' OR (state IN ('recorded_only', 'parked') AND reason = 'route'))
ORDER BY event_id LIMIT $3)sql";

constexpr std::string_view kCountKept = R"sql(SELECT
    COUNT(CASE WHEN state = 'routed' OR (state IN ('recorded_only', 'parked') AND reason = 'route')
        THEN 1 END),
    COUNT(CASE WHEN state = 'erased' THEN 1 END)
FROM events WHERE sent_ms >= $1)sql";

constexpr std::string_view kStateOf = R"sql(SELECT state FROM events WHERE event_id = $1)sql";

constexpr std::string_view kSetState = R"sql(UPDATE events
SET state = $3, reason = $4, destinations = $5, person_id = COALESCE($6, person_id),
    conversation_id = COALESCE($7, conversation_id), state_ms = $8,
    episode_id = COALESCE($9, episode_id)
WHERE event_id = $1 AND state = $2)sql";

constexpr NamedQuery kQueries[] = {
    {"events.insert", kInsert},
    {"events.next_queued", kNextQueued},
    {"events.find_queued", kFindQueued},
    {"events.find_by_key", kFindByKey},
    {"events.said_before", kSaidBefore},
    {"events.waiting_after", kWaitingAfter},
    {"events.kept", kKept},
    {"events.count_kept", kCountKept},
    {"events.state_of", kStateOf},
    {"events.set_state", kSetState},
};

/// The states that a later one overwrites and that reports ask for.
std::optional<Mark> markOf(EventState state) {
    if (state == EventState::Held)
        return Mark::Held;
    return state == EventState::Parked ? std::optional(Mark::Parked) : std::nullopt;
}

EventRow eventIn(Columns& in) {
    return {
        in.id<EventId>(),
        {in.bytes()},
        in.name<TenantId>(),
        in.name<ChannelId>(),
        in.oneOf(kLastEventKind),
        in.integer(),
        in.integer(),
        in.instant(),
        in.orNone([&] { return in.blindIndex(); }),
        in.id<KeyId>(),
        in.sealed<Event>(),
        in.text()};
}

EventRow eventAt(const Row& row) {
    Columns in(row);
    return eventIn(in);
}

DecidedEvent decidedAt(const Row& row) {
    Columns in(row);
    return {
        eventIn(in),
        in.oneOf(EventState::Erased),
        in.orNone([&] { return in.id<PersonId>(); }),
        in.orNone([&] { return in.id<ConversationId>(); }),
        in.orNone([&] { return in.id<EpisodeId>(); }),
        in.instant()};
}

}  // namespace

std::span<const NamedQuery> eventQueries() {
    return kQueries;
}

bool Events::insert(const EventRow& event, Instant now) {
    return one(db_.execute(
        kInsert,
        {asValue(event.id),
         Blob{event.key.bytes},
         asValue(event.tenant),
         asValue(event.channel),
         toText(event.kind),
         event.journalSeq,
         event.position,
         asValue(event.sentAt),
         asValue(event.sender),
         asValue(event.keyId),
         asValue(event.event),
         asValue(now)}
    ));
}

std::vector<EventRow> Events::nextQueued(EventCursor after, std::size_t limit) {
    return db_.queryAll(kNextQueued, {after.journalSeq, after.position, asValue(limit)}, eventAt);
}

std::optional<EventRow> Events::findQueued(const EventId& id) {
    return db_.queryOne(kFindQueued, {asValue(id)}, eventAt);
}

std::optional<DecidedEvent> Events::findByKey(const EventKey& key) {
    return db_.queryOne(kFindByKey, {Blob{key.bytes}}, decidedAt);
}

std::vector<DecidedEvent> Events::saidBefore(
    const EventRow& event, Instant since, std::size_t limit
) {
    return db_.queryAll(
        kSaidBefore,
        {asValue(event.sender),
         event.journalSeq,
         event.position,
         asValue(event.tenant),
         asValue(event.channel),
         asValue(since),
         asValue(limit)},
        decidedAt
    );
}

std::vector<DecidedEvent> Events::waitingAfter(const EventRow& event, std::size_t limit) {
    return db_.queryAll(
        kWaitingAfter,
        {asValue(event.sender),
         event.journalSeq,
         event.position,
         asValue(event.tenant),
         asValue(event.channel),
         asValue(limit)},
        decidedAt
    );
}

std::vector<DecidedEvent> Events::kept(
    Instant since, const std::optional<EventId>& after, std::int64_t limit
) {
    // No event has the id of zeros.
    const auto from = after.value_or(EventId{});
    return db_.queryAll(kKept, {asValue(from), asValue(since), limit}, decidedAt);
}

KeptCount Events::countKept(Instant since) {
    const auto count = db_.queryOne(kCountKept, {asValue(since)}, [](const Row& row) {
        Columns in(row);
        return KeptCount{in.integer(), in.integer()};
    });
    return count.value_or(KeptCount{});
}

std::optional<EventState> Events::stateOf(const EventId& id) {
    return db_.queryOne(kStateOf, {asValue(id)}, [](const Row& row) {
        return Columns(row).oneOf(EventState::Erased);
    });
}

bool Events::setState(const EventId& id, EventState from, const EventOutcome& outcome) {
    const bool isSet = one(db_.execute(
        kSetState,
        {asValue(id),
         toText(from),
         toText(outcome.state),
         std::string_view(outcome.reason),
         outcome.destinations,
         asValue(outcome.person),
         asValue(outcome.conversation),
         asValue(outcome.at),
         asValue(outcome.episode)}
    ));
    if (const auto mark = markOf(outcome.state); isSet && mark)
        Timeline(db_).addOfEvent(id, {*mark, outcome.at, outcome.reason});
    return isSet;
}

}  // namespace bowline::store
