-- v9 (compatible with v9+): persons who may be one, and how far messages of the business got.
-- Two persons to whom the identifiers of one sender point. Nothing merges by itself: a human decides. The pair
-- stands in the order of its ids, once.
CREATE TABLE merge_proposals (
    tenant TEXT NOT NULL,
    person_id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('two_owners', 'number_with_other_id', 'claimed_twice')),
    event_id BLOB NOT NULL,
    proposed_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, person_id, other_id),
    CHECK (person_id < other_id)
);

-- By the key of the message, also before the message itself is known: a status can overtake it. The state follows
-- from the times.
CREATE TABLE message_progress (
    message_key BLOB NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    sent_ms BIGINT,
    delivered_ms BIGINT,
    read_ms BIGINT,
    played_ms BIGINT,
    failed_ms BIGINT,
    error_code BIGINT
);
