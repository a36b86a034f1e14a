-- v11 (compatible with v11+): the newest version of a message that was edited.
-- By the key of the message, the key of its last edit in the provider's order.
CREATE TABLE message_versions (
    message_key BLOB NOT NULL PRIMARY KEY,
    edit_key BLOB NOT NULL,
    provider_second BIGINT NOT NULL,
    journal_seq BIGINT NOT NULL,
    position BIGINT NOT NULL
);
