-- Whether any visit of a period was made by the simulation.
SELECT count() > 0 AS simulated
FROM
(
    SELECT 1
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String} AND v.simulated
      AND v.started >= fromUnixTimestamp64Milli({start:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
    LIMIT 1
)
