-- v17 (compatible with v13+): the messages of a sender around one: a value may go on in the next.
CREATE INDEX events_sender ON events (sender_index, journal_seq, position) WHERE sender_index IS NOT NULL;
