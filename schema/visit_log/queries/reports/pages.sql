-- Pages seen in a period: how often, by whom, for how long; visits that began on them and that ended on them. All pages together are
-- counted apart: to put their visitors' sets together would take as long again. Views are found by 64 bits of their ids.
SELECT
    toString(key) AS key, max(title) AS detail, toUInt8(is_total) AS is_total,
    [
        toNullable(toFloat64(sum(views))), toFloat64(sum(visits)), toFloat64(sum(visitors)), max(time),
        toFloat64(sum(entries) AS began), toFloat64(sum(exits)),
        if(began = 0, NULL, sum(bounced) / began), toFloat64(sum(chats))
    ] AS figures
FROM
(
    SELECT
        path AS key, 0 AS is_total, argMax(p.title, p.at) AS title,
        count() AS views, uniqExact(p.visit) AS visits, uniqExact(p.visitor) AS visitors,
        CAST(NULL AS Nullable(Float64)) AS time,
        toUInt64(0) AS entries, toUInt64(0) AS exits, toUInt64(0) AS bounced, toUInt64(0) AS chats
    FROM parlour.page_views AS p
    WHERE p.site = {site:String}
      AND p.at >= fromUnixTimestamp64Milli({start:Int64}) AND p.at < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY path
    UNION ALL
    SELECT '', 1, '', count(), uniqExact(p.visit), uniqExact(p.visitor), NULL, 0, 0, 0, 0
    FROM parlour.page_views AS p
    WHERE p.site = {site:String}
      AND p.at >= fromUnixTimestamp64Milli({start:Int64}) AND p.at < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    UNION ALL
    SELECT path, grouping(path), '', 0, 0, 0, toNullable(toFloat64(quantileExact(visible_ms))), 0, 0, 0, 0
    FROM
    (
        SELECT cityHash64(page_view) AS id, path
        FROM parlour.page_views
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
          /* passing */
    ) AS seen
    INNER JOIN
    (
        SELECT cityHash64(page_view) AS id, max(visible_ms) AS visible_ms
        FROM parlour.page_leaves
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
        GROUP BY id
    ) AS gone ON gone.id = seen.id
    GROUP BY path WITH ROLLUP
    UNION ALL
    SELECT v.entry_path, grouping(v.entry_path), '', 0, 0, 0, NULL, count(), 0, countIf(v.pages = 1), 0
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    GROUP BY v.entry_path WITH ROLLUP
    UNION ALL
    SELECT v.exit_path, grouping(v.exit_path), '', 0, 0, 0, NULL, 0, count(), 0, 0
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    GROUP BY v.exit_path WITH ROLLUP
    UNION ALL
    SELECT path, grouping(path), '', 0, 0, 0, NULL, 0, 0, 0, uniqExact(chat)
    FROM
    (
        SELECT DISTINCT visit, path
        FROM parlour.page_views
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
          /* passing */
          AND visit IN
          (
              SELECT visit
              FROM parlour.chats
              WHERE site = {site:String}
                AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
          )
    ) AS seen
    INNER JOIN
    (
        SELECT visit, chat
        FROM parlour.chats FINAL
        WHERE site = {site:String}
          AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
    ) AS asked ON asked.visit = seen.visit
    GROUP BY path WITH ROLLUP
)
GROUP BY key, is_total
