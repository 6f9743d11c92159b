-- Chats of a period by day or hour, and what became of them.
SELECT
    toString(/* key */) AS key, '' AS detail, toUInt8(grouping(key)) AS is_total,
    [
        toNullable(toFloat64(count())),
        toFloat64(countIf(outcome = 'answered')),
        toFloat64(countIf(outcome = 'missed')),
        toFloat64(countIf(outcome = 'abandoned')),
        toFloat64(countIf(isNotNull(invitation))),
        toFloat64(quantileExactOrNull(toUnixTimestamp64Milli(first_reply) - toUnixTimestamp64Milli(asked))),
        toFloat64(quantileExactOrNull(toUnixTimestamp64Milli(ended) - toUnixTimestamp64Milli(answered))),
        avgOrNull(rating)
    ] AS figures
FROM parlour.chats FINAL
WHERE site = {site:String}
  AND asked >= fromUnixTimestamp64Milli({start:Int64}) AND asked < fromUnixTimestamp64Milli({end:Int64})
  /* passing */
GROUP BY key WITH ROLLUP
