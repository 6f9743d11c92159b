//! What a page says happened: one JSON object, read, cut to length and checked.

mod wire;

use url::Url;

use crate::domain::ids::{BeaconId, PageViewId, SiteKey, VisitorId};
use crate::domain::presence::Person;
use wire::{Wire, page_url};

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

impl Beacon {
    /// A beacon as it came over the wire.
    ///
    /// # Errors
    /// One line that names the field.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        Wire::read(body)?.beacon()
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::moment::DAY;

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
        let protocol = include_str!("../../../docs/PROTOCOL.md");
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

    proptest::proptest! {
        #[test]
        fn no_beacon_is_too_strange(body in r#"\{?("(site|id|type|url|user|age)": ?("?[^"]{0,9}"?|\{|-?[0-9e.]{0,30}),?\n?){0,4}\}?"#) {
            let refused = Beacon::parse(body.as_bytes()).map_err(|why| why.to_string());
            proptest::prop_assert!(refused.is_err_and(|why| !why.is_empty() && !why.contains('\n')));
        }
    }
}
