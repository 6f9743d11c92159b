-- The figures of a period, in pieces and as a whole.
SELECT
    toString(bucket) AS key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(uniqExactIf(visitor, is_visit))),
        toFloat64(countIf(is_visit) AS visits),
        toFloat64(sum(views)),
        if(visits = 0, NULL, sum(pages) / visits),
        if(visits = 0, NULL, toFloat64(quantileExactIf(lasted, is_visit))),
        if(visits = 0, NULL, countIf(is_visit AND pages = 1) / visits),
        toFloat64(sum(chats)),
        if((sum(viewed) AS seen) = 0, NULL, sum(accepted) / seen)
    ] AS figures
FROM
(
    SELECT
        roundDown(toUnixTimestamp64Milli(v.started), {starts:Array(Int64)}) AS bucket, true AS is_visit,
        v.visitor AS visitor, v.pages AS pages,
        greatest(toUnixTimestamp64Milli(v.ended) - toUnixTimestamp64Milli(v.started), 0) AS lasted,
        toUInt64(0) AS views, toUInt64(0) AS chats, toUInt64(0) AS viewed, toUInt64(0) AS accepted
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    UNION ALL
    SELECT roundDown(toUnixTimestamp64Milli(at), {starts:Array(Int64)}) AS bucket, false, 0, 0, 0, count(), 0, 0, 0
    FROM parlour.page_views
    WHERE site = {site:String}
      AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY bucket
    UNION ALL
    SELECT roundDown(toUnixTimestamp64Milli(asked), {starts:Array(Int64)}) AS bucket, false, 0, 0, 0, 0, count(), 0, 0
    FROM parlour.chats FINAL
    WHERE site = {site:String}
      AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY bucket
    UNION ALL
    SELECT
        roundDown(toUnixTimestamp64Milli(sent), {starts:Array(Int64)}) AS bucket, false, 0, 0, 0, 0, 0,
        countIf(isNotNull(viewed) OR ending IN ('accepted', 'declined')), countIf(ending = 'accepted')
    FROM parlour.invitations FINAL
    WHERE site = {site:String}
      AND sent >= fromUnixTimestamp64Milli({start:Int64}) AND sent < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY bucket
)
GROUP BY key WITH ROLLUP
