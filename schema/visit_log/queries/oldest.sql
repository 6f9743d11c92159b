-- When the first page of a site was seen, as far as it is kept.
SELECT toNullable(toUnixTimestamp64Milli(at)) AS at
FROM parlour.page_views
WHERE site = {site:String}
ORDER BY site, at
LIMIT 1
