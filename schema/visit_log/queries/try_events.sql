-- The events of some visits of a site between two moments, in order.
SELECT visit, toUnixTimestamp64Milli(events.at) AS at, name
FROM parlour.events
WHERE site = {site:String} AND visit IN {visits:Array(UUID)}
  AND events.at >= fromUnixTimestamp64Milli({from:Int64}) AND events.at <= fromUnixTimestamp64Milli({until:Int64})
ORDER BY at
