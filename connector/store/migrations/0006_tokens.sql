-- v6 (compatible with v1+): what destinations gave us to be known by: tokens, sealed under a key of the tenant.
CREATE TABLE tokens (
    tenant TEXT NOT NULL,
    destination TEXT NOT NULL,
    name TEXT NOT NULL,
    row_id BLOB NOT NULL,
    version BIGINT NOT NULL,
    key_id BLOB,
    -- NULL: dropped. The row stays, so that a write that was overtaken cannot bring the value back.
    value BLOB CHECK ((value IS NULL) = (key_id IS NULL)),
    expires_ms BIGINT CHECK (expires_ms IS NULL OR value IS NOT NULL),
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, destination, name)
);
