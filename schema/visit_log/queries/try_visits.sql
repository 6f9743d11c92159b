-- The visits of a site that began between two moments, oldest first, without those who keep to themselves.
SELECT
    visitor,
    visit,
    toUnixTimestamp64Milli(seen.started) AS began,
    toUnixTimestamp64Milli(seen.ended) AS ended_at,
    number,
    referrer_domain,
    campaign_source,
    campaign_medium,
    campaign,
    campaign_term,
    campaign_content,
    country,
    region,
    city,
    browser,
    system,
    device,
    language,
    identified
FROM parlour.visits AS seen FINAL
WHERE site = {site:String} AND NOT privacy
  AND seen.started >= fromUnixTimestamp64Milli({from:Int64}) AND seen.started < fromUnixTimestamp64Milli({until:Int64})
ORDER BY seen.started, visit
LIMIT {most:UInt32}
