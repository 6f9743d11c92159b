-- What came of some visits at the desk: invitations that ended, how the last of them did, and chats.
SELECT visit, toUInt32(sum(invited)) AS invited, argMax(ending, sent) AS outcome, toBool(max(chat)) AS chatted
FROM
(
    SELECT visit, 1 AS invited, ending, sent, isNotNull(chat) AS chat
    FROM parlour.invitations FINAL
    WHERE site = {site:String} AND visitor IN {visitors:Array(UInt64)} AND visit IN {visits:Array(UUID)}
    UNION ALL
    SELECT visit, 0 AS invited, '' AS ending, fromUnixTimestamp64Milli(0) AS sent, 1 AS chat
    FROM parlour.chats
    WHERE site = {site:String} AND visitor IN {visitors:Array(UInt64)} AND visit IN {visits:Array(UUID)}
)
GROUP BY visit
