-- How many visits of a site began between two moments, and when the first of the newest of them did.
SELECT
    ifNull(
        (
            SELECT count() FROM parlour.visits FINAL
            WHERE site = {site:String} AND NOT privacy
              AND started >= fromUnixTimestamp64Milli({from:Int64}) AND started < fromUnixTimestamp64Milli({until:Int64})
        ), 0) AS visits,
    toUnixTimestamp64Milli(min(started)) AS first
FROM
(
    SELECT started FROM parlour.visits FINAL
    WHERE site = {site:String} AND NOT privacy
      AND started >= fromUnixTimestamp64Milli({from:Int64}) AND started < fromUnixTimestamp64Milli({until:Int64})
    ORDER BY started DESC
    LIMIT {most:UInt32}
)
