-- Paths are few where pages are many: written as numbers of a dictionary they are counted several times as fast.

ALTER TABLE parlour.page_views MODIFY COLUMN path LowCardinality(String);
ALTER TABLE parlour.visits MODIFY COLUMN entry_path LowCardinality(String) DEFAULT path(entry_url);
ALTER TABLE parlour.visits MODIFY COLUMN exit_path LowCardinality(String) DEFAULT path(exit_url);
