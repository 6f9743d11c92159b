-- Ids of the newest beacons: one of them again is a repeat.
SELECT id
FROM
(
    SELECT page_view AS id, at FROM parlour.page_views WHERE at >= fromUnixTimestamp64Milli({since:Int64})
    UNION ALL SELECT beacon AS id, at FROM parlour.page_leaves WHERE at >= fromUnixTimestamp64Milli({since:Int64})
    UNION ALL SELECT beacon AS id, at FROM parlour.events WHERE at >= fromUnixTimestamp64Milli({since:Int64})
)
ORDER BY at DESC
LIMIT {limit:UInt32}
