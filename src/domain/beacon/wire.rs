//! A beacon as it stands in JSON, and the way from there to what it says.

use std::borrow::Cow;

use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use super::{Beacon, Malformed, PageViewSaid, Said};
use crate::domain::ids::{BeaconId, PageViewId, SiteKey, VisitorId};
use crate::domain::moment::DAY;
use crate::domain::presence::Person;
use crate::domain::text::line;

const MOST_URL: usize = 2048;
const MOST_TITLE: usize = 512;
const MOST_WORD: usize = 256;
const MOST_ATTRIBUTES: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire<'a> {
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

impl<'a> Wire<'a> {
    pub(super) fn read(body: &'a [u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(body).map_err(|_| Malformed("the beacon is not UTF-8".into()))?;
        serde_json::from_str(text).map_err(|error| name_the_field(text, &error))
    }

    pub(super) fn beacon(self) -> Result<Beacon, Malformed> {
        Ok(Beacon {
            visitor: if self.privacy { None } else { self.visitor()? },
            said: self.said()?,
            site: SiteKey::from(&*self.site),
            id: BeaconId(self.id),
            new: self.new,
            privacy: self.privacy,
            simulated: self.simulated,
            age: i64::try_from(self.age).unwrap_or(DAY).min(DAY),
            dropped: self.dropped,
        })
    }

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
pub(super) fn page_url(text: &str) -> Result<Url, Malformed> {
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
