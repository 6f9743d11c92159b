-- What reports ask for: where a visit came from in one word, the paths it began and ended on, chats, and the lots that decide who is
-- invited. Rows from before get their columns reckoned when they are read.

ALTER TABLE parlour.visits
    ADD COLUMN IF NOT EXISTS channel LowCardinality(String) DEFAULT multiIf(
        match(lower(trimBoth(campaign_medium)), '^(cpc|ppc|cpm|cpv|cpa|paid.*|display|retargeting)$'), 'paid',
        match(lower(trimBoth(campaign_medium)), '^(e-?mail|newsletter)$'), 'email',
        notEmpty(campaign_source) OR notEmpty(campaign_medium) OR notEmpty(campaign)
            OR notEmpty(campaign_term) OR notEmpty(campaign_content), 'campaign',
        empty(referrer_domain), 'direct',
        match(referrer_domain, '(^|[.])(google|bing|duckduckgo|yahoo|ecosia|startpage|qwant|baidu|yandex|seznam|naver|brave)[.]'), 'search',
        match(referrer_domain, '(^|[.])(facebook|instagram|linkedin|pinterest|reddit|tiktok|twitter|youtube|mastodon|threads|bsky|vk)[.]')
            OR referrer_domain IN ('t.co', 'x.com', 'lnkd.in', 'youtu.be'), 'social',
        'referral') AFTER campaign_content;
ALTER TABLE parlour.visits ADD COLUMN IF NOT EXISTS entry_path String DEFAULT path(entry_url) CODEC(ZSTD(3)) AFTER exit_url;
ALTER TABLE parlour.visits ADD COLUMN IF NOT EXISTS exit_path String DEFAULT path(exit_url) CODEC(ZSTD(3)) AFTER entry_path;
ALTER TABLE parlour.visits ADD COLUMN IF NOT EXISTS identified Bool DEFAULT false AFTER simulated;

ALTER TABLE parlour.invitations ADD COLUMN IF NOT EXISTS rule Nullable(UUID) CODEC(ZSTD(1)) AFTER agent_group;
ALTER TABLE parlour.invitations ADD COLUMN IF NOT EXISTS variant LowCardinality(String) AFTER rule;
ALTER TABLE parlour.invitations ADD COLUMN IF NOT EXISTS template Nullable(UUID) CODEC(ZSTD(1)) AFTER variant;

-- A chat that has ended; the row that came last counts (a rating comes later).
CREATE TABLE IF NOT EXISTS parlour.chats
(
    site LowCardinality(String),
    chat UUID CODEC(ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    agent Nullable(UUID) CODEC(ZSTD(1)),
    department Nullable(UUID) CODEC(ZSTD(1)),
    invitation Nullable(UUID) CODEC(ZSTD(1)),
    asked DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    answered Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    first_reply Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    ended DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    version DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    outcome LowCardinality(String),
    messages UInt32 CODEC(ZSTD(1)),
    rating Nullable(UInt8) CODEC(ZSTD(1)),
    batch UInt64 CODEC(ZSTD(1)),
    came DateTime('UTC') DEFAULT now() CODEC(Delta(4), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT outcome CHECK outcome IN ('answered', 'missed', 'abandoned'),
    CONSTRAINT moment CHECK asked >= '2000-01-01 00:00:00' AND asked < '2100-01-01 00:00:00'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(asked)
ORDER BY (site, visitor, chat)
TTL came + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

-- A visitor became eligible, and the lot fell. Without a rule: an agent invited. The first row of a visitor and a rule counts.
CREATE TABLE IF NOT EXISTS parlour.assignments
(
    site LowCardinality(String),
    rule Nullable(UUID) CODEC(ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    arm LowCardinality(String),
    url String CODEC(ZSTD(3)),
    batch UInt64 CODEC(ZSTD(1)),
    came DateTime('UTC') DEFAULT now() CODEC(Delta(4), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT moment CHECK at >= '2000-01-01 00:00:00' AND at < '2100-01-01 00:00:00'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (site, visitor, at)
TTL came + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;
