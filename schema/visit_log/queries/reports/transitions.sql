-- Where those who saw a page in a period came from, and where they went; an empty path is the visit's beginning or its end.
SELECT side, other AS path, count() AS views
FROM
(
    SELECT arrayJoin([(0, came_from), (1, went_to)]) AS step, step.1 AS side, step.2 AS other
    FROM
    (
        SELECT
            toString(path) AS path, at,
            lagInFrame(toString(path), 1, '') OVER by_visit AS came_from,
            leadInFrame(toString(path), 1, '') OVER by_visit AS went_to
        FROM parlour.page_views
        WHERE site = {site:String}
          AND at >= fromUnixTimestamp64Milli({since:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
          AND visit IN
          (
              SELECT visit
              FROM parlour.page_views
              WHERE site = {site:String} AND path = {page:String}
                AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
                /* passing */
          )
        WINDOW by_visit AS
        (
            PARTITION BY visit ORDER BY at, toString(page_view)
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    )
    WHERE path = {page:String}
      AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({end:Int64})
)
GROUP BY side, other
ORDER BY side, views DESC, other
