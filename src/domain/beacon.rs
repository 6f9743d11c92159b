//! What a page says happened: one JSON object, read, cut to length and checked.

use std::borrow::Cow;

use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use super::ids::{BeaconId, PageViewId, SiteKey, VisitorId};
use super::moment::DAY;
use super::presence::Person;
use super::text::line;

const MOST_URL: usize = 2048;
const MOST_TITLE: usize = 512;
const MOST_WORD: usize = 256;
const MOST_ATTRIBUTES: usize = 20;

/// One beacon, well-formed.
#[derive(Debug, Clone, PartialEq)]
pub struct Beacon {
    /// The site it speaks for; not yet known to exist.
    pub site: SiteKey,
    /// Its own id: the same one again counts once.
    pub id: BeaconId,
    /// Absent in cookieless mode and whenever `privacy` is on.
    pub visitor: Option<VisitorId>,
    /// The tracker made the visitor's id just now. Only a hint.
    pub new: bool,
    /// GPC or DNT is on, or consent is missing.
    pub privacy: bool,
    /// Sent by `parlour simulate`.
    pub simulated: bool,
    /// How long it waited in the page, in milliseconds: 0 to 24 hours.
    pub age: i64,
    /// Beacons the page had to give up since the last one delivered.
    pub dropped: u32,
    /// What happened.
    pub said: Said,
}

/// What a beacon says happened.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub enum Said {
    /// A page was seen; the page view's id is the beacon's own.
    PageView(Box<PageViewSaid>),
    /// The page told of something.
    Event { page_view: Option<PageViewId>, name: String, value: f64 },
    /// A page was left after being visible for `visible_ms` milliseconds (at most 24 hours).
    Goodbye { page_view: PageViewId, visible_ms: u32 },
    /// The page told who the visitor is.
    Identify(Box<Person>),
}

/// What a page view says of the page and the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct PageViewSaid {
    /// http or https.
    pub url: Url,
    pub title: String,
    /// As the page told it; may be empty or no address at all.
    pub referrer: String,
    pub language: String,
    pub time_zone: String,
    pub screen: String,
}

/// Why a beacon is not well-formed: one line that names the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    #[serde(borrow)]
    site: Cow<'a, str>,
    id: Uuid,
    r#type: Type,
    #[serde(borrow, default)]
    visitor: Cow<'a, str>,
    #[serde(default)]
    new: bool,
    #[serde(default)]
    privacy: bool,
    page_view: Option<Uuid>,
    #[serde(borrow, default)]
    url: Cow<'a, str>,
    #[serde(borrow, default)]
    title: Cow<'a, str>,
    #[serde(borrow, default)]
    referrer: Cow<'a, str>,
    #[serde(borrow, default)]
    language: Cow<'a, str>,
    #[serde(borrow, default)]
    time_zone: Cow<'a, str>,
    #[serde(borrow, default)]
    screen: Cow<'a, str>,
    #[serde(default)]
    age: u64,
    visible_ms: Option<u64>,
    #[serde(borrow, default)]
    name: Cow<'a, str>,
    value: Option<f64>,
    user: Option<Person>,
    #[serde(default)]
    dropped: u32,
    #[serde(default)]
    simulated: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Type {
    PageView,
    Event,
    Goodbye,
    Identify,
}

impl Beacon {
    /// A beacon as it came over the wire.
    ///
    /// # Errors
    /// One line that names the field.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(body).map_err(|_| Malformed("the beacon is not UTF-8".into()))?;
        let wire: Wire<'_> = serde_json::from_str(text).map_err(|error| name_the_field(text, &error))?;
        let said = wire.said()?;
        let visitor = if wire.privacy { None } else { wire.visitor()? };
        Ok(Self {
            site: SiteKey::from(&*wire.site),
            id: BeaconId(wire.id),
            visitor,
            new: wire.new,
            privacy: wire.privacy,
            simulated: wire.simulated,
            age: i64::try_from(wire.age).unwrap_or(DAY).min(DAY),
            dropped: wire.dropped,
            said,
        })
    }

    /// A page view without JavaScript: a picture was asked for from the page at `address` (its `Referer`).
    ///
    /// # Errors
    /// The address is none, or not http(s).
    pub fn from_picture(site: SiteKey, id: BeaconId, address: &str) -> Result<Self, Malformed> {
        let [title, referrer, language, time_zone, screen] = std::array::from_fn(|_| String::new());
        let page = PageViewSaid { url: page_url(address)?, title, referrer, language, time_zone, screen };
        let said = Said::PageView(Box::new(page));
        Ok(Self { site, id, visitor: None, new: false, privacy: false, simulated: false, age: 0, dropped: 0, said })
    }
}

impl Wire<'_> {
    fn visitor(&self) -> Result<Option<VisitorId>, Malformed> {
        if self.visitor.is_empty() {
            return Ok(None);
        }
        self.visitor.parse().map(Some).map_err(|why| Malformed(format!("visitor: {why}")))
    }

    fn said(&self) -> Result<Said, Malformed> {
        match self.r#type {
            Type::PageView => Ok(Said::PageView(Box::new(self.page_view_said()?))),
            Type::Event => self.event(),
            Type::Goodbye => self.goodbye(),
            Type::Identify => self.identify(),
        }
    }

    fn page_view_said(&self) -> Result<PageViewSaid, Malformed> {
        Ok(PageViewSaid {
            url: page_url(&self.url)?,
            title: line(&self.title, MOST_TITLE),
            referrer: line(&self.referrer, MOST_URL),
            language: line(&self.language, 35),
            time_zone: line(&self.time_zone, 64),
            screen: line(&self.screen, 16),
        })
    }

    fn event(&self) -> Result<Said, Malformed> {
        let name = line(&self.name, MOST_WORD);
        if name.is_empty() {
            return Err(Malformed("name: an event needs one".into()));
        }
        Ok(Said::Event { page_view: self.page_view.map(PageViewId), name, value: self.value.unwrap_or_default() })
    }

    fn goodbye(&self) -> Result<Said, Malformed> {
        let page_view = self.page_view.ok_or_else(|| Malformed("page_view: a goodbye needs one".into()))?;
        let visible = self.visible_ms.ok_or_else(|| Malformed("visible_ms: a goodbye needs it".into()))?;
        let most = DAY.unsigned_abs();
        let visible_ms = u32::try_from(visible.min(most)).unwrap_or(u32::MAX);
        Ok(Said::Goodbye { page_view: PageViewId(page_view), visible_ms })
    }

    fn identify(&self) -> Result<Said, Malformed> {
        let user = self.user.as_ref().ok_or_else(|| Malformed("user: identify needs one".into()))?;
        let word = |text: &String| line(text, MOST_WORD);
        let attributes = user.attributes.iter().take(MOST_ATTRIBUTES).map(|(name, value)| (word(name), word(value)));
        Ok(Said::Identify(Box::new(Person {
            name: word(&user.name),
            username: word(&user.username),
            email: word(&user.email),
            phone: word(&user.phone),
            attributes: attributes.collect(),
        })))
    }
}

/// A page's address, cut to length.
///
/// # Errors
/// It is not an absolute http or https address.
pub fn page_url(text: &str) -> Result<Url, Malformed> {
    let cut = text.char_indices().nth(MOST_URL).map_or(text, |(end, _)| &text[..end]);
    let refused = || Malformed("url: not an absolute http or https address".into());
    let url = Url::parse(cut).map_err(|_| refused())?;
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err(refused()) }
}

/// serde says where a wrong value ended, not whose it was: the last key before that place.
fn name_the_field(text: &str, error: &serde_json::Error) -> Malformed {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let read = text.get(..before + error.column()).unwrap_or(text);
    let key = read.rsplit_once("\":").and_then(|(before, _)| before.rsplit_once('"')).map(|(_, key)| key);
    let why = line(&error.to_string(), 300);
    match key {
        Some(key) if error.is_data() && !why.contains(" field `") => Malformed(format!("{}: {why}", line(key, 40))),
        _ => Malformed(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0193b0a8-5c00-7000-8000-000000000001";

    fn parse(rest: &str) -> Result<Beacon, String> {
        let body = format!(r#"{{"site":"SITE","id":"{ID}",{rest}}}"#);
        Beacon::parse(body.as_bytes()).map_err(|why| why.to_string())
    }

    fn page(rest: &str) -> PageViewSaid {
        match parse(rest).expect("a beacon").said {
            Said::PageView(page) => *page,
            other => panic!("a page view, not {other:?}"),
        }
    }

    #[test]
    fn the_examples_of_the_protocol_are_read() {
        let protocol = include_str!("../../docs/PROTOCOL.md");
        let examples: Vec<_> = protocol.split("```json beacon\n").skip(1).map(|rest| rest.lines().next()).collect();
        assert!(examples.len() >= 5);
        for example in examples.into_iter().flatten() {
            assert!(Beacon::parse(example.as_bytes()).is_ok(), "{example}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            (r#""type":"page_view","url":7"#, "url: invalid type: integer `7`"),
            (r#""type":"page_view","url":"/lamps""#, "url: not an absolute"),
            (r#""type":"page_view","url":"javascript:alert(1)""#, "url: not an absolute"),
            (r#""type":"page_view","url":"https://a.example","colour":1"#, "unknown field `colour`"),
            (r#""type":"wave""#, "type: unknown variant `wave`"),
            (r#""url":"https://a.example""#, "missing field `type`"),
            (r#""type":"event""#, "name: "),
            (r#""type":"event","name":"x","value":"much""#, "value: invalid type"),
            (r#""type":"event","name":"x","page_view":"1""#, "page_view: "),
            (r#""type":"goodbye","visible_ms":1"#, "page_view: a goodbye needs one"),
            (r#""type":"identify""#, "user: identify needs one"),
            (r#""type":"identify","user":{"attributes":{"plan":1}}"#, "plan: invalid type"),
            (r#""type":"page_view","url":"https://a.example","visitor":"12""#, "visitor: a visitor id is 32"),
            (r#""type":"page_view","url":"https://a.example","age":-1"#, "age: invalid value"),
            (r#""type":"page_view","url""#, "expected `:`"),
        ];
        for (rest, reason) in cases {
            let why = parse(rest).expect_err(rest);
            assert!(why.starts_with(reason), "{rest}\n{why}");
            assert!(!why.contains('\n'));
        }
        assert!(Beacon::parse(b"\xff").is_err());
    }

    #[test]
    fn long_is_cut_and_hidden_is_gone() {
        let long = "a".repeat(3_000);
        let page = page(&format!(
            r#""type":"page_view","url":"https://a.example/{long}","title":"\u202e{long}","referrer":"{long}""#
        ));
        assert_eq!((page.url.as_str().len(), page.title.len(), page.referrer.len()), (2048, 512, 2048));
        let beacon = parse(r#""type":"event","name":"x","age":999999999999"#).expect("a beacon");
        assert_eq!(beacon.age, DAY);
    }

    #[test]
    fn privacy_leaves_no_visitor() {
        let rest = r#""type":"page_view","url":"https://a.example","privacy":true,"visitor":"00112233445566778899aabbccddeeff""#;
        assert_eq!(parse(rest).expect("a beacon").visitor, None);
    }

    #[test]
    fn a_person_keeps_twenty_attributes() {
        let many: Vec<_> = (0..30).map(|n| format!(r#""a{n:02}":"v""#)).collect();
        let rest = format!(r#""type":"identify","user":{{"name":" Ada\n","attributes":{{{}}}}}"#, many.join(","));
        let Said::Identify(person) = parse(&rest).expect("a beacon").said else { panic!("a person") };
        assert_eq!((person.name.as_str(), person.attributes.len()), ("Ada", 20));
    }

    #[test]
    fn a_picture_is_a_page_view() {
        let id = BeaconId(Uuid::nil());
        assert!(Beacon::from_picture("SITE".into(), id, "https://shop.example/lamps").is_ok());
        assert!(Beacon::from_picture("SITE".into(), id, "").is_err());
    }
}
