-- v12 (compatible with v12+): blocks, and episodes of history.
-- A block: persons and groups whose messages are recorded and shown to nobody.
CREATE TABLE blocks (
    tenant TEXT NOT NULL,
    person_id BLOB NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, person_id)
);

-- 1: what was said before bowline, closed from the beginning; one a conversation.
ALTER TABLE episodes ADD COLUMN imported BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX episodes_imported ON episodes (tenant, conversation_id) WHERE imported = 1;
