-- Which goals were reached in some visits (by their place in the list that was asked about, from 1), when first, and for an event with which value.
SELECT visit, reached, min(seen) AS first, argMin(worth, seen) AS value
FROM
(
    SELECT visit, at AS seen, toUInt32(arrayJoin(arrayFilter(n -> n > 0, [/* goals: {pages} */]))) AS reached, toFloat64(0) AS worth
    FROM parlour.page_views
    WHERE site = {site:String} AND (/* at: {windows} */) AND visit IN {visits:Array(UUID)}
    UNION ALL
    SELECT visit, at AS seen, toUInt32(arrayJoin(arrayFilter(n -> n > 0, [/* goals: {events} */]))) AS reached, value AS worth
    FROM parlour.events
    WHERE site = {site:String} AND (/* at: {windows} */) AND visit IN {visits:Array(UUID)}
)
GROUP BY visit, reached
ORDER BY visit, first, reached
