//! How a visitor came: the referring page and the campaign in the address.

use serde::{Deserialize, Serialize};
use url::Url;

/// The page that led here; empty when there was none or it was one of our own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Referrer {
    /// Whole address.
    pub url: String,
    /// Host without `www.`.
    pub domain: String,
}

/// The five `utm_` parameters of the landing address; each may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is utm_ and the field's name")]
pub struct Campaign {
    pub source: String,
    pub medium: String,
    pub campaign: String,
    pub term: String,
    pub content: String,
}

/// How a visitor came, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "REPORTS says what each is")]
pub enum Channel {
    Direct,
    Search,
    Social,
    Email,
    Paid,
    Campaign,
    Referral,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Direct, Self::Search, Self::Social, Self::Email, Self::Paid, Self::Campaign, Self::Referral];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Search => "search",
            Self::Social => "social",
            Self::Email => "email",
            Self::Paid => "paid",
            Self::Campaign => "campaign",
            Self::Referral => "referral",
        }
    }
}

/// A name in a domain, whatever stands before and after it (`google` is in `news.google.co.uk`).
const SEARCH: [&str; 12] = [
    "google",
    "bing",
    "duckduckgo",
    "yahoo",
    "ecosia",
    "startpage",
    "qwant",
    "baidu",
    "yandex",
    "seznam",
    "naver",
    "brave",
];
const SOCIAL: [&str; 12] = [
    "facebook",
    "instagram",
    "linkedin",
    "pinterest",
    "reddit",
    "tiktok",
    "twitter",
    "youtube",
    "mastodon",
    "threads",
    "bsky",
    "vk",
];
/// Short domains of the same.
const SOCIAL_WHOLE: [&str; 4] = ["t.co", "x.com", "lnkd.in", "youtu.be"];
const PAID: [&str; 7] = ["cpc", "ppc", "cpm", "cpv", "cpa", "display", "retargeting"];
const EMAIL: [&str; 3] = ["email", "e-mail", "newsletter"];

/// How a visitor came. A campaign says more than the page that led here.
pub fn channel(referrer: &Referrer, campaign: &Campaign) -> Channel {
    let medium = campaign.medium.trim_matches(' ').to_ascii_lowercase();
    let domain = &*referrer.domain;
    let named = |names: &[&str]| domain.split('.').rev().skip(1).any(|label| names.contains(&label));
    match () {
        () if PAID.contains(&&*medium) || medium.starts_with("paid") => Channel::Paid,
        () if EMAIL.contains(&&*medium) => Channel::Email,
        () if *campaign != Campaign::default() => Channel::Campaign,
        () if domain.is_empty() => Channel::Direct,
        () if named(&SEARCH) => Channel::Search,
        () if named(&SOCIAL) || SOCIAL_WHOLE.contains(&domain) => Channel::Social,
        () => Channel::Referral,
    }
}

impl Referrer {
    /// The referrer of a page at `page`, unless it is the same host (own pages are not where a visitor came from).
    pub fn of(referrer: &str, page: &Url) -> Self {
        let Ok(url) = Url::parse(referrer) else { return Self::default() };
        let host = url.host_str().unwrap_or_default();
        if host.is_empty() || Some(host) == page.host_str() {
            return Self::default();
        }
        Self { url: referrer.to_owned(), domain: host.trim_start_matches("www.").to_owned() }
    }
}

impl Campaign {
    /// The campaign named in a landing address.
    pub fn of(page: &Url) -> Self {
        let mut campaign = Self::default();
        for (key, value) in page.query_pairs() {
            let field = match &*key {
                "utm_source" => &mut campaign.source,
                "utm_medium" => &mut campaign.medium,
                "utm_campaign" => &mut campaign.campaign,
                "utm_term" => &mut campaign.term,
                "utm_content" => &mut campaign.content,
                _ => continue,
            };
            *field = value.chars().take(256).collect();
        }
        campaign
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn own_pages_are_no_referrer() {
        let page = url("https://shop.example/lamps");
        assert_eq!(Referrer::of("https://shop.example/", &page), Referrer::default());
        assert_eq!(Referrer::of("https://www.google.com/search?q=lamp", &page).domain, "google.com");
        assert_eq!(Referrer::of("not an address", &page), Referrer::default());
    }

    #[test]
    fn a_channel_is_one_word() {
        let came = |domain: &str, medium: &str, source: &str| {
            let campaign = Campaign { medium: medium.to_owned(), source: source.to_owned(), ..Campaign::default() };
            channel(&Referrer { url: String::new(), domain: domain.to_owned() }, &campaign).word()
        };
        let table = [
            ("", "", "", "direct"),
            ("google.co.uk", "", "", "search"),
            ("de.search.yahoo.com", "", "", "search"),
            ("notgoogle.com", "", "", "referral"),
            ("example.google", "", "", "referral"),
            ("m.facebook.com", "", "", "social"),
            ("t.co", "", "", "social"),
            ("blog.example", "", "", "referral"),
            ("google.com", "CPC", "adwords", "paid"),
            ("", "paid-social", "", "paid"),
            ("mail.example", "E-Mail", "", "email"),
            ("google.com", "banner", "", "campaign"),
            ("", "", "letter", "campaign"),
        ];
        for (domain, medium, source, expected) in table {
            assert_eq!(came(domain, medium, source), expected, "{domain} {medium} {source}");
        }
    }

    #[test]
    fn a_campaign_is_read_from_the_landing_address() {
        let campaign = Campaign::of(&url("https://shop.example/?utm_source=letter&utm_campaign=autumn+lamps&x=1"));
        assert_eq!((campaign.source.as_str(), campaign.campaign.as_str()), ("letter", "autumn lamps"));
        assert_eq!(campaign.term, "");
    }
}
