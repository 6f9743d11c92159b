-- The pages of one visit, in order; `visible_ms` is missing until the page was left.
SELECT seen.page_view AS page_view, url, path, title, seen.at AS at, visible_ms
FROM parlour.page_views AS seen
LEFT JOIN
(
    SELECT page_view, toNullable(max(visible_ms)) AS visible_ms
    FROM parlour.page_leaves
    WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})
      AND visit = {visit:UUID}
    GROUP BY page_view
) AS gone ON gone.page_view = seen.page_view
WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})
  AND visit = {visit:UUID}
ORDER BY seen.at, seen.page_view
