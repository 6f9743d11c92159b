-- Visits of a period by something they have in common, and all of them together. Chats count when they were asked for in the period.
SELECT
    key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(countIf(is_visit) AS visits)),
        toFloat64(uniqExactIf(visitor, is_visit)),
        if(visits = 0, NULL, sum(pages) / visits),
        if(visits = 0, NULL, toFloat64(quantileExactIf(lasted, is_visit))),
        if(visits = 0, NULL, countIf(is_visit AND pages = 1) / visits),
        toFloat64(sum(chats)),
        toFloat64(sum(goals))
    ] AS figures
FROM
(
    SELECT
        toString(/* key */) AS key, true AS is_visit, v.visitor AS visitor, v.pages AS pages,
        greatest(toUnixTimestamp64Milli(v.ended) - toUnixTimestamp64Milli(v.started), 0) AS lasted,
        toUInt64(0) AS chats, reached.goals AS goals
    FROM parlour.visits AS v FINAL
    LEFT JOIN (SELECT visit, count() AS goals FROM (/* reached */) GROUP BY visit) AS reached ON reached.visit = v.visit
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    UNION ALL
    SELECT toString(/* key */), false, toUInt64(0), toUInt32(0), toInt64(0), asked.chats, toUInt64(0)
    FROM parlour.visits AS v FINAL
    INNER JOIN
    (
        SELECT visit, count() AS chats
        FROM parlour.chats FINAL
        WHERE site = {site:String}
          AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
        GROUP BY visit
    ) AS asked ON asked.visit = v.visit
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({since:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
)
GROUP BY key WITH ROLLUP
