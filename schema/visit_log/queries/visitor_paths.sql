-- The paths a visitor saw in some visits, and how often.
SELECT visit, path, toUInt32(count()) AS times
FROM parlour.page_views
WHERE site = {site:String} AND (/* at: {windows} */) AND visitor = {visitor:UInt64} AND visit IN {visits:Array(UUID)}
GROUP BY visit, path
ORDER BY visit, min(at), path
