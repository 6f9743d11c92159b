//! A website that carries the tracking code.

use serde::{Deserialize, Serialize};
use url::Url;

use super::ids::SiteKey;
pub use super::site_settings::SiteSettings;

/// The key of the demo shop's site.
pub const DEMO_SITE: &str = "demo";

/// A site: its public key, the origins it may be tracked from, its time zone, and how its chat link looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Site {
    pub key: SiteKey,
    pub name: String,
    /// `https://shop.example`; a leading `*.` in the host lets every subdomain in. Empty: any origin.
    pub origins: Vec<String>,
    /// IANA name.
    pub time_zone: String,
    /// `None`: the site has no chat link; its invitations wear the default style.
    pub style: Option<ChatLinkStyle>,
    pub settings: SiteSettings,
}

/// How a site's chat link looks; invitations and chats wear the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct ChatLinkStyle {
    pub kind: ChatLinkKind,
    /// `#rrggbb`.
    pub color: String,
    pub position: Side,
    pub greeting: String,
    /// The name visitors read.
    pub company: String,
}

/// The kinds of chat link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of the seeds")]
pub enum ChatLinkKind {
    Button,
    Tab,
    Bubble,
}

impl ChatLinkKind {
    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Tab => "tab",
            Self::Bubble => "bubble",
        }
    }
}

/// The side of the page the chat link is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "two sides")]
pub enum Side {
    Left,
    Right,
}

impl Site {
    /// The demo shop at `/demo`.
    pub fn demo() -> Self {
        let name = "Harrow & Pine".to_owned();
        let style = ChatLinkStyle {
            kind: ChatLinkKind::Button,
            color: "#2f4a3e".to_owned(),
            position: Side::Right,
            greeting: String::new(),
            company: name.clone(),
        };
        Self {
            key: DEMO_SITE.into(),
            name,
            origins: Vec::new(),
            time_zone: "Europe/London".to_owned(),
            style: Some(style),
            settings: SiteSettings::default(),
        }
    }

    /// The style its invitations wear: its chat link's, else the default (a button).
    pub fn style(&self) -> ChatLinkStyle {
        self.style.clone().unwrap_or_else(|| ChatLinkStyle {
            kind: ChatLinkKind::Button,
            color: "#2f4a3e".to_owned(),
            position: Side::Right,
            greeting: String::new(),
            company: self.name.clone(),
        })
    }

    /// Whether a page of `origin` (as a browser's `Origin` header says it) may speak for this site.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.is_empty() || self.origins.iter().any(|allowed| origin_matches(allowed, origin))
    }
}

fn origin_matches(allowed: &str, origin: &str) -> bool {
    match allowed.split_once("://*.") {
        None => allowed == origin,
        Some((scheme, parent)) => origin
            .split_once("://")
            .and_then(|(s, host)| (s == scheme).then(|| host.strip_suffix(parent)).flatten())
            .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
    }
}

/// An origin as an administrator typed it, in the form browsers send (`https://shop.example:8443`, no path).
///
/// # Errors
/// A sentence for the screen.
pub fn parse_origin(text: &str) -> Result<String, String> {
    let wildcard = text.contains("://*.");
    let probe = text.replacen("://*.", "://", 1);
    let url = Url::parse(&probe).map_err(|_| format!("“{text}” is not an origin like https://shop.example"))?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.username().is_empty()
        && url.fragment().is_none();
    if !plain {
        return Err(format!("“{text}”: an origin is http:// or https:// and a host, without a path"));
    }
    let origin = url.origin().ascii_serialization();
    Ok(if wildcard { origin.replacen("://", "://*.", 1) } else { origin })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(origins: &[&str]) -> Site {
        let origins = origins.iter().map(|o| (*o).to_owned()).collect();
        let settings = SiteSettings::default();
        Site { key: "k".into(), name: "Shop".into(), origins, time_zone: "UTC".into(), style: None, settings }
    }

    #[test]
    fn only_its_own_origins_speak_for_a_site() {
        let shop = site(&["https://shop.example", "https://*.shop.example"]);
        for good in ["https://shop.example", "https://www.shop.example", "https://a.b.shop.example"] {
            assert!(shop.allows(good), "{good}");
        }
        for bad in [
            "http://shop.example",
            "https://evilshop.example",
            "https://shop.example.evil",
            "null",
            "",
            "https://.shop.example",
        ] {
            assert!(!shop.allows(bad), "{bad}");
        }
        assert!(site(&[]).allows("https://anywhere.example"));
    }

    #[test]
    fn origins_are_read_as_people_type_them() {
        assert_eq!(parse_origin("https://Shop.example/"), Ok("https://shop.example".into()));
        assert_eq!(parse_origin("http://localhost:3000"), Ok("http://localhost:3000".into()));
        assert_eq!(parse_origin("https://*.shop.example"), Ok("https://*.shop.example".into()));
        for bad in ["shop.example", "ftp://shop.example", "https://shop.example/path", "https://a@shop.example"] {
            assert!(parse_origin(bad).is_err(), "{bad}");
        }
    }
}
