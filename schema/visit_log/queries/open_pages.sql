-- The newest pages of the visits with a sign of life at or after a moment, oldest first within each visit.
WITH
    fromUnixTimestamp64Milli({since:Int64}) AS since,
    alive AS
    (
        SELECT visit FROM parlour.page_views WHERE at >= since
        UNION DISTINCT SELECT visit FROM parlour.page_leaves WHERE at >= since
        UNION DISTINCT SELECT visit FROM parlour.events WHERE at >= since
    ),
    gone AS
    (
        SELECT page_view, toNullable(max(visible_ms)) AS visible_ms
        FROM parlour.page_leaves
        WHERE at >= since - INTERVAL 1 DAY
        GROUP BY page_view
    )
SELECT visit, page_view, url, path, title, at, gone.visible_ms AS visible_ms
FROM
(
    SELECT visit, page_view, url, path, title, at
    FROM parlour.page_views
    WHERE at >= since - INTERVAL 1 DAY AND visit IN alive
    ORDER BY at DESC
    LIMIT {pages:UInt32} BY visit
) AS seen
LEFT JOIN gone USING (page_view)
ORDER BY visit, at, page_view
