INSERT INTO parlour.page_views (site, at, visitor, visit, page_view, url, path, title, referrer_domain, campaign_source, campaign_medium, campaign, country, region, city, latitude, longitude, browser, browser_version, system, device, language, time_zone, screen, ip, batch)
SELECT site, fromUnixTimestamp64Milli(at), visitor, visit, page_view, url, path, title, referrer, source, medium, campaign, country, region, city, latitude, longitude, browser, browser_version, system, device, language, 'Europe/London', '1920x1080', ip, {batch:UInt64}
FROM parlour.made_pages WHERE number >= {from:UInt64} AND number < {until:UInt64};
INSERT INTO parlour.page_leaves (site, at, beacon, visitor, visit, page_view, opened, path, visible_ms, batch, came)
SELECT site, fromUnixTimestamp64Milli(at + visible_ms), page_view, visitor, visit, page_view, if(visible_ms % 10000 = 7, fromUnixTimestamp64Milli(0), fromUnixTimestamp64Milli(at)), if(visible_ms % 10000 = 7, '', path), visible_ms, {batch:UInt64}, now() - INTERVAL 3 DAY
FROM parlour.made_pages WHERE number >= {from:UInt64} AND number < {until:UInt64} AND visible_ms % 10 != 0;
INSERT INTO parlour.events (site, at, beacon, visitor, visit, page_view, name, value, batch)
SELECT site, fromUnixTimestamp64Milli(at + 5), page_view, visitor, visit, page_view, if(path = '/order', 'ordered', 'basket'), visible_ms % 100, {batch:UInt64}
FROM parlour.made_pages WHERE number >= {from:UInt64} AND number < {until:UInt64} AND (path = '/order' OR path = '/basket') AND visible_ms % 3 = 0;
INSERT INTO parlour.visits (site, visitor, visit, started, ended, version, number, pages, entry_url, exit_url, referrer_domain, campaign_source, campaign_medium, campaign, country, region, city, latitude, longitude, browser, browser_version, system, device, language, simulated, privacy, batch)
SELECT site, visitor, visit, fromUnixTimestamp64Milli(began), fromUnixTimestamp64Milli(until), fromUnixTimestamp64Milli(until), visit_number, page_count, argMin(url, nth), argMax(url, nth), any(referrer), any(source), any(medium), any(campaign), any(country), any(region), any(city), any(latitude), any(longitude), any(browser), any(browser_version), any(system), any(device), any(language), false, false, {batch:UInt64}
FROM parlour.made_pages WHERE number >= {from:UInt64} AND number < {until:UInt64}
GROUP BY site, visitor, visit, began, until, visit_number, page_count;
INSERT INTO parlour.invitations (site, invitation, visitor, visit, agent, ending, sent, delivered, viewed, ended, url, batch)
SELECT site, visit, visitor, visit, toUUID('0193b0a8-5c00-7000-8000-000000000001'), ['accepted', 'declined', 'expired', 'undelivered'][1 + visitor % 4], fromUnixTimestamp64Milli(began + 20000), fromUnixTimestamp64Milli(began + 20100), if(visitor % 4 = 3, NULL, fromUnixTimestamp64Milli(began + 22000)), fromUnixTimestamp64Milli(began + 90000), 'https://bench.example/', {batch:UInt64}
FROM parlour.made WHERE number >= {from:UInt64} AND number < {until:UInt64} AND number % 97 < 3;
INSERT INTO parlour.chats (site, chat, visitor, visit, asked, answered, first_reply, ended, version, outcome, messages, batch)
SELECT site, visit, visitor, visit, fromUnixTimestamp64Milli(began + 90000), fromUnixTimestamp64Milli(began + 95000), fromUnixTimestamp64Milli(began + 99000), fromUnixTimestamp64Milli(began + 300000), fromUnixTimestamp64Milli(began + 300000), 'answered', 6, {batch:UInt64}
FROM parlour.made WHERE number >= {from:UInt64} AND number < {until:UInt64} AND number % 97 < 2;
