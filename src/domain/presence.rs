//! One visitor present now: everything a row of Who's On knows.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::Arc;

use super::device::Device;
use super::ids::{AgentId, ChatId, InvitationId, PageViewId, SiteKey, VisitId, VisitorKey};
use super::moment::{MINUTE, Moment};
use super::origin::{Campaign, Referrer};
use super::place::Place;

/// Without activity for this long a row is idle (milliseconds).
pub const IDLE_AFTER: i64 = 5 * MINUTE;
/// A row goes this long after its last doorway closed (milliseconds): navigation must not flicker.
pub const GONE_AFTER_DOORWAY: i64 = 30_000;
/// Without any sign a row goes after this long (milliseconds).
pub const GONE_AFTER_SILENCE: i64 = 15 * MINUTE;
/// A visit ends after this long without activity (milliseconds).
pub const VISIT_ENDS_AFTER: i64 = 30 * MINUTE;
/// Pages of the present visit kept in memory; the visit log has them all.
pub const PAGES_KEPT: usize = 50;

/// What a visitor told of themselves (`parlour('identify', …)`).
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Person {
    pub name: String,
    pub username: String,
    pub email: String,
    pub phone: String,
    pub attributes: BTreeMap<String, String>,
}

impl Person {
    /// The name to show: display name, else username, else e-mail; `None` when nothing is known.
    pub fn known_as(&self) -> Option<&str> {
        [&self.name, &self.username, &self.email].into_iter().find(|text| !text.is_empty()).map(String::as_str)
    }
}

/// A page's address and title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Page {
    pub url: Arc<str>,
    pub path: Arc<str>,
    pub title: Arc<str>,
}

/// One page of the present visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSeen {
    /// The page view.
    pub page_view: PageViewId,
    /// Where.
    pub page: Page,
    /// Since when.
    pub at: Moment,
    /// The moment by which the visit log has it, once a beacon told of it.
    pub logged: Option<Moment>,
    /// How long it was visible, in milliseconds, once it has been left.
    pub visible_ms: Option<u32>,
}

/// An agent, as far as a row names one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "an id and a name")]
pub struct AgentBrief {
    pub id: AgentId,
    pub name: Arc<str>,
}

/// How an open invitation stands, as far as a row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct InvitationBrief {
    pub id: InvitationId,
    /// `sent`, `delivered` or `viewed`.
    pub state: &'static str,
    pub agent: AgentBrief,
    /// Two minutes after it was viewed.
    pub deadline: Option<Moment>,
}

/// A chat the visitor is in, as far as a row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct ChatBrief {
    pub id: ChatId,
    /// `ringing` or `active`.
    pub state: &'static str,
    pub agent: Option<AgentBrief>,
}

/// One visitor present now.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct Presence {
    pub key: VisitorKey,
    pub site: SiteKey,
    /// A bird and digits (“Linnet 482”), unique within the site.
    pub public_name: Arc<str>,
    pub person: Option<Arc<Person>>,
    pub visit: VisitId,
    pub arrived: Moment,
    /// The last activity.
    pub active: Moment,
    pub visits_before: u32,
    pub chats_before: u32,
    /// The visitor's first visit ever, when it was not this one.
    pub first_seen: Option<Moment>,
    /// The end of the visit before this one.
    pub last_visit: Option<Moment>,
    /// Page views in this visit (may exceed `pages.len()`).
    pub page_count: u32,
    /// The newest [`PAGES_KEPT`], oldest first.
    pub pages: VecDeque<PageSeen>,
    pub entry: Page,
    pub referrer: Arc<Referrer>,
    pub campaign: Arc<Campaign>,
    pub place: Arc<Place>,
    pub device: Arc<Device>,
    pub language: Arc<str>,
    pub time_zone: Arc<str>,
    pub screen: Arc<str>,
    /// Whole only here; `None` in cookieless mode.
    pub ip: Option<IpAddr>,
    pub tabs: u16,
    pub privacy: bool,
    pub simulated: bool,
    /// Why this is taken for a bot.
    pub bot: Option<&'static str>,
    /// The newest events of this visit, oldest first: name, value, when.
    pub events: Vec<(Arc<str>, f64, Moment)>,
    /// The page view whose page the visitor seemed about to leave.
    pub leaving: Option<PageViewId>,
    /// Whether the records have told name and history.
    pub settled: bool,
    pub invitation: Option<InvitationBrief>,
    pub chat: Option<ChatBrief>,
}

/// What a row's first column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of the screen")]
pub enum Status {
    Ringing,
    Chatting,
    Invited,
    Here,
    Idle,
}

impl Presence {
    /// What the first column says at `now`.
    pub fn status(&self, now: Moment) -> Status {
        match (&self.chat, &self.invitation) {
            (Some(chat), _) if chat.state == "ringing" => Status::Ringing,
            (Some(_), _) => Status::Chatting,
            (None, Some(_)) => Status::Invited,
            (None, None) if now.since(self.active) >= IDLE_AFTER => Status::Idle,
            (None, None) => Status::Here,
        }
    }

    /// The name to show: what the visitor is known as, else the public name.
    pub fn name(&self) -> &str {
        self.person.as_ref().and_then(|person| person.known_as()).unwrap_or(&self.public_name)
    }

    /// The page the visitor is on.
    pub fn page(&self) -> &Page {
        self.pages.back().map_or(&self.entry, |seen| &seen.page)
    }
}

/// A visitor made up for tests: the same `n` is the same visitor.
#[cfg(test)]
pub fn sample(n: u8) -> Presence {
    use super::ids::VisitorId;
    let site = SiteKey::from("site");
    Presence {
        key: VisitorKey::of(&site, VisitorId::from_bits([n; 16])),
        site,
        public_name: format!("Linnet {n:03}").into(),
        person: None,
        visit: VisitId(uuid::Uuid::from_u128(u128::from(n))),
        arrived: Moment(0),
        active: Moment(0),
        visits_before: 0,
        chats_before: 0,
        first_seen: None,
        last_visit: None,
        page_count: 1,
        pages: VecDeque::new(),
        entry: Page { url: "https://shop.example/lamps".into(), path: "/lamps".into(), title: "Lamps".into() },
        referrer: Arc::default(),
        campaign: Arc::default(),
        place: Arc::default(),
        device: Arc::default(),
        language: "en-GB".into(),
        time_zone: "Europe/London".into(),
        screen: "1920x1080".into(),
        ip: None,
        tabs: 1,
        privacy: false,
        simulated: false,
        bot: None,
        events: Vec::new(),
        leaving: None,
        settled: true,
        invitation: None,
        chat: None,
    }
}
