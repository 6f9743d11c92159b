-- Visits and chats by weekday and hour in the site's time zone.
SELECT weekday, hour, sum(visits) AS visits, sum(chats) AS chats
FROM
(
    SELECT
        toDayOfWeek(v.started, 0, {zone:String}) AS weekday, toHour(v.started, {zone:String}) AS hour,
        count() AS visits, toUInt64(0) AS chats
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    GROUP BY weekday, hour
    UNION ALL
    SELECT toDayOfWeek(asked, 0, {zone:String}) AS weekday, toHour(asked, {zone:String}) AS hour, 0, count()
    FROM parlour.chats FINAL
    WHERE site = {site:String}
      AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    GROUP BY weekday, hour
)
GROUP BY weekday, hour
ORDER BY weekday, hour
