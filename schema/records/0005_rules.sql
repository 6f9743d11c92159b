-- Rules that invite by themselves, in order of priority within their site.
CREATE TABLE invitation_rules (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- JSON of domain::invitation_rule::Rule.
    document TEXT NOT NULL
);
CREATE INDEX invitation_rules_of ON invitation_rules (site, position);

-- Where each visitor's lot fell, written before anything is sent; `rule` is the nil id for invitations by agents. The first one stays.
CREATE TABLE rule_assignments (
    rule TEXT NOT NULL,
    visitor TEXT NOT NULL,
    -- held_out, invited, or a variant's id.
    arm TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (rule, visitor)
);
CREATE INDEX rule_assignments_visitor ON rule_assignments (visitor);

-- JSON of domain::invitation_rule::limits::Attention.
CREATE TABLE attention (
    site TEXT PRIMARY KEY,
    document TEXT NOT NULL
);

-- NULL: an agent invited.
ALTER TABLE invitations ADD COLUMN rule TEXT;
ALTER TABLE invitations ADD COLUMN variant TEXT;
ALTER TABLE invitations ADD COLUMN template TEXT;
CREATE INDEX invitations_to ON invitations (visitor, sent);
CREATE INDEX invitations_by_rule ON invitations (rule, sent) WHERE rule IS NOT NULL;
