-- The events of one visit, in order.
SELECT at, name, value
FROM parlour.events
WHERE site = {site:String} AND (/* at: {windows} */) AND visit = {visit:UUID}
ORDER BY at, beacon
