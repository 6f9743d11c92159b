-- The chat desk: who may take a chat, what is said in it, and what is kept of it.

ALTER TABLE agents ADD COLUMN active BIGINT NOT NULL DEFAULT 1;
-- A deleted agent's row stays, because their transcripts do; the id is put before the e-mail, which is free again.
ALTER TABLE agents ADD COLUMN deleted BIGINT;
ALTER TABLE agents ADD COLUMN title TEXT NOT NULL DEFAULT '';
-- JSON array of language tags.
ALTER TABLE agents ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE agents ADD COLUMN photo TEXT;
-- Chats at once; NULL: no limit.
ALTER TABLE agents ADD COLUMN capacity BIGINT;
-- 1: away because idle, so that activity brings them back.
ALTER TABLE agents ADD COLUMN idle BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN totp TEXT;
-- The secret of a device that has not shown a code yet.
ALTER TABLE agents ADD COLUMN totp_offered TEXT;
-- JSON array of hashes; each code works once.
ALTER TABLE agents ADD COLUMN recovery TEXT NOT NULL DEFAULT '[]';
-- The last time step a code was taken for: a code works once.
ALTER TABLE agents ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;

ALTER TABLE sessions ADD COLUMN id TEXT;
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';

-- When an account was active, for the seats by month.
CREATE TABLE agent_spans (
    agent TEXT NOT NULL REFERENCES agents (id),
    began BIGINT NOT NULL,
    ended BIGINT,
    PRIMARY KEY (agent, began)
);
-- Accounts from before: their ids say since when.
INSERT INTO agent_spans (agent, began) SELECT id, 0 FROM agents;

CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    last_used BIGINT
);

-- JSON array of site keys; empty: all sites.
ALTER TABLE departments ADD COLUMN sites TEXT NOT NULL DEFAULT '[]';
-- JSON {"time_zone", "days": 7 × [["09:00","17:00"], …]} from Monday; NULL: always open.
ALTER TABLE departments ADD COLUMN hours TEXT;

-- JSON of domain::site::SiteSettings.
ALTER TABLE sites ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- One document a key: routing, desk.
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE routing_rules (
    id TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    pattern TEXT NOT NULL,
    -- JSON {"agents": [id], "groups": [id]}
    targets TEXT NOT NULL
);

-- The visitor's choice on the welcome screen.
ALTER TABLE chats ADD COLUMN department TEXT;
ALTER TABLE chats ADD COLUMN department_name TEXT;
ALTER TABLE chats ADD COLUMN email TEXT;
ALTER TABLE chats ADD COLUMN url TEXT NOT NULL DEFAULT '';
-- Rings until then; NULL while it does not ring.
ALTER TABLE chats ADD COLUMN rings_until BIGINT;
-- The name its agent speaks under to the visitor: the first who accepted. A transfer does not change it.
ALTER TABLE chats ADD COLUMN face TEXT;
-- JSON array of the agents who will not take it while it rings this time.
ALTER TABLE chats ADD COLUMN declined TEXT NOT NULL DEFAULT '[]';
-- JSON array of {"id", "name", "shown"}: the colleagues who are in it beside its agent.
ALTER TABLE chats ADD COLUMN guests TEXT NOT NULL DEFAULT '[]';
ALTER TABLE chats ADD COLUMN accepted BIGINT;
ALTER TABLE chats ADD COLUMN visitor_delivered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN visitor_read BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN rating BIGINT;
ALTER TABLE chats ADD COLUMN comment TEXT;
-- JSON array.
ALTER TABLE chats ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE chats ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX chats_visitor ON chats (visitor, started);
CREATE INDEX chats_started ON chats (started, id);
CREATE INDEX chats_of ON chats (agent, started, id);

-- What webhooks missed is found by when it ended.
CREATE INDEX chats_over ON chats (ended) WHERE ended IS NOT NULL;
CREATE INDEX invitations_over ON invitations (ended) WHERE ended IS NOT NULL;

-- A transfer or an invitation into the room, waiting for an answer.
CREATE TABLE offers (
    id TEXT PRIMARY KEY,
    chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    from_agent TEXT NOT NULL REFERENCES agents (id),
    from_name TEXT NOT NULL,
    to_agent TEXT REFERENCES agents (id),
    to_group TEXT,
    to_name TEXT NOT NULL,
    note TEXT NOT NULL,
    made BIGINT NOT NULL,
    until BIGINT NOT NULL,
    state TEXT NOT NULL,
    taken_by TEXT REFERENCES agents (id),
    taken_name TEXT,
    visitor_name TEXT NOT NULL,
    -- JSON arrays of agents: who may answer, and who said no.
    asked TEXT NOT NULL,
    declined TEXT NOT NULL
);
-- A chat is handed to one at a time; any number may be asked into the room, each once.
CREATE UNIQUE INDEX offers_transfer ON offers (chat) WHERE state = 'open' AND kind = 'transfer';
CREATE UNIQUE INDEX offers_open ON offers (chat, kind, to_name) WHERE state = 'open';
CREATE INDEX offers_made ON offers (made);
CREATE INDEX offers_until ON offers (until) WHERE state = 'open';

-- A sender's own id is unique among what that sender said in a chat: there may be several agents in it now.
CREATE TABLE messages_anew (
    chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    visitor TEXT NOT NULL,
    said_by TEXT NOT NULL,
    agent TEXT REFERENCES agents (id),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    client_id TEXT,
    -- text, link, file.
    kind TEXT NOT NULL DEFAULT 'text',
    -- 1: agents only.
    whisper BIGINT NOT NULL DEFAULT 0,
    -- The name the visitor reads, where it is another.
    shown_as TEXT,
    -- JSON {"link": {"url","same_tab"}} or {"file": {"id","name","size","type","token"}}.
    attached TEXT,
    edited BIGINT,
    deleted BIGINT,
    PRIMARY KEY (chat, seq)
);
INSERT INTO messages_anew (chat, seq, visitor, said_by, agent, name, text, at, client_id)
    SELECT chat, seq, visitor, said_by, agent, name, text, at, client_id FROM messages;
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE INDEX messages_said ON messages (visitor, client_id);
CREATE UNIQUE INDEX messages_once ON messages (chat, said_by, COALESCE(agent, ''), client_id);

-- In the records, so that every node has them.
CREATE TABLE files (
    id TEXT PRIMARY KEY,
    chat TEXT REFERENCES chats (id) ON DELETE CASCADE,
    -- Whoever has this may read the file.
    token TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    made BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);

CREATE TABLE canned (
    id TEXT PRIMARY KEY,
    -- NULL: shared.
    owner TEXT REFERENCES agents (id) ON DELETE CASCADE,
    shortcut TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE UNIQUE INDEX canned_shortcut ON canned (COALESCE(owner, ''), shortcut);

CREATE TABLE blocks (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    -- The visitor's address with its last bits cut off; NULL when it was not known.
    network TEXT,
    agent TEXT NOT NULL REFERENCES agents (id),
    agent_name TEXT NOT NULL,
    chat TEXT,
    reason TEXT NOT NULL,
    made BIGINT NOT NULL,
    until BIGINT NOT NULL,
    lifted BIGINT,
    lifted_by TEXT
);
CREATE INDEX blocks_until ON blocks (until);

CREATE TABLE offline_messages (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visitor_name TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    department TEXT,
    text TEXT NOT NULL,
    url TEXT NOT NULL,
    chat TEXT,
    at BIGINT NOT NULL,
    handled BIGINT,
    handled_by TEXT,
    UNIQUE (visitor, client_id)
);
CREATE INDEX offline_messages_at ON offline_messages (at);

-- E-mail on its way, and what became of it.
CREATE TABLE mails (
    id TEXT PRIMARY KEY,
    -- What it is about: offline_message, transcript, test.
    about TEXT NOT NULL,
    subject_id TEXT,
    -- The agent who asked for it; NULL: the visitor, or nobody.
    asked_by TEXT REFERENCES agents (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT,
    reply_to TEXT,
    made BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    next_try BIGINT NOT NULL,
    sent BIGINT,
    error TEXT
);
CREATE INDEX mails_due ON mails (next_try) WHERE state = 'queued';
CREATE INDEX mails_about ON mails (subject_id);

-- Between agents: a pair, or a department.
CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    -- Two agents' ids in order with a space between, or the department's id.
    of TEXT NOT NULL UNIQUE,
    department TEXT,
    last_seq BIGINT NOT NULL,
    last_text TEXT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE TABLE room_messages (
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    agent TEXT NOT NULL REFERENCES agents (id),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    client_id TEXT NOT NULL,
    PRIMARY KEY (room, seq),
    UNIQUE (room, agent, client_id)
);
CREATE TABLE room_reads (
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    agent TEXT NOT NULL REFERENCES agents (id),
    seq BIGINT NOT NULL,
    PRIMARY KEY (room, agent)
);

CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    -- JSON array of event names; empty: all.
    events TEXT NOT NULL,
    active BIGINT NOT NULL,
    made BIGINT NOT NULL
);
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- What it tells of; the same is told to the same webhook once.
    key TEXT NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    made BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    next_try BIGINT NOT NULL,
    status BIGINT,
    error TEXT,
    took_ms BIGINT,
    UNIQUE (webhook, key)
);
CREATE INDEX deliveries_due ON deliveries (next_try) WHERE state = 'queued';
CREATE INDEX deliveries_of ON deliveries (webhook, id);
CREATE INDEX deliveries_made ON deliveries (made);

CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    agent TEXT,
    agent_name TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    about TEXT NOT NULL,
    -- JSON of what changed, without secrets.
    detail TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
