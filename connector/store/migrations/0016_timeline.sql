-- v16 (compatible with v13+): what reports need with its times, which states overwrite: holds, parks, replies, whose turn.
CREATE TABLE timeline (
    mark_id BLOB NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'opened', 'queue', 'owner', 'first_reply', 'waits_for_us', 'waits_for_person', 'held', 'released', 'parked',
        'incident_opened', 'incident_contained', 'revealed'
    )),
    at_ms BIGINT NOT NULL,
    episode_id BLOB,
    event_id BLOB,
    code TEXT NOT NULL
);
CREATE INDEX timeline_episode ON timeline (tenant, episode_id, at_ms);
CREATE INDEX timeline_kind ON timeline (tenant, kind, at_ms);
CREATE UNIQUE INDEX timeline_first_reply ON timeline (tenant, episode_id) WHERE kind = 'first_reply';
