-- Pages seen in a period: how often, by whom, for how long; visits that began on them and that ended on them; chats asked for in visits
-- that saw them. Pages and visits are told apart by 64 bits of hashes. Of each visitor the pages are put side by side, and what is the
-- first of its kind there is counted: sets for every page, which two threads put together, take more than twice as long.
SELECT
    max(name) AS key, if(is_total, '', max(title)) AS detail, toUInt8(is_total) AS is_total,
    [
        toNullable(toFloat64(sum(views))), toFloat64(sum(visits)), toFloat64(sum(visitors)), max(time),
        toFloat64(sum(entries) AS began), toFloat64(sum(exits)),
        if(began = 0, NULL, sum(bounced) / began), toFloat64(sum(chats))
    ] AS figures
FROM
(
    SELECT
        cityHash64(path) AS page, grouping(path) AS is_total, toString(path) AS name, argMax(p.title, p.at) AS title,
        count() AS views, toUInt64(0) AS visits, toUInt64(0) AS visitors, CAST(NULL AS Nullable(Float64)) AS time,
        toUInt64(0) AS entries, toUInt64(0) AS exits, toUInt64(0) AS bounced, toUInt64(0) AS chats
    FROM parlour.page_views AS p
    WHERE p.site = {site:String}
      AND p.at >= fromUnixTimestamp64Milli({start:Int64}) AND p.at < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY path WITH ROLLUP
    UNION ALL
    SELECT
        page, grouping(page), '', '', 0,
        if(grouping(page) = 1, countIf(of_visit = 1), countIf(of_both = 1)),
        if(grouping(page) = 1, countIf(of_visitor = 1), countIf(of_page = 1)),
        NULL, 0, 0, 0,
        if(grouping(page) = 1, sumIf(chats, of_visit = 1), sumIf(chats, of_both = 1))
    FROM
    (
        SELECT
            pages, arrayEnumerate(pages) AS nth, arrayEnumerateUniq(pages) AS nth_of_page,
            arrayEnumerateUniq(visits) AS nth_of_visit, arrayEnumerateUniq(pages, visits) AS nth_of_both,
            arrayMap(visit -> countEqual(visits_asked, visit), visits) AS asked_in
        FROM
        (
            SELECT visitor, groupArray(cityHash64(path)) AS pages, groupArray(cityHash64(visit)) AS visits
            FROM parlour.page_views
            WHERE site = {site:String}
              AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
              /* passing */
            GROUP BY visitor
        ) AS seen
        ANY LEFT JOIN
        (
            SELECT visitor, groupArray(cityHash64(visit)) AS visits_asked
            FROM parlour.chats FINAL
            WHERE site = {site:String}
              AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
            GROUP BY visitor
        ) AS desk ON desk.visitor = seen.visitor
    )
    ARRAY JOIN
        pages AS page, nth AS of_visitor, nth_of_page AS of_page, nth_of_visit AS of_visit, nth_of_both AS of_both, asked_in AS chats
    GROUP BY page WITH ROLLUP
    UNION ALL
    SELECT
        cityHash64(path), grouping(path), toString(path), '', 0, 0, 0,
        toNullable(toFloat64(quantileExact(visible_ms))), 0, 0, 0, 0
    FROM
    (
        SELECT path, visible_ms
        FROM parlour.page_leaves
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
          AND opened >= fromUnixTimestamp64Milli({start:Int64}) AND opened < fromUnixTimestamp64Milli({end:Int64})
          /* sure */
          /* passing */
        UNION ALL
        SELECT path, longest
        FROM
        (
            SELECT cityHash64(page_view) AS id, path
            FROM parlour.page_views
            WHERE site = {site:String}
              AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
              /* doubtful */
              /* passing */
        ) AS seen
        INNER JOIN
        (
            SELECT cityHash64(page_view) AS id, max(visible_ms) AS longest
            FROM parlour.page_leaves
            WHERE site = {site:String}
              AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
              /* doubtful */
            GROUP BY id
        ) AS gone ON gone.id = seen.id
    )
    GROUP BY path WITH ROLLUP
    UNION ALL
    SELECT
        cityHash64(if(grouping(v.entry_path) = 0, v.entry_path, v.exit_path)), grouping(v.entry_path) AND grouping(v.exit_path),
        if(grouping(v.entry_path) = 0, toString(v.entry_path), toString(v.exit_path)), '', 0, 0, 0, NULL,
        if(grouping(v.exit_path) = 1, count(), 0), if(grouping(v.entry_path) = 1, count(), 0),
        if(grouping(v.exit_path) = 1, countIf(v.pages = 1), 0), 0
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    GROUP BY GROUPING SETS ((v.entry_path), (v.exit_path), ())
)
GROUP BY if(is_total, 0, page), is_total
