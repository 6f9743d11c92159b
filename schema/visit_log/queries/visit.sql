-- One visit as last known.
SELECT * EXCEPT (batch, came, version)
FROM parlour.visits FINAL
WHERE site = {site:String} AND visit = {visit:UUID}
LIMIT 1
