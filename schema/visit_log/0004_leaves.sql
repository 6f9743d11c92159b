-- A page's time is counted by its path: a leave that is the first of its page says which it was and when it was opened. In rows from
-- before `opened` is 1970, and the page views tell. Whether a beacon came again is asked for a day only.

ALTER TABLE parlour.page_leaves ADD COLUMN IF NOT EXISTS opened DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)) AFTER page_view;
ALTER TABLE parlour.page_leaves ADD COLUMN IF NOT EXISTS path LowCardinality(String) AFTER opened;
ALTER TABLE parlour.page_leaves MODIFY COLUMN beacon UUID CODEC(ZSTD(1)) TTL came + INTERVAL 2 DAY;

-- What few questions read may take longer to read, and less room.
ALTER TABLE parlour.page_views
    MODIFY COLUMN title LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN referrer_domain LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN campaign_source LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN campaign_medium LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN campaign LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN country LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN region LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN city LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN browser LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN browser_version LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN system LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN device LowCardinality(String) CODEC(ZSTD(1)),
    MODIFY COLUMN language LowCardinality(String) CODEC(ZSTD(1));
