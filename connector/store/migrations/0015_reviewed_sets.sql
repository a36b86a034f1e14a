-- v15 (compatible with v13+): which rule sets were activated under a signed review. The first one is the launch.
CREATE TABLE reviewed_sets (
    tenant TEXT NOT NULL,
    rule_set TEXT NOT NULL,
    activated_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, rule_set)
);
