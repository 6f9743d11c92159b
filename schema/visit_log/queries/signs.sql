-- Signs of life at a site between two moments, visit by visit: 0 a page was opened, 1 an event, 2 a page was left.
SELECT visit, at, kind, page_view
FROM
(
    SELECT visit, at, toUInt8(0) AS kind, page_view
    FROM parlour.page_views
    WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})
    UNION ALL
    SELECT visit, at, toUInt8(1) AS kind, toUUID('00000000-0000-0000-0000-000000000000') AS page_view
    FROM parlour.events
    WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})
    UNION ALL
    SELECT visit, at, toUInt8(2) AS kind, page_view
    FROM parlour.page_leaves
    WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})
)
ORDER BY visit, at, kind
