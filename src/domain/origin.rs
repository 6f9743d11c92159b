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
    fn a_campaign_is_read_from_the_landing_address() {
        let campaign = Campaign::of(&url("https://shop.example/?utm_source=letter&utm_campaign=autumn+lamps&x=1"));
        assert_eq!((campaign.source.as_str(), campaign.campaign.as_str()), ("letter", "autumn lamps"));
        assert_eq!(campaign.term, "");
    }
}
