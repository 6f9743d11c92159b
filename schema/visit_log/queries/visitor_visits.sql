-- A visitor's visits, newest first, with what became of the last invitation in each. The rows are few: to pick the newest of each visit and
-- of each invitation here takes less than to have it done with FINAL.
SELECT visit, started, seen.ended AS ended, number, pages, entry_url, exit_url, ending, chat
FROM
(
    SELECT visit, started, ended, number, pages, entry_url, exit_url
    FROM parlour.visits
    WHERE site = {site:String} AND visitor = {visitor:UInt64} AND started < fromUnixTimestamp64Milli({before:Int64})
    ORDER BY version DESC, batch DESC
    LIMIT 1 BY visit
) AS seen
LEFT JOIN
(
    SELECT visit, toNullable(argMax(ending, sent)) AS ending, argMax(tuple(chat), sent).1 AS chat
    FROM
    (
        SELECT visit, ending, sent, chat
        FROM parlour.invitations
        WHERE site = {site:String} AND visitor = {visitor:UInt64}
        ORDER BY ended DESC, batch DESC
        LIMIT 1 BY invitation
    )
    GROUP BY visit
) AS invited ON invited.visit = seen.visit
ORDER BY started DESC, visit DESC
LIMIT {limit:UInt32}
