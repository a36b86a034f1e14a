-- v18 (compatible with v13+): what was changed of an earlier entry, by the message that it tells of.
CREATE INDEX outbox_amendments ON outbox (event_id) WHERE kind = 'amend';
