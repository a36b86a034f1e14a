-- v13 (compatible with v13+): what was said before bowline is claimed only when nothing of today is due.
ALTER TABLE outbox ADD COLUMN gives_way BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_heads ADD COLUMN gives_way BIGINT NOT NULL DEFAULT 0;
DROP INDEX outbox_heads_due;
CREATE INDEX outbox_heads_due ON outbox_heads (destination, gives_way, due_ms, item_id);
