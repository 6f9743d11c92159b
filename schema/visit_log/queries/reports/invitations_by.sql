-- Invitations sent in a period, ended and open, and the lots that fell in it; last the open ones once more, each state by itself.
SELECT
    key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(countIf(state = 'lot'))),
        toFloat64(countIf(state = 'lot' AND NOT held_out)),
        toFloat64(countIf(state != 'lot')),
        toFloat64(countIf(is_delivered)),
        toFloat64(countIf(is_viewed)),
        toFloat64(countIf(state = 'accepted')),
        toFloat64(countIf(state = 'declined')),
        toFloat64(countIf(state = 'expired')),
        toFloat64(countIf(state = 'undelivered')),
        toFloat64(countIf(state = 'withdrawn')),
        toFloat64(countIf(state = 'superseded')),
        toFloat64(countIf(state IN ('sent', 'delivered', 'viewed'))),
        toFloat64(countIf(is_answered)),
        toFloat64(countIf(is_answered AND last_goal >= sent_ms)),
        toFloat64(countIf(state = 'sent')),
        toFloat64(countIf(state = 'delivered')),
        toFloat64(countIf(state = 'viewed'))
    ] AS figures
FROM
(
    SELECT
        toString(/* key of an invitation */) AS key, i.state AS state, false AS held_out,
        isNotNull(i.delivered) OR is_viewed OR i.state = 'delivered' AS is_delivered,
        isNotNull(i.viewed) OR i.state IN ('accepted', 'declined', 'viewed') AS is_viewed,
        i.state = 'accepted' AND i.chat IN
        (
            SELECT chat FROM parlour.chats FINAL
            WHERE site = {site:String} AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND isNotNull(first_reply)
        ) AS is_answered,
        reached.last_goal AS last_goal, toUnixTimestamp64Milli(i.sent) AS sent_ms
    FROM
    (
        SELECT
            visit, agent, rule, variant, template, toString(ending) AS state, sent, delivered, viewed, url,
            ifNull(chat, toUUID('00000000-0000-0000-0000-000000000000')) AS chat
        FROM parlour.invitations FINAL
        WHERE site = {site:String}
          AND sent >= fromUnixTimestamp64Milli({start:Int64}) AND sent < fromUnixTimestamp64Milli({end:Int64})
          /* passing */
        UNION ALL
        SELECT
            visit, agent, rule, variant, template, state, sent, NULL, NULL, url,
            toUUID('00000000-0000-0000-0000-000000000000')
        FROM (/* open */)
        WHERE sent >= fromUnixTimestamp64Milli({start:Int64}) AND sent < fromUnixTimestamp64Milli({end:Int64})
          /* passing */
    ) AS i
    LEFT JOIN /* countries */ AS v ON v.visit = i.visit
    LEFT JOIN
    (
        SELECT visit, toUnixTimestamp64Milli(max(latest)) AS last_goal FROM (/* reached */) GROUP BY visit
    ) AS reached ON reached.visit = i.visit
    UNION ALL
    SELECT toString(/* key of a lot */), 'lot', l.arm = 'held_out', false, false, false, toInt64(0), toInt64(0)
    FROM
    (
        SELECT rule, fell, visit, arm, url
        FROM
        (
            SELECT
                rule, visitor, min(at) AS fell, argMin(a.visit, at) AS visit, argMin(a.arm, at) AS arm,
                argMin(a.url, at) AS url
            FROM parlour.assignments AS a
            WHERE site = {site:String} AND at < fromUnixTimestamp64Milli({end:Int64})
            GROUP BY rule, visitor
            HAVING fell >= fromUnixTimestamp64Milli({start:Int64})
        )
        WHERE {lots:Bool} /* passing */
    ) AS l
    LEFT JOIN /* countries */ AS v ON v.visit = l.visit
)
GROUP BY key WITH ROLLUP
