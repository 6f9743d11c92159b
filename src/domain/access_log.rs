//! One line of a web server's access log in the combined format, and whether it is a page somebody looked at.

use std::net::IpAddr;

use jiff::fmt::strtime;

use super::moment::Moment;

/// A line, as far as visits are counted from it. Texts are as logged, escapes included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the combined format")]
pub struct Line<'a> {
    pub address: IpAddr,
    pub at: Moment,
    pub method: &'a str,
    /// Path and query.
    pub target: &'a str,
    pub status: u16,
    /// Empty when none was sent.
    pub referrer: &'a str,
    /// Empty when none was sent.
    pub user_agent: &'a str,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Not in the combined format, or cut off.
    NotCombined,
    /// A host name, or nothing, where the address belongs.
    NoAddress,
    /// The time is not like `17/May/2015:10:05:03 +0000`.
    NoTime,
    /// The request is not like `GET /lamps HTTP/1.1`.
    NoRequest,
    /// The status is no number.
    NoStatus,
}

/// Why a line is no page view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAPage {
    /// Another method than GET.
    Method,
    /// 3xx but 304: the page it leads to is counted.
    Redirect,
    /// 4xx, 5xx, or no answer at all.
    Failed,
    /// An image, a script, a feed, a download: by extension.
    Asset,
}

impl Refusal {
    /// The word it is counted under.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotCombined => "not_combined",
            Self::NoAddress => "no_address",
            Self::NoTime => "no_time",
            Self::NoRequest => "no_request",
            Self::NoStatus => "no_status",
        }
    }
}

impl NotAPage {
    /// The word it is counted under.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Redirect => "redirect",
            Self::Failed => "failed",
            Self::Asset => "asset",
        }
    }
}

/// What browsers fetch for a page, or keep on disk, and feed readers fetch.
const ASSETS: [&str; 66] = [
    "7z",
    "aac",
    "apk",
    "atom",
    "avi",
    "avif",
    "bin",
    "bmp",
    "br",
    "bz2",
    "css",
    "csv",
    "deb",
    "dmg",
    "doc",
    "docx",
    "eot",
    "exe",
    "flac",
    "gem",
    "gif",
    "gz",
    "ico",
    "img",
    "iso",
    "jar",
    "jpeg",
    "jpg",
    "js",
    "json",
    "log",
    "m4a",
    "m4v",
    "map",
    "mjs",
    "mov",
    "mp3",
    "mp4",
    "mpeg",
    "msi",
    "ogg",
    "otf",
    "pdf",
    "png",
    "ppt",
    "pptx",
    "rar",
    "rpm",
    "rss",
    "svg",
    "swf",
    "tar",
    "tgz",
    "tif",
    "ttf",
    "txt",
    "wasm",
    "wav",
    "webm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "xml",
    "xz",
    "zip",
];

impl<'a> Line<'a> {
    /// Reads one line, without its line break.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn parse(line: &'a str) -> Result<Self, Refusal> {
        let (address, rest) = line.split_once(' ').ok_or(Refusal::NotCombined)?;
        let (_, rest) = rest.split_once('[').ok_or(Refusal::NotCombined)?;
        let (time, rest) = rest.split_once(']').ok_or(Refusal::NotCombined)?;
        let (request, rest) = quoted(rest)?;
        let (numbers, rest) = rest.split_once('"').ok_or(Refusal::NotCombined)?;
        let (referrer, rest) = up_to_quote(rest)?;
        let (user_agent, _) = quoted(rest)?;
        let (method, target) = request_parts(request)?;
        let status = numbers.split_ascii_whitespace().next().and_then(|status| status.parse().ok());
        Ok(Self {
            address: address.parse::<IpAddr>().map_err(|_| Refusal::NoAddress)?.to_canonical(),
            at: moment(time)?,
            method,
            target,
            status: status.ok_or(Refusal::NoStatus)?,
            referrer: told(referrer),
            user_agent: told(user_agent),
        })
    }

    /// Whether somebody looked at a page here.
    ///
    /// # Errors
    /// Why not.
    pub fn is_page(&self) -> Result<(), NotAPage> {
        match (self.method, self.status) {
            ("GET", 200..=299 | 304) if is_asset(self.target) => Err(NotAPage::Asset),
            ("GET", 200..=299 | 304) => Ok(()),
            ("GET", 300..=399) => Err(NotAPage::Redirect),
            ("GET", _) => Err(NotAPage::Failed),
            _ => Err(NotAPage::Method),
        }
    }
}

/// The text between the next two quotes, and what follows.
fn quoted(text: &str) -> Result<(&str, &str), Refusal> {
    let (_, rest) = text.split_once('"').ok_or(Refusal::NotCombined)?;
    up_to_quote(rest)
}

/// The text before the next quote that is not escaped, and what follows.
fn up_to_quote(text: &str) -> Result<(&str, &str), Refusal> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !is_escaped => return Ok((&text[..at], &text[at + 1..])),
            _ => is_escaped = byte == b'\\' && !is_escaped,
        }
    }
    Err(Refusal::NotCombined)
}

fn request_parts(request: &str) -> Result<(&str, &str), Refusal> {
    let mut parts = request.split(' ');
    match (parts.next(), parts.next()) {
        (Some(method), Some(target)) if target.starts_with('/') => Ok((method, target)),
        _ => Err(Refusal::NoRequest),
    }
}

fn moment(time: &str) -> Result<Moment, Refusal> {
    let parsed = strtime::parse("%d/%b/%Y:%H:%M:%S %z", time).and_then(|broken| broken.to_timestamp());
    parsed.map(|timestamp| Moment(timestamp.as_millisecond())).map_err(|_| Refusal::NoTime)
}

fn told(text: &str) -> &str {
    if text == "-" { "" } else { text }
}

fn is_asset(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ASSETS.binary_search(&&*extension).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: &str = r#""Mozilla/5.0 (X11; \"quoted\")""#;

    fn line(request: &str, status: &str) -> String {
        format!(
            r#"203.0.113.9 - ada [17/May/2015:12:05:03 +0200] "{request}" {status} 512 "https://a.example/" {AGENT}"#
        )
    }

    #[test]
    fn a_line_is_read() {
        let text = line("GET /lamps?size=2 HTTP/1.1", "200");
        let read = Line::parse(&text).expect("a line");
        assert_eq!(read.address.to_string(), "203.0.113.9");
        assert_eq!(read.at, Moment(1_431_857_103_000));
        assert_eq!((read.method, read.target, read.status), ("GET", "/lamps?size=2", 200));
        assert_eq!((read.referrer, read.user_agent), ("https://a.example/", r#"Mozilla/5.0 (X11; \"quoted\")"#));
        let bare = r#"2001:db8::1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 304 - "-" "-""#;
        let read = Line::parse(bare).expect("a line");
        assert_eq!((read.referrer, read.user_agent, read.status), ("", "", 304));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let good = line("GET / HTTP/1.1", "200");
        let cases = [
            (String::new(), Refusal::NotCombined),
            (good[..good.len() - 1].to_owned(), Refusal::NotCombined),
            (good.replace("203.0.113.9", "host.example"), Refusal::NoAddress),
            (good.replace("May", "Mai"), Refusal::NoTime),
            (line("-", "400"), Refusal::NoRequest),
            (line(r"\x16\x03\x01", "400"), Refusal::NoRequest),
            (line("GET http://evil.example/ HTTP/1.1", "200"), Refusal::NoRequest),
            (line("GET / HTTP/1.1", "ok"), Refusal::NoStatus),
        ];
        for (text, refusal) in cases {
            assert_eq!(Line::parse(&text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn pages_are_told_from_the_rest() {
        let cases = [
            ("GET / HTTP/1.1", "200", Ok(())),
            ("GET /lamps HTTP/1.1", "304", Ok(())),
            ("GET /index.php?file=a.css HTTP/1.0", "200", Ok(())),
            ("GET /blog/version-1.3 HTTP/1.1", "206", Ok(())),
            ("GET /v1.css/lamps HTTP/1.1", "200", Ok(())),
            ("GET /style2.CSS?v=1 HTTP/1.1", "200", Err(NotAPage::Asset)),
            ("GET /robots.txt HTTP/1.1", "200", Err(NotAPage::Asset)),
            ("GET /old HTTP/1.1", "301", Err(NotAPage::Redirect)),
            ("GET /gone HTTP/1.1", "404", Err(NotAPage::Failed)),
            ("GET /broken HTTP/1.1", "500", Err(NotAPage::Failed)),
            ("HEAD / HTTP/1.1", "200", Err(NotAPage::Method)),
            ("POST /lamps HTTP/1.1", "200", Err(NotAPage::Method)),
        ];
        for (request, status, expected) in cases {
            let text = line(request, status);
            assert_eq!(Line::parse(&text).expect("a line").is_page(), expected, "{request} {status}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_too_strange(text in r#"([0-9.:]{0,9} )?(- - )?\[?.{0,30}\]?( ".{0,20}"){0,3}"#) {
            if let Ok(line) = Line::parse(&text) {
                let _ = line.is_page();
            }
        }
    }

    #[test]
    fn assets_are_in_order() {
        assert!(ASSETS.is_sorted());
    }
}
