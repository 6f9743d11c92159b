-- The pages of some visits of a site between two moments, in order, and when each was left.
SELECT visit, at, path, title, left_at
FROM
(
    SELECT visit, page_view, toUnixTimestamp64Milli(page_views.at) AS at, path, title
    FROM parlour.page_views
    WHERE site = {site:String} AND visit IN {visits:Array(UUID)}
      AND page_views.at >= fromUnixTimestamp64Milli({from:Int64}) AND page_views.at <= fromUnixTimestamp64Milli({until:Int64})
) AS seen
LEFT JOIN
(
    SELECT page_view, toNullable(toUnixTimestamp64Milli(max(page_leaves.at))) AS left_at
    FROM parlour.page_leaves
    WHERE site = {site:String} AND visit IN {visits:Array(UUID)}
      AND page_leaves.at >= fromUnixTimestamp64Milli({from:Int64}) AND page_leaves.at <= fromUnixTimestamp64Milli({until:Int64})
    GROUP BY page_view
) AS gone ON gone.page_view = seen.page_view
ORDER BY at, seen.page_view
