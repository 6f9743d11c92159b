-- Some visits as they stood at a moment, by what their pages say: those of the day before it.
SELECT
    visit,
    visitor,
    min(at) AS arrived,
    toUInt32(count()) AS pages,
    argMax(path, at) AS path,
    argMax(title, at) AS title,
    argMax(country, at) AS country,
    argMax(city, at) AS city,
    argMax(tuple(latitude), at).1 AS latitude,
    argMax(tuple(longitude), at).1 AS longitude,
    argMax(browser, at) AS browser,
    argMax(device, at) AS device
FROM parlour.page_views
WHERE site = {site:String} AND visit IN {visits:Array(UUID)}
  AND at >= fromUnixTimestamp64Milli({at:Int64}) - INTERVAL 1 DAY AND at <= fromUnixTimestamp64Milli({at:Int64})
GROUP BY visit, visitor
ORDER BY arrived, visit
