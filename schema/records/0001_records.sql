-- One text for SQLite and PostgreSQL: ids TEXT, moments (milliseconds since 1970) and flags BIGINT, documents JSON in TEXT.

CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    password TEXT NOT NULL
);

CREATE TABLE sessions (
    token TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    opened BIGINT NOT NULL,
    last_used BIGINT NOT NULL
);

CREATE TABLE departments (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    live_chat BIGINT NOT NULL
);

CREATE TABLE groups (
    id TEXT PRIMARY KEY,
    department TEXT NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (department, name)
);

CREATE TABLE members (
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, agent)
);

CREATE TABLE sites (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origins TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    style TEXT
);

CREATE TABLE templates (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL
);

-- A visitor with no visits was named before the first of them was settled.
CREATE TABLE visitors (
    key TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    public_name TEXT NOT NULL,
    person TEXT,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    chats BIGINT NOT NULL,
    UNIQUE (site, public_name)
);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    visit TEXT NOT NULL,
    agent TEXT NOT NULL REFERENCES agents (id),
    agent_name TEXT NOT NULL,
    group_id TEXT,
    text TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    sent BIGINT NOT NULL,
    delivered BIGINT,
    viewed_wall BIGINT,
    viewed_steady BIGINT,
    viewed_boot TEXT,
    ended BIGINT,
    chat TEXT
);
CREATE UNIQUE INDEX invitations_open ON invitations (visitor) WHERE state IN ('sent', 'delivered', 'viewed');
CREATE INDEX invitations_sent ON invitations (agent, sent);

CREATE TABLE chats (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    state TEXT NOT NULL,
    agent TEXT REFERENCES agents (id),
    agent_name TEXT,
    invitation TEXT REFERENCES invitations (id),
    started BIGINT NOT NULL,
    ended BIGINT,
    ended_as TEXT,
    last_seq BIGINT NOT NULL,
    last_text TEXT NOT NULL,
    read_seq BIGINT NOT NULL
);
CREATE UNIQUE INDEX chats_open ON chats (visitor) WHERE state <> 'ended';
CREATE INDEX chats_ended ON chats (agent, ended);

CREATE TABLE messages (
    chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    visitor TEXT NOT NULL,
    said_by TEXT NOT NULL,
    agent TEXT REFERENCES agents (id),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    client_id TEXT,
    PRIMARY KEY (chat, seq),
    UNIQUE (chat, client_id)
);
CREATE INDEX messages_said ON messages (visitor, client_id);
