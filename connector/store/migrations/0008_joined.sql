-- v8 (compatible with v8+): comments that travel in one request: whose request it is, and one begun request a lane.
-- The id of the row whose request carries this one. Its own id: this row goes alone, since it was refused with others
-- or what it sent may be there.
ALTER TABLE outbox ADD COLUMN joined_to BLOB;
-- Of what was tried before, nobody remembers whether its request may be there.
UPDATE outbox SET joined_to = item_id WHERE state = 'queued' AND attempts > 0;
CREATE INDEX outbox_joined ON outbox (joined_to, provider_second, journal_seq, position)
    WHERE joined_to IS NOT NULL AND state IN ('queued', 'leased', 'uncertain');

-- One request in flight a lane, whatever the program does; who is carried along counts with its leader.
DROP INDEX outbox_begun;
CREATE UNIQUE INDEX outbox_begun ON outbox (tenant, conversation_id, destination)
    WHERE state IN ('leased', 'uncertain') AND (joined_to IS NULL OR joined_to = item_id);
