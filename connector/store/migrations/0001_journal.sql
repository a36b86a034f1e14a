-- v1 (compatible with v1+): what arrives: journal, keys, senders, stop fence, events.
CREATE TABLE journal (
    row_id BLOB NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    body_hash BLOB NOT NULL,
    size_bytes BIGINT NOT NULL,
    key_id BLOB NOT NULL,
    body BLOB,
    state TEXT NOT NULL CHECK (state IN ('journalled', 'decoded', 'parked')),
    reason TEXT NOT NULL,
    new_events BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    duplicate_keys BIGINT NOT NULL,
    CHECK (state = 'decoded' OR body IS NOT NULL)
);
CREATE INDEX journal_pending ON journal (state, seq) WHERE state = 'journalled';
CREATE INDEX journal_counts ON journal (state, new_events, duplicates, received_ms);

CREATE TABLE sealing_keys (
    key_id BLOB NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('day', 'person')),
    day_ms BIGINT CHECK ((purpose = 'day') = (day_ms IS NOT NULL)),
    wrapped BLOB NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX sealing_keys_day ON sealing_keys (tenant, day_ms) WHERE day_ms IS NOT NULL;

CREATE TABLE senders (
    tenant TEXT NOT NULL,
    sender_index BLOB NOT NULL,
    key_id BLOB NOT NULL,
    person_id BLOB,
    first_seen_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, sender_index)
);
CREATE INDEX senders_person ON senders (tenant, person_id, sender_index) WHERE person_id IS NOT NULL;

CREATE TABLE stops (
    tenant TEXT NOT NULL,
    sender_index BLOB NOT NULL,
    purpose TEXT NOT NULL,
    journal_seq BIGINT NOT NULL,
    signal TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    lifted_ms BIGINT,
    PRIMARY KEY (tenant, sender_index, purpose, journal_seq)
);
CREATE INDEX stops_active ON stops (tenant, sender_index, purpose) WHERE lifted_ms IS NULL;

CREATE TABLE events (
    event_id BLOB NOT NULL PRIMARY KEY,
    event_key BLOB NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'status', 'preference', 'placeholder')),
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
    CHECK ((state = 'routed') = (destinations > 0))
);
CREATE INDEX events_queued ON events (state, journal_seq, position) WHERE state = 'queued';
CREATE INDEX events_counts ON events (state, destinations, state_ms);
