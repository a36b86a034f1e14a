-- v10 (compatible with v10+): what a human of operations must look at, until she says that she has.
CREATE TABLE alarms (
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    code TEXT NOT NULL,
    first_ms BIGINT NOT NULL,
    last_ms BIGINT NOT NULL,
    times BIGINT NOT NULL,
    acknowledged_ms BIGINT,
    PRIMARY KEY (tenant, channel, code)
);
