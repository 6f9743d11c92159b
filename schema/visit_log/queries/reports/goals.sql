-- The goals that visits of a period reached, numbered from 1 as they were asked for, among all of them; 0 is a visit without any.
SELECT
    toString(goal) AS key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(uniqExact(visit))),
        toFloat64(uniqExactIf(visitor, goal > 0)),
        toFloat64(countIf(goal > 0)),
        uniqExactIf(visit, goal > 0) / uniqExact(visit),
        sum(value)
    ] AS figures
FROM
(
    SELECT v.visit AS visit, v.visitor AS visitor, reached.number AS goal, reached.value AS value
    FROM parlour.visits AS v FINAL
    LEFT JOIN (SELECT visit, goal + 1 AS number, value FROM (/* reached */)) AS reached ON reached.visit = v.visit
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
)
GROUP BY key WITH ROLLUP
