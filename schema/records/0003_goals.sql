-- What marketers ask for: goals, funnels, reports that are sent by themselves; and in which visit a chat was asked for.

ALTER TABLE chats ADD COLUMN visit TEXT;

CREATE TABLE goals (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    -- page, event.
    kind TEXT NOT NULL,
    -- A path with *, or the event's name.
    pattern TEXT NOT NULL,
    -- NULL: the event's own.
    value DOUBLE PRECISION,
    made BIGINT NOT NULL,
    UNIQUE (site, name)
);

CREATE TABLE funnels (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Minutes.
    within BIGINT NOT NULL,
    -- JSON array of {"kind", "pattern"}.
    steps TEXT NOT NULL,
    made BIGINT NOT NULL,
    UNIQUE (site, name)
);

CREATE TABLE scheduled_reports (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    -- week, month.
    every TEXT NOT NULL,
    -- 1 Monday to 7; of a month's: nothing.
    weekday BIGINT NOT NULL,
    -- 0 to 23 in the site's time zone.
    hour BIGINT NOT NULL,
    -- JSON arrays.
    recipients TEXT NOT NULL,
    filters TEXT NOT NULL,
    sections TEXT NOT NULL,
    next BIGINT NOT NULL,
    last_at BIGINT,
    -- sent, failed.
    last_state TEXT,
    made BIGINT NOT NULL
);
CREATE INDEX scheduled_reports_next ON scheduled_reports (next);
