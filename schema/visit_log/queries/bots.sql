-- Bots' requests to a site, by reason.
SELECT reason, count() AS requests
FROM parlour.bot_views
WHERE site = {site:String}
GROUP BY reason
ORDER BY requests DESC, reason
