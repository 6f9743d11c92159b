-- Visits with a sign of life at or after a moment, oldest first: what a restarted service shows again. Of a visit that has
-- lasted longer than a day, the last day.
WITH
    fromUnixTimestamp64Milli({since:Int64}) AS since,
    alive AS
    (
        SELECT visit, max(at) AS last_seen
        FROM
        (
            SELECT visit, at FROM parlour.page_views WHERE at >= since
            UNION ALL SELECT visit, at FROM parlour.page_leaves WHERE at >= since
            UNION ALL SELECT visit, at FROM parlour.events WHERE at >= since
        )
        GROUP BY visit
    )
SELECT
    seen.site AS site,
    seen.visitor AS visitor,
    seen.visit AS visit,
    min(seen.at) AS started,
    max(alive.last_seen) AS last_seen,
    toUInt32(count()) AS page_count,
    argMin(seen.url, seen.at) AS entry_url,
    argMin(seen.path, seen.at) AS entry_path,
    argMin(seen.title, seen.at) AS entry_title,
    argMin(seen.referrer_url, seen.at) AS referrer_url,
    argMin(seen.referrer_domain, seen.at) AS referrer_domain,
    argMin(seen.campaign_source, seen.at) AS campaign_source,
    argMin(seen.campaign_medium, seen.at) AS campaign_medium,
    argMin(seen.campaign, seen.at) AS campaign,
    argMin(seen.campaign_term, seen.at) AS campaign_term,
    argMin(seen.campaign_content, seen.at) AS campaign_content,
    argMax(seen.country, seen.at) AS country,
    argMax(seen.region, seen.at) AS region,
    argMax(seen.city, seen.at) AS city,
    argMax(tuple(seen.latitude), seen.at).1 AS latitude,
    argMax(tuple(seen.longitude), seen.at).1 AS longitude,
    argMax(seen.browser, seen.at) AS browser,
    argMax(seen.browser_version, seen.at) AS browser_version,
    argMax(seen.system, seen.at) AS system,
    argMax(seen.device, seen.at) AS device,
    argMax(seen.language, seen.at) AS language,
    argMax(seen.time_zone, seen.at) AS time_zone,
    argMax(seen.screen, seen.at) AS screen,
    argMax(seen.privacy, seen.at) AS privacy,
    argMax(seen.simulated, seen.at) AS simulated
FROM parlour.page_views AS seen
INNER JOIN alive ON alive.visit = seen.visit
WHERE seen.at >= since - INTERVAL 1 DAY
GROUP BY seen.site, seen.visitor, seen.visit
ORDER BY last_seen
