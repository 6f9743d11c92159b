-- By the day of the lot and by arm: visitors, how many reached the goal within some days of it, and what they brought. Whose days
-- are not over is waiting.
SELECT
    roundDown(fell_ms, {starts:Array(Int64)}) AS day, toUInt8(fell_ms >= {over_before:Int64}) AS is_waiting,
    toString(arm) AS arm, count() AS visitors,
    countIf(visits > 0) AS reached, sum(value) AS sum, sum(value * value) AS sum_of_squares
FROM
(
    SELECT visitor, any(arm) AS arm, any(fell_ms) AS fell_ms, sum(is_reached) AS visits, sum(worth) AS value
    FROM
    (
        SELECT
            l.visitor AS visitor, g.visit AS visit, any(l.arm) AS arm, any(toUnixTimestamp64Milli(l.fell)) AS fell_ms,
            max(g.visit != toUUID('00000000-0000-0000-0000-000000000000') AND g.moment >= l.fell
                AND g.moment < l.fell + toIntervalDay({within_days:UInt16})) AS is_reached,
            argMinIf(g.worth, g.moment, g.visit != toUUID('00000000-0000-0000-0000-000000000000') AND g.moment >= l.fell
                AND g.moment < l.fell + toIntervalDay({within_days:UInt16})) AS worth
        FROM
        (
            SELECT visitor, fell, arm
            FROM
            (
                SELECT visitor, min(at) AS fell, argMin(a.arm, at) AS arm, argMin(a.visit, at) AS visit
                FROM parlour.assignments AS a
                WHERE site = {site:String}
                  AND ifNull(rule, toUUID('00000000-0000-0000-0000-000000000000')) = {rule:UUID}
                  AND at < fromUnixTimestamp64Milli({end:Int64})
                GROUP BY visitor
                HAVING fell >= fromUnixTimestamp64Milli({start:Int64})
            )
            WHERE 1 /* passing */
        ) AS l
        LEFT JOIN (/* moments */) AS g ON g.visitor = l.visitor
        GROUP BY l.visitor, g.visit
    )
    GROUP BY visitor
)
GROUP BY day, is_waiting, arm
ORDER BY day, is_waiting, arm
