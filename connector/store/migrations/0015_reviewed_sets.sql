-- v15 (compatible with v13+): rule sets that were activated under a signed review, and whom each names as approvers.
CREATE TABLE reviewed_sets (
    tenant TEXT NOT NULL,
    rule_set TEXT NOT NULL,
    activated_ms BIGINT NOT NULL,
    approvers TEXT NOT NULL,
    PRIMARY KEY (tenant, rule_set)
);
