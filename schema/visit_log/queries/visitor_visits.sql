-- A visitor's visits, newest first, with what became of the last invitation in each.
SELECT visit, started, seen.ended AS ended, number, pages, entry_url, exit_url, ending, chat
FROM parlour.visits AS seen FINAL
LEFT JOIN
(
    SELECT visit, toNullable(argMax(ending, sent)) AS ending, argMax(tuple(chat), sent).1 AS chat
    FROM parlour.invitations FINAL
    WHERE site = {site:String} AND visitor = {visitor:UInt64}
    GROUP BY visit
) AS invited ON invited.visit = seen.visit
WHERE site = {site:String} AND visitor = {visitor:UInt64} AND started < fromUnixTimestamp64Milli({before:Int64})
ORDER BY started DESC, visit DESC
LIMIT {limit:UInt32}
