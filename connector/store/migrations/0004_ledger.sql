-- v4 (compatible with v1+): what can be proven: ledger entries, the end of each chain, the erasable index.
CREATE TABLE ledger_entries (
    log_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    leaf_hash BLOB NOT NULL,
    PRIMARY KEY (log_id, seq)
);

CREATE TABLE ledger_heads (
    log_id TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    chain BLOB NOT NULL,
    root BLOB NOT NULL,
    mac BLOB NOT NULL
);

CREATE TABLE ledger_subjects (
    log_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    person_id BLOB NOT NULL,
    PRIMARY KEY (log_id, seq)
);
CREATE INDEX ledger_subjects_person ON ledger_subjects (person_id, log_id, seq);
