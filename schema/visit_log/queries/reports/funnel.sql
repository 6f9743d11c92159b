-- How far visits of a period came along the steps of a funnel.
SELECT level, count() AS visits
FROM
(
    SELECT windowFunnel({within:UInt64})(toUInt64(toUnixTimestamp64Milli(at)), /* steps */) AS level
    FROM
    (
        SELECT visit, at, true AS is_page, path AS word
        FROM parlour.page_views
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
          AND (/* pages */)
        UNION ALL
        SELECT visit, at, false, name
        FROM parlour.events
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
          AND (/* events */)
    )
    WHERE cityHash64(visit) IN
    (
        SELECT cityHash64(v.visit)
        FROM parlour.visits AS v FINAL
        WHERE v.site = {site:String}
          AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
          /* visits: {filter} */
    )
    GROUP BY visit
)
GROUP BY level
ORDER BY level
