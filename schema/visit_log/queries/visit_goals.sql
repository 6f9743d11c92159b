-- Which goals were reached in some visits (by their place in the list that was asked about, from 1), when first, and for an event with which value.
SELECT visit, toUInt32(goal) AS goal, min(at) AS at, argMin(value, at) AS value
FROM
(
    SELECT visit, at, arrayJoin(arrayFilter(goal -> goal > 0, [/* goals: {pages} */])) AS goal, toFloat64(0) AS value
    FROM parlour.page_views
    WHERE site = {site:String} AND (/* at: {windows} */) AND visit IN {visits:Array(UUID)}
    UNION ALL
    SELECT visit, at, arrayJoin(arrayFilter(goal -> goal > 0, [/* goals: {events} */])) AS goal, value
    FROM parlour.events
    WHERE site = {site:String} AND (/* at: {windows} */) AND visit IN {visits:Array(UUID)}
)
GROUP BY visit, goal
ORDER BY visit, at, goal
