// The unique event key does the work: a repeat is an INSERT that changes nothing.
#include "connector/store/events.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

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
    key_id, event, reason, state, person_id, conversation_id, episode_id
FROM events WHERE event_key = $1)sql";

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
    {"events.state_of", kStateOf},
    {"events.set_state", kSetState},
};

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
        in.orNone([&] { return in.id<EpisodeId>(); })};
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

std::optional<EventState> Events::stateOf(const EventId& id) {
    return db_.queryOne(kStateOf, {asValue(id)}, [](const Row& row) {
        return Columns(row).oneOf(EventState::Erased);
    });
}

bool Events::setState(const EventId& id, EventState from, const EventOutcome& outcome) {
    return one(db_.execute(
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
}

}  // namespace bowline::store
