-- What is found in the visit log: visitors by its id of them, what is known of them beside, and filters worth keeping.

-- The visit log has the first half of a visitor's key.
CREATE INDEX visitors_log ON visitors (SUBSTR(key, 1, 16));
ALTER TABLE visitors ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- JSON array.
ALTER TABLE visitors ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

CREATE TABLE filters (
    id TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    -- 1: for everybody who reads reports.
    shared BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- The console's query without site and period.
    query TEXT NOT NULL,
    -- JSON array of the columns shown.
    columns TEXT NOT NULL,
    made BIGINT NOT NULL,
    UNIQUE (agent, name)
);
