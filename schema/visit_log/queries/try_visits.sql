-- The visits of a site that began between two moments, oldest first, without those who keep to themselves.
SELECT * EXCEPT (batch, came, version)
FROM parlour.visits FINAL
WHERE site = {site:String} AND NOT privacy
  AND started >= fromUnixTimestamp64Milli({from:Int64}) AND started < fromUnixTimestamp64Milli({until:Int64})
ORDER BY started, visit
LIMIT {most:UInt32}
