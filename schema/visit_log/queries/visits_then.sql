-- Some visits as they stood at a moment, by what their pages say: those of the day before it. An address that is nowhere unlearns no place.
SELECT
    visit,
    visitor,
    min(at) AS arrived,
    toUInt32(count()) AS pages,
    argMax(path, at) AS path,
    argMax(title, at) AS title,
    argMaxIf(p.country, p.at, p.country != '') AS country,
    argMaxIf(p.city, p.at, p.country != '') AS city,
    argMaxIf(tuple(p.latitude), p.at, p.country != '').1 AS latitude,
    argMaxIf(tuple(p.longitude), p.at, p.country != '').1 AS longitude,
    argMax(browser, at) AS browser,
    argMax(device, at) AS device
FROM parlour.page_views AS p
WHERE site = {site:String} AND visit IN {visits:Array(UUID)}
  AND at >= fromUnixTimestamp64Milli({at:Int64}) - INTERVAL 1 DAY AND at <= fromUnixTimestamp64Milli({at:Int64})
GROUP BY visit, visitor
ORDER BY arrived, visit
