-- How many visits of a site began in a period and pass a filter.
SELECT count() AS total, countIf(v.simulated) AS simulated
FROM parlour.visits AS v FINAL
WHERE v.site = {site:String}
  AND v.started >= fromUnixTimestamp64Milli({from:Int64}) AND v.started < fromUnixTimestamp64Milli({to:Int64})
  /* visits: {filter} */
