//! The gate every beacon passes: what is let in, and why the rest is dropped.

use super::moment::Moment;
use super::site::Site;

/// A beacon is at most this many bytes.
pub const MOST_BYTES: usize = 16 * 1024;

/// Why a beacon was dropped. Closed, and each is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DropReason {
    /// Over [`MOST_BYTES`].
    TooLarge,
    /// It has a `Content-Encoding`.
    Compressed,
    /// Neither `text/plain` nor `application/json`.
    WrongType,
    /// Not JSON, or not a beacon.
    Malformed,
    /// No site has this key.
    UnknownSite,
    /// The page is not one of the site's.
    ForeignOrigin,
    /// Too many from one address.
    TooMany,
    /// This id has been counted already.
    Repeat,
    /// Not a visitor.
    Bot,
}

impl DropReason {
    /// Every reason there is.
    pub const ALL: [Self; 9] = [
        Self::TooLarge,
        Self::Compressed,
        Self::WrongType,
        Self::Malformed,
        Self::UnknownSite,
        Self::ForeignOrigin,
        Self::TooMany,
        Self::Repeat,
        Self::Bot,
    ];

    /// The word it is counted under.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Compressed => "compressed",
            Self::WrongType => "wrong_type",
            Self::Malformed => "malformed",
            Self::UnknownSite => "unknown_site",
            Self::ForeignOrigin => "foreign_origin",
            Self::TooMany => "too_many",
            Self::Repeat => "repeat",
            Self::Bot => "bot",
        }
    }

    /// The HTTP status the page is told; 204 where it need not know.
    pub const fn status(self) -> u16 {
        match self {
            Self::TooLarge => 413,
            Self::Compressed | Self::WrongType => 415,
            Self::Malformed => 400,
            Self::UnknownSite => 404,
            Self::ForeignOrigin => 403,
            Self::TooMany => 429,
            Self::Repeat | Self::Bot => 204,
        }
    }
}

/// Whether a body of this shape may be read at all. `content_encoding` is the header as sent.
///
/// # Errors
/// `TooLarge`, `Compressed` or `WrongType`.
pub fn check_envelope(
    bytes: usize,
    content_type: Option<&str>,
    content_encoding: Option<&str>,
) -> Result<(), DropReason> {
    if bytes > MOST_BYTES {
        return Err(DropReason::TooLarge);
    }
    if content_encoding.is_some() {
        return Err(DropReason::Compressed);
    }
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let known = ["text/plain", "application/json"].iter().any(|known| media_type.eq_ignore_ascii_case(known));
    if known { Ok(()) } else { Err(DropReason::WrongType) }
}

/// Whether a page of `origin` (the `Origin` header; absent when nobody sent one) may speak for `site`.
///
/// # Errors
/// `ForeignOrigin`.
pub fn check_origin(site: &Site, origin: Option<&str>) -> Result<(), DropReason> {
    if site.allows(origin.unwrap_or_default()) { Ok(()) } else { Err(DropReason::ForeignOrigin) }
}

/// A bucket that fills by `a_second` and holds `burst`: each thing let through takes one out.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    left: f64,
    since: Moment,
}

impl Bucket {
    /// A full one.
    pub const fn full(burst: f64, now: Moment) -> Self {
        Self { left: burst, since: now }
    }

    /// Takes one out; whether there was one.
    pub fn take(&mut self, now: Moment, a_second: f64, burst: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "spans of minutes")]
        let filled = now.since(self.since).max(0) as f64 / 1_000.0 * a_second;
        self.left = (self.left + filled).min(burst);
        self.since = now;
        let some = self.left >= 1.0;
        self.left -= if some { 1.0 } else { 0.0 };
        some
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_reason_has_its_own_word() {
        let words: BTreeSet<_> = DropReason::ALL.iter().map(|reason| reason.word()).collect();
        assert_eq!(words.len(), DropReason::ALL.len());
        assert!(DropReason::ALL.iter().all(|reason| [204, 400, 403, 404, 413, 415, 429].contains(&reason.status())));
    }

    #[test]
    fn envelopes() {
        let plain = Some("text/plain;charset=UTF-8");
        assert_eq!(check_envelope(MOST_BYTES, plain, None), Ok(()));
        assert_eq!(check_envelope(10, Some("Application/JSON"), None), Ok(()));
        assert_eq!(check_envelope(MOST_BYTES + 1, plain, None), Err(DropReason::TooLarge));
        assert_eq!(check_envelope(10, plain, Some("gzip")), Err(DropReason::Compressed));
        assert_eq!(check_envelope(10, Some("text/html"), None), Err(DropReason::WrongType));
        assert_eq!(check_envelope(10, None, None), Err(DropReason::WrongType));
    }

    #[test]
    fn origins() {
        let shop = |origins: &[&str]| Site {
            key: "k".into(),
            name: "Shop".into(),
            origins: origins.iter().map(|o| (*o).to_owned()).collect(),
            time_zone: "UTC".into(),
            style: None,
            settings: crate::domain::site::SiteSettings::default(),
        };
        let own = shop(&["https://shop.example"]);
        assert_eq!(check_origin(&own, Some("https://shop.example")), Ok(()));
        for foreign in [Some("https://evil.example"), Some("null"), None] {
            assert_eq!(check_origin(&own, foreign), Err(DropReason::ForeignOrigin), "{foreign:?}");
            assert_eq!(check_origin(&shop(&[]), foreign), Ok(()), "{foreign:?}");
        }
    }
}
