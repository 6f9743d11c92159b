-- How many events some visits have.
SELECT visit, toUInt32(count()) AS events
FROM parlour.events
WHERE site = {site:String} AND (/* at: {windows} */) AND visit IN {visits:Array(UUID)}
GROUP BY visit
