-- The visit log. Every table keeps 13 months and is cut into months, so that old ones go whole.
-- `batch` names the insert a row came with: before a doubtful insert is repeated, it is looked for.
-- The settings bring every insert and every merge to the disk before it counts.

CREATE TABLE IF NOT EXISTS parlour.page_views
(
    site LowCardinality(String),
    at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    page_view UUID CODEC(ZSTD(1)),
    url String CODEC(ZSTD(3)),
    path String CODEC(ZSTD(3)),
    title String CODEC(ZSTD(3)),
    referrer_url String CODEC(ZSTD(3)),
    referrer_domain LowCardinality(String),
    campaign_source LowCardinality(String),
    campaign_medium LowCardinality(String),
    campaign LowCardinality(String),
    campaign_term LowCardinality(String),
    campaign_content LowCardinality(String),
    country LowCardinality(String),
    region LowCardinality(String),
    city LowCardinality(String),
    latitude Nullable(Float32) CODEC(ZSTD(1)),
    longitude Nullable(Float32) CODEC(ZSTD(1)),
    browser LowCardinality(String),
    browser_version LowCardinality(String),
    system LowCardinality(String),
    device LowCardinality(String),
    language LowCardinality(String),
    time_zone LowCardinality(String),
    screen LowCardinality(String),
    ip String CODEC(ZSTD(1)),
    privacy Bool,
    simulated Bool,
    batch UInt64 CODEC(Delta(8), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT moment CHECK at >= '2000-01-01 00:00:00' AND at < '2100-01-01 00:00:00'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (site, at, visitor)
TTL toDateTime(at) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS parlour.page_leaves
(
    site LowCardinality(String),
    at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    beacon UUID CODEC(ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    page_view UUID CODEC(ZSTD(1)),
    visible_ms UInt32 CODEC(ZSTD(1)),
    batch UInt64 CODEC(Delta(8), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT moment CHECK at >= '2000-01-01 00:00:00' AND at < '2100-01-01 00:00:00'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (site, at, visitor)
TTL toDateTime(at) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS parlour.events
(
    site LowCardinality(String),
    at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    beacon UUID CODEC(ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    page_view Nullable(UUID) CODEC(ZSTD(1)),
    name LowCardinality(String),
    value Float64 CODEC(ZSTD(1)),
    batch UInt64 CODEC(Delta(8), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT moment CHECK at >= '2000-01-01 00:00:00' AND at < '2100-01-01 00:00:00'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (site, at, visitor)
TTL toDateTime(at) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

-- One visit is a few rows until they merge: read it with FINAL. Ordered by visitor, because a history is asked for while
-- somebody waits; a report reads a site's months.
CREATE TABLE IF NOT EXISTS parlour.visits
(
    site LowCardinality(String),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    started DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    ended DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    version DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    number UInt32 CODEC(ZSTD(1)),
    pages UInt32 CODEC(ZSTD(1)),
    entry_url String CODEC(ZSTD(3)),
    exit_url String CODEC(ZSTD(3)),
    referrer_url String CODEC(ZSTD(3)),
    referrer_domain LowCardinality(String),
    campaign_source LowCardinality(String),
    campaign_medium LowCardinality(String),
    campaign LowCardinality(String),
    campaign_term LowCardinality(String),
    campaign_content LowCardinality(String),
    country LowCardinality(String),
    region LowCardinality(String),
    city LowCardinality(String),
    latitude Nullable(Float32) CODEC(ZSTD(1)),
    longitude Nullable(Float32) CODEC(ZSTD(1)),
    browser LowCardinality(String),
    browser_version LowCardinality(String),
    system LowCardinality(String),
    device LowCardinality(String),
    language LowCardinality(String),
    simulated Bool,
    privacy Bool,
    batch UInt64 CODEC(ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    INDEX by_visit visit TYPE bloom_filter(0.01) GRANULARITY 1,
    CONSTRAINT moment CHECK started >= '2000-01-01 00:00:00' AND started < '2100-01-01 00:00:00'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started)
ORDER BY (site, visitor, visit)
TTL toDateTime(started) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS parlour.invitations
(
    site LowCardinality(String),
    invitation UUID CODEC(ZSTD(1)),
    visitor UInt64 CODEC(ZSTD(1)),
    visit UUID CODEC(ZSTD(1)),
    agent UUID CODEC(ZSTD(1)),
    agent_group Nullable(UUID) CODEC(ZSTD(1)),
    ending LowCardinality(String),
    sent DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    delivered Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    viewed Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    ended DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    url String CODEC(ZSTD(3)),
    chat Nullable(UUID) CODEC(ZSTD(1)),
    batch UInt64 CODEC(ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT ending CHECK ending IN ('accepted', 'declined', 'expired', 'undelivered', 'withdrawn', 'superseded'),
    CONSTRAINT moment CHECK sent >= '2000-01-01 00:00:00' AND sent < '2100-01-01 00:00:00'
)
ENGINE = ReplacingMergeTree(ended)
PARTITION BY toYYYYMM(sent)
ORDER BY (site, visitor, invitation)
TTL toDateTime(sent) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS parlour.bot_views
(
    site LowCardinality(String),
    at DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    id UUID CODEC(ZSTD(1)),
    reason LowCardinality(String),
    url String CODEC(ZSTD(3)),
    user_agent String CODEC(ZSTD(3)),
    ip String CODEC(ZSTD(1)),
    country LowCardinality(String),
    batch UInt64 CODEC(Delta(8), ZSTD(1)),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    CONSTRAINT moment CHECK at >= '2000-01-01 00:00:00' AND at < '2100-01-01 00:00:00'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (site, at)
TTL toDateTime(at) + INTERVAL 13 MONTH
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, ttl_only_drop_parts = 1;
