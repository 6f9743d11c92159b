-- The goals that visits of a period reached, numbered as they were asked for.
WITH
(
    SELECT count()
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
) AS visits
SELECT
    toString(reached.goal) AS key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(visits)),
        toFloat64(uniqExact(v.visitor)),
        toFloat64(count()),
        if(visits = 0, NULL, uniqExact(v.visit) / visits),
        sum(reached.value)
    ] AS figures
FROM (/* reached */) AS reached
INNER JOIN parlour.visits AS v FINAL ON v.visit = reached.visit
WHERE v.site = {site:String}
  AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
  /* visits: {filter} */
GROUP BY key WITH ROLLUP
