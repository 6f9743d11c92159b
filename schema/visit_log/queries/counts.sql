-- What the log holds of a site.
SELECT
    ifNull((SELECT count() FROM parlour.page_views WHERE site = {site:String}), 0) AS page_views,
    ifNull((SELECT uniqExact(visit) FROM parlour.visits WHERE site = {site:String}), 0) AS visits,
    ifNull((SELECT count() FROM parlour.events WHERE site = {site:String}), 0) AS events,
    ifNull((SELECT count() FROM parlour.page_leaves WHERE site = {site:String}), 0) AS page_leaves,
    ifNull((SELECT uniqExact(invitation) FROM parlour.invitations WHERE site = {site:String}), 0) AS invitations
