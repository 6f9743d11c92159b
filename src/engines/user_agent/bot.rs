//! Who is not a visitor, and how that shows.

use super::{ClientHints, Parsed};

/// Looked for in lower case, kind by kind: the first that is found names the reason.
const KINDS: [(&str, &[&str]); 6] = [
    (
        "ai",
        &[
            "gptbot",
            "chatgpt-user",
            "oai-searchbot",
            "claudebot",
            "claude-user",
            "claude-searchbot",
            "claude-web",
            "anthropic-ai",
            "perplexitybot",
            "perplexity-user",
            "google-extended",
            "ccbot",
            "bytespider",
            "amazonbot",
            "meta-externalagent",
            "meta-externalfetcher",
            "cohere-ai",
            "mistralai-user",
            "applebot-extended",
            "duckassistbot",
            "diffbot",
            "youbot",
        ],
    ),
    (
        "preview",
        &[
            "facebookexternalhit",
            "facebot",
            "whatsapp/",
            "slackbot",
            "slack-imgproxy",
            "twitterbot",
            "telegrambot",
            "discordbot",
            "linkedinbot",
            "skypeuripreview",
            "pinterestbot",
            "redditbot",
            "embedly",
            "iframely",
            "mastodon/",
            "bluesky",
            "google-pagerenderer",
            "snap url preview",
            "vkshare",
        ],
    ),
    (
        "monitor",
        &[
            "uptimerobot",
            "pingdom",
            "statuscake",
            "site24x7",
            "betteruptime",
            "better uptime",
            "uptime-kuma",
            "datadog",
            "newrelic",
            "gtmetrix",
            "lighthouse",
            "pagespeed",
            "checkly",
            "hetrixtools",
            "freshping",
            "nagios",
            "zabbix",
            "blackbox",
            "kube-probe",
            "elb-healthchecker",
            "googlehc",
            "watchdog",
            "ptst/",
        ],
    ),
    ("headless", &["headlesschrome", "phantomjs", "puppeteer", "playwright", "selenium", "jsdom"]),
    (
        "library",
        &[
            "curl/",
            "wget/",
            "python",
            "aiohttp",
            "httpx",
            "libwww",
            "okhttp",
            "go-http-client",
            "java/",
            "jakarta",
            "httpclient",
            "axios",
            "node-fetch",
            "undici",
            "got (",
            "guzzle",
            "php/",
            "ruby",
            "perl/",
            "scrapy",
            "reqwest",
            "postman",
            "insomnia",
            "powershell",
            "cfnetwork",
            "dart/",
            "lua-resty",
            "winhttp",
            "apache-",
            "cpp-httplib",
            "faraday",
            "deno/",
            "bun/",
        ],
    ),
    (
        "declared",
        &[
            "crawl",
            "spider",
            "slurp",
            "scrape",
            "archiv",
            "fetch",
            "scan",
            "feed",
            "rss",
            "validator",
            "http://",
            "https://",
            "@",
            "mediapartners",
            "preview",
            "bingpreview",
            "ezooms",
            "nutch",
            "heritrix",
            "inspect",
            "transcoder",
        ],
    ),
];

/// Why this is taken for a bot, or `None` for a visitor.
pub(super) fn reason(user_agent: &str, parsed: &Parsed<'_>, hints: &ClientHints<'_>) -> Option<&'static str> {
    let lower = user_agent.trim().to_ascii_lowercase();
    if lower.is_empty() || lower == "-" {
        return Some("no_user_agent");
    }
    if hints.brands.contains("Headless") {
        return Some("headless");
    }
    let named = KINDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word))).map(|(kind, _)| *kind);
    let declares = names_a_bot(&lower) || parsed.category == "crawler";
    named.or(declares.then_some("declared")).or(is_no_browser(&lower).then_some("not_a_browser"))
}

/// `bot`, except in the name of CUBOT's telephones.
fn names_a_bot(lower: &str) -> bool {
    lower.match_indices("bot").any(|(at, _)| !lower[..at].ends_with("cu"))
}

/// Every browser since 1994 says Mozilla, and old Opera says Opera.
fn is_no_browser(lower: &str) -> bool {
    !lower.starts_with("mozilla/") && !lower.starts_with("opera/")
}
