-- v2 (compatible with v1+): who it is from: persons, attributes, conversations, episodes, aliases, links.
CREATE TABLE persons (
    tenant TEXT NOT NULL,
    person_id BLOB NOT NULL,
    key_id BLOB NOT NULL,
    version BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, person_id)
);

CREATE TABLE person_attributes (
    tenant TEXT NOT NULL,
    attribute_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'bsuid', 'name')),
    blind_index BLOB CHECK ((kind = 'name') = (blind_index IS NULL)),
    person_id BLOB NOT NULL,
    value BLOB NOT NULL,
    key_id BLOB NOT NULL,
    valid_from_ms BIGINT NOT NULL,
    valid_to_ms BIGINT,
    PRIMARY KEY (tenant, attribute_id)
);
CREATE UNIQUE INDEX person_attributes_live ON person_attributes (tenant, kind, blind_index)
    WHERE valid_to_ms IS NULL AND blind_index IS NOT NULL;
CREATE INDEX person_attributes_person ON person_attributes (tenant, person_id)
    WHERE valid_to_ms IS NULL;

CREATE TABLE conversations (
    tenant TEXT NOT NULL,
    conversation_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    last_second BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    last_position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, conversation_id),
    UNIQUE (tenant, person_id, channel)
);

CREATE TABLE episodes (
    tenant TEXT NOT NULL,
    episode_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    opened_ms BIGINT NOT NULL,
    last_message_ms BIGINT NOT NULL,
    closed_ms BIGINT,
    PRIMARY KEY (tenant, episode_id)
);
CREATE UNIQUE INDEX episodes_open ON episodes (tenant, conversation_id) WHERE closed_ms IS NULL;
CREATE INDEX episodes_newest ON episodes (tenant, conversation_id, opened_ms);

CREATE TABLE aliases (
    tenant TEXT NOT NULL,
    destination TEXT NOT NULL,
    person_id BLOB NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (tenant, destination, person_id),
    UNIQUE (tenant, destination, alias)
);

CREATE TABLE links (
    tenant TEXT NOT NULL,
    destination TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('contact', 'ticket')),
    own_key TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    ledger_seq BIGINT,
    PRIMARY KEY (tenant, destination, kind, own_key)
);
