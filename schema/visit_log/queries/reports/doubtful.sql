-- Visitors who left a page and did not say which, or not for the first time.
SELECT DISTINCT visitor
FROM parlour.page_leaves
WHERE site = {site:String} AND opened = fromUnixTimestamp64Milli(0)
  AND at >= fromUnixTimestamp64Milli({start:Int64}) AND at < fromUnixTimestamp64Milli({until:Int64})
