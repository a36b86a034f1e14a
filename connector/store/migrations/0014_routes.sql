-- v14 (compatible with v13+): a message of an open ticket goes the way of the route rule that opened it.
ALTER TABLE episodes ADD COLUMN route TEXT NOT NULL DEFAULT '';
