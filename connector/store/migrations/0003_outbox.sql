-- v3 (compatible with v1+): what is to be told: outbox, the heads of its lanes, incidents.
CREATE TABLE outbox (
    item_id BLOB NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    destination TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'ensure_contact', 'ensure_ticket', 'comment', 'amend', 'status', 'attachment', 'erase', 'stop_note'
    )),
    counted BIGINT NOT NULL CHECK (counted IN (0, 1)),
    event_id BLOB,
    person_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    episode_id BLOB NOT NULL,
    provider_second BIGINT NOT NULL,
    journal_seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'leased', 'uncertain', 'delivered', 'parked', 'held', 'dropped', 'erased'
    )),
    reason TEXT NOT NULL,
    due_ms BIGINT NOT NULL,
    lease_until_ms BIGINT CHECK ((state = 'leased') = (lease_until_ms IS NOT NULL)),
    attempts BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    done_ms BIGINT,
    rule_set TEXT NOT NULL,
    guard_version BIGINT NOT NULL,
    key_id BLOB NOT NULL,
    item BLOB,
    forbidden BLOB,
    remote_id TEXT,
    CHECK (item IS NOT NULL OR state IN ('parked', 'dropped', 'erased')),
    CHECK (counted = 0 OR event_id IS NOT NULL)
);
-- One counted row an event and destination: a plan that is applied twice breaks here, not in a ticket.
CREATE UNIQUE INDEX outbox_counted ON outbox (event_id, destination) WHERE counted = 1;
CREATE INDEX outbox_lane
    ON outbox (tenant, conversation_id, destination, provider_second, journal_seq, position)
    WHERE state = 'queued';
-- One in flight a lane, whatever the program does.
CREATE UNIQUE INDEX outbox_begun ON outbox (tenant, conversation_id, destination)
    WHERE state IN ('leased', 'uncertain');
CREATE INDEX outbox_person ON outbox (tenant, person_id)
    WHERE state IN ('queued', 'leased', 'uncertain', 'held');
CREATE INDEX outbox_counts ON outbox (state, created_ms, destination, counted);

-- The one row of each (conversation, destination) that may be claimed, and when. Follows from outbox.
CREATE TABLE outbox_heads (
    tenant TEXT NOT NULL,
    conversation_id BLOB NOT NULL,
    destination TEXT NOT NULL,
    item_id BLOB NOT NULL,
    due_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, conversation_id, destination)
);
CREATE INDEX outbox_heads_due ON outbox_heads (due_ms, item_id);

CREATE TABLE incidents (
    tenant TEXT NOT NULL,
    incident_id BLOB NOT NULL,
    event_id BLOB NOT NULL,
    item_id BLOB,
    destination TEXT NOT NULL,
    cls TEXT NOT NULL,
    form TEXT NOT NULL,
    field TEXT NOT NULL,
    rule_set TEXT NOT NULL,
    opened_ms BIGINT NOT NULL,
    contained_ms BIGINT,
    PRIMARY KEY (tenant, incident_id)
);
CREATE INDEX incidents_newest ON incidents (opened_ms);
