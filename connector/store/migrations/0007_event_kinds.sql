-- v7 (compatible with v7+): every kind of event, the ticket an event went to, what waits for another event.
CREATE TABLE events_v7 (
    event_id BLOB NOT NULL PRIMARY KEY,
    event_key BLOB NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'message', 'status', 'preference', 'placeholder', 'echo', 'edit', 'revoke', 'reaction', 'identity', 'call',
        'notice', 'address_book'
    )),
    journal_seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    sent_ms BIGINT NOT NULL,
    sender_index BLOB,
    key_id BLOB NOT NULL,
    event BLOB NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('queued', 'routed', 'recorded_only', 'dropped', 'held', 'parked', 'erased')
    ),
    reason TEXT NOT NULL,
    destinations BIGINT NOT NULL,
    person_id BLOB,
    conversation_id BLOB,
    state_ms BIGINT NOT NULL,
    episode_id BLOB,
    CHECK ((state = 'routed') = (destinations > 0))
);
INSERT INTO events_v7
SELECT event_id, event_key, tenant, channel, kind, journal_seq, position, sent_ms, sender_index, key_id, event, state,
    reason, destinations, person_id, conversation_id, state_ms, NULL
FROM events;
DROP TABLE events;
ALTER TABLE events_v7 RENAME TO events;
CREATE INDEX events_queued ON events (state, journal_seq, position) WHERE state = 'queued';
CREATE INDEX events_counts ON events (state, destinations, state_ms);

-- A held event that speaks of one which is not here. It is queued again when one with a wanted key is decided, or
-- when its time is over.
CREATE TABLE event_waits (
    wanted_key BLOB NOT NULL,
    event_id BLOB NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (wanted_key, event_id)
);
CREATE INDEX event_waits_until ON event_waits (until_ms, event_id);
CREATE INDEX event_waits_event ON event_waits (event_id);
