-- v5 (compatible with v1+): how a delivery gets on: steps that are done, failures that count, heads by destination.
CREATE TABLE delivery_steps (
    item_id BLOB NOT NULL,
    step TEXT NOT NULL,
    tenant TEXT NOT NULL,
    key_id BLOB NOT NULL,
    output BLOB NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (item_id, step)
);

-- Attempts that failed and count, and since when: what a destination that is stopped refuses counts for nothing.
ALTER TABLE outbox ADD COLUMN failures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN failing_since_ms BIGINT;

-- Each destination is claimed for itself: what waits behind one that is down is not even looked at.
DROP INDEX outbox_heads_due;
CREATE INDEX outbox_heads_due ON outbox_heads (destination, due_ms, item_id);
