-- A visitor's first visit.
SELECT * EXCEPT (batch, came, version)
FROM parlour.visits FINAL
WHERE site = {site:String} AND visitor = {visitor:UInt64}
ORDER BY started, visit
LIMIT 1
