//! The browser's name and major version.

use super::{ClientHints, Parsed, found, leading_digits, major_after};

/// Brands in client hints that say more than the user agent, which for all of these may read like plain Chrome.
const BRANDS: [(&str, &str); 9] = [
    ("Brave", "Brave"),
    ("Microsoft Edge", "Edge"),
    ("Opera GX", "Opera GX"),
    ("Opera", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("YaBrowser", "Yandex Browser"),
    ("DuckDuckGo", "DuckDuckGo"),
    ("Samsung Internet", "Samsung Internet"),
    ("Android WebView", "Android WebView"),
];

/// Tokens the parser does not know or takes for another browser; the first that is there counts, its version follows it.
const TOKENS: [(&str, &str); 30] = [
    ("FBAV/", "Facebook"),
    ("Instagram ", "Instagram"),
    ("musical_ly_", "TikTok"),
    ("BytedanceWebview/", "TikTok"),
    ("MicroMessenger/", "WeChat"),
    ("Snapchat/", "Snapchat"),
    ("Pinterest/", "Pinterest"),
    ("LinkedInApp/", "LinkedIn"),
    (" Line/", "LINE"),
    ("GSA/", "Google app"),
    ("OPT/", "Opera Touch"),
    ("OPX/", "Opera GX"),
    ("OPR/", "Opera"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("UCBrowser/", "UC Browser"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("Whale/", "Whale"),
    ("QQBrowser/", "QQ Browser"),
    ("Vivaldi/", "Vivaldi"),
    ("Focus/", "Firefox Focus"),
    ("Klar/", "Firefox Klar"),
    ("Silk/", "Silk"),
    ("CriOS/", "Chrome"),
];

pub(super) fn read(user_agent: &str, parsed: &Parsed<'_>, hints: &ClientHints<'_>) -> (String, String) {
    let (name, version) = by_token(user_agent)
        .or_else(|| by_brand(hints))
        .or_else(|| by_webview(user_agent))
        .unwrap_or_else(|| by_parser(parsed));
    (name.to_owned(), version.to_owned())
}

fn by_token(user_agent: &str) -> Option<(&'static str, &str)> {
    let (token, name) = TOKENS.iter().find(|(token, _)| user_agent.contains(token))?;
    Some((name, major_after(user_agent, token).unwrap_or_default()))
}

fn by_brand<'a>(hints: &ClientHints<'a>) -> Option<(&'static str, &'a str)> {
    BRANDS.iter().find_map(|(brand, name)| hints.version_of(brand).map(|version| (*name, version)))
}

fn by_webview(user_agent: &str) -> Option<(&'static str, &str)> {
    let is_webview = user_agent.contains("; wv)");
    is_webview.then(|| ("Android WebView", major_after(user_agent, "Chrome/").unwrap_or_default()))
}

fn by_parser<'a>(parsed: &Parsed<'a>) -> (&'a str, &'a str) {
    match found(parsed.name) {
        "Webview" => ("iOS WebView", ""),
        name => (name, leading_digits(found(parsed.version))),
    }
}
