-- Ids of page views and bots' requests of one site between two moments: an import leaves out what is there already.
SELECT page_view AS id
FROM parlour.page_views
WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
UNION ALL
SELECT id
FROM parlour.bot_views
WHERE site = {site:String} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
