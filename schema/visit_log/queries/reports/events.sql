-- Events of a period by name.
SELECT
    toString(e.name) AS key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(count())),
        toFloat64(uniqExactIf(e.visit, e.visit != toUUID('00000000-0000-0000-0000-000000000000'))),
        toFloat64(uniqExact(e.visitor)),
        sum(e.value)
    ] AS figures
FROM parlour.events AS e
WHERE e.site = {site:String}
  AND e.at >= fromUnixTimestamp64Milli({start:Int64}) AND e.at < fromUnixTimestamp64Milli({end:Int64})
  /* passing */
GROUP BY key WITH ROLLUP
