-- The visits of a site that began in a period and pass a filter, newest first, as far as they come after one of them. First
-- which they are, then, by the table's order, all of each.
SELECT * EXCEPT (batch, came, version)
FROM parlour.visits FINAL
WHERE site = {site:String}
  AND started >= fromUnixTimestamp64Milli({from:Int64}) AND started < fromUnixTimestamp64Milli({to:Int64})
  AND (visitor, visit) IN
(
    SELECT v.visitor, v.visit
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({from:Int64}) AND v.started < fromUnixTimestamp64Milli({to:Int64})
      AND (v.started < fromUnixTimestamp64Milli({after:Int64})
           OR v.started = fromUnixTimestamp64Milli({after:Int64}) AND v.visit < {after_visit:UUID})
      /* visits: {filter} */
    ORDER BY v.started DESC, v.visit DESC
    LIMIT {limit:UInt32}
)
ORDER BY started DESC, visit DESC
