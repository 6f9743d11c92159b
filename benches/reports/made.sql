-- Visits made up: always the same ones. 4,190,000 of them in the 90 days before 2026-11-01, of four shops of which the first has
-- half, some 4.5 pages each. What is popular is very popular.
CREATE OR REPLACE VIEW parlour.made AS
WITH
    cityHash64(number, 1) AS h1,
    cityHash64(number, 2) AS h2,
    cityHash64(number, 3) AS h3,
    cityHash64(number, 4) AS h4,
    (h1 % 1000000) / 1000000 AS r1,
    (h2 % 1000000) / 1000000 AS r2,
    (h3 % 1000000) / 1000000 AS r3,
    (h4 % 1000000) / 1000000 AS r4,
    [0, 0, 1, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 23] AS hours,
    toInt64(1793491200000) - 90 * 86400000 AS beginning,
    intDiv(number * 90, 4190000) AS day,
    if(r2 < 0.55, number, intDiv(toUInt64(number * (1 - r3 * r3)), 200) * 200 + number % 20) AS origin,
    cityHash64(origin, 9) AS o,
    toUInt64(floor(pow(60, ((o % 100000) / 100000)))) AS land,
    toUInt64(floor(pow(9, r4))) AS came,
    multiIf(r1 < 0.36, 1, r1 < 0.9, 2 + (h2 % 8), 8 + (h2 % 14)) AS pages
SELECT
    number,
    multiIf(number % 20 < 10, 'bench-one', number % 20 < 15, 'bench-two', number % 20 < 18, 'bench-three', 'bench-four') AS site,
    beginning + day * 86400000 + hours[1 + h3 % 36] * 3600000 + h4 % 3600000 AS began,
    cityHash64(origin, site) AS visitor,
    reinterpretAsUUID(bitOr(bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(began), 16), 0x7000 + (h1 % 4096))), 64), toUInt128(bitOr(bitShiftRight(h2, 2), bitShiftLeft(toUInt64(1), 63))))) AS visit,
    toUInt32(if(r2 < 0.55, 1, 2 + h4 % 6)) AS visit_number,
    toUInt32(pages) AS page_count,
    began + (page_count - 1) * 40000 + h1 % 40000 AS until,
    ['', '', 'google.com', 'google.com', 'google.de', 'bing.com', 'facebook.com', 'news.example', 'duckduckgo.com'][came] AS referrer,
    ['', '', '', '', '', '', 'letter', 'adwords', ''][1 + h2 % 9] AS source,
    multiIf(source = 'adwords', 'cpc', source = 'letter', 'email', '') AS medium,
    if(source = '', '', concat('autumn-', toString(h4 % 12))) AS campaign,
    ['GB', 'GB', 'GB', 'DE', 'DE', 'US', 'US', 'FR', 'PL', 'ES', 'NL', 'IT', 'AT', 'SE', 'IE', 'CA', 'AU', 'BR', 'IN', 'JP'][1 + o % 20] AS country,
    concat(country, '-', toString(land % 12)) AS region,
    concat('City ', country, toString(land)) AS city,
    toFloat32((o % 12000) / 100 - 50) AS latitude,
    toFloat32((o % 36000) / 100 - 180) AS longitude,
    ['Chrome', 'Chrome', 'Chrome', 'Chrome', 'Safari', 'Safari', 'Firefox', 'Edge', 'Samsung Internet', 'Opera'][1 + o % 10] AS browser,
    toString(120 + o % 25) AS browser_version,
    ['Windows 11', 'Windows 10', 'macOS 15', 'iOS 19', 'Android 15', 'Linux'][1 + bitShiftRight(o, 8) % 6] AS system,
    ['desktop', 'desktop', 'desktop', 'phone', 'phone', 'desktop'][1 + bitShiftRight(o, 8) % 6] AS device,
    ['en-GB', 'de-DE', 'en-US', 'fr-FR', 'es-ES'][1 + o % 5] AS language,
    concat('203.0.', toString(o % 256), '.0') AS ip
FROM numbers(4190000);

-- One row for each page of theirs, numbered from 0.
CREATE OR REPLACE VIEW parlour.made_pages AS
WITH
    cityHash64(number, nth, 5) AS h,
    toUInt64(floor(pow(4000, (h % 1000000) / 1000000))) AS rank
SELECT
    *, nth,
    began + nth * 40000 + h % 15000 AS at,
    reinterpretAsUUID(bitOr(bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(at), 16), 0x7000 + (h % 4096))), 64), toUInt128(bitOr(bitShiftRight(cityHash64(h), 2), bitShiftLeft(toUInt64(1), 63))))) AS page_view,
    multiIf(rank = 1, '/', rank = 2, '/basket', rank = 3, '/order', rank < 40, concat('/category/', toString(rank)), concat('/category/', toString(rank % 37), '/lamp-number-', toString(rank))) AS path,
    concat('https://', site, '.example', path) AS url,
    concat('Lamps for every room: number ', toString(rank)) AS title,
    toUInt32(1000 + h % 90000) AS visible_ms
FROM parlour.made
ARRAY JOIN range(page_count) AS nth;
