-- One visit as last known.
SELECT * EXCEPT (batch, came, version, channel, entry_path, exit_path, identified)
FROM parlour.visits FINAL
WHERE site = {site:String} AND visit = {visit:UUID}
LIMIT 1
