-- What agents did in a period: invitations in their names, and chats they had last.
SELECT
    key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(countIf(is_invitation))),
        toFloat64(countIf(is_accepted) AS accepted),
        if((countIf(is_viewed) AS viewed) = 0, NULL, accepted / viewed),
        toFloat64(countIf(NOT is_invitation)),
        toFloat64(quantileExactOrNull(first_response)),
        toFloat64(quantileExactOrNull(handling)),
        avgOrNull(rating),
        toFloat64(count(rating))
    ] AS figures
FROM
(
    SELECT
        toString(agent) AS key, true AS is_invitation, ending = 'accepted' AS is_accepted,
        isNotNull(viewed) OR ending IN ('accepted', 'declined') AS is_viewed,
        CAST(NULL AS Nullable(Int64)) AS first_response, CAST(NULL AS Nullable(Int64)) AS handling,
        CAST(NULL AS Nullable(UInt8)) AS rating
    FROM parlour.invitations FINAL
    WHERE site = {site:String}
      AND sent >= fromUnixTimestamp64Milli({start:Int64}) AND sent < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    UNION ALL
    SELECT toString(agent), true, false, state = 'viewed', NULL, NULL, NULL
    FROM (/* open */)
    WHERE sent >= fromUnixTimestamp64Milli({start:Int64}) AND sent < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
    UNION ALL
    SELECT
        toString(assumeNotNull(agent)), false, false, false,
        toUnixTimestamp64Milli(first_reply) - toUnixTimestamp64Milli(asked),
        toNullable(toUnixTimestamp64Milli(ended)) - toUnixTimestamp64Milli(answered), rating
    FROM parlour.chats FINAL
    WHERE site = {site:String} AND isNotNull(agent) AND outcome = 'answered'
      AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
      /* passing */
)
GROUP BY key WITH ROLLUP
