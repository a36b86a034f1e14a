-- v19 (compatible with v13+): an item that is sent again after a human said so is looked for first.
-- A program that does not know the column sends it at once.
ALTER TABLE outbox ADD COLUMN look_up BIGINT NOT NULL DEFAULT 0;
