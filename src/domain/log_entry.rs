//! What the visit log counts: one entry for each thing that happened, as it goes through the spool into `ClickHouse`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::device::Device;
use super::ids::{
    AgentId, BeaconId, ChatId, DepartmentId, GroupId, InvitationId, PageViewId, SiteKey, TemplateId, VisitId,
};
use super::moment::Moment;
use super::origin::{Campaign, Referrer};
use super::place::Place;

/// One entry of the visit log. Serialised as JSON in the spool, so that a newer program reads an older spool. What a
/// row of Who's On holds too is shared with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogEntry {
    /// A page was seen.
    PageView(Box<PageViewEntry>),
    /// A page was left, after being visible for a while.
    PageLeave(PageLeaveEntry),
    /// The page told of something (`parlour('event', …)`).
    Event(EventEntry),
    /// A visit began, or ended: the later one replaces the earlier.
    Visit(Box<VisitEntry>),
    /// An invitation ended.
    Invitation(Box<InvitationEntry>),
    /// A chat ended, or was rated after that: the later one replaces the earlier.
    Chat(Box<ChatEntry>),
    /// A visitor became eligible for an invitation, and the lot fell.
    Assignment(Box<AssignmentEntry>),
    /// A bot asked for a page.
    Bot(Box<BotEntry>),
}

/// One page seen in a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct PageViewEntry {
    pub site: SiteKey,
    pub at: Moment,
    /// `VisitorKey::log_id`.
    pub visitor: u64,
    pub visit: VisitId,
    pub page_view: PageViewId,
    pub url: Arc<str>,
    pub path: Arc<str>,
    pub title: Arc<str>,
    pub referrer: Arc<Referrer>,
    pub campaign: Arc<Campaign>,
    pub place: Arc<Place>,
    pub device: Arc<Device>,
    pub language: Arc<str>,
    pub time_zone: Arc<str>,
    pub screen: Arc<str>,
    /// Cut to /24 or /48.
    pub ip: String,
    pub privacy: bool,
    pub simulated: bool,
}

/// A page was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct PageLeaveEntry {
    pub site: SiteKey,
    pub at: Moment,
    pub beacon: BeaconId,
    pub visitor: u64,
    pub visit: VisitId,
    pub page_view: PageViewId,
    /// The page, when it is known and is left for the first time: then there is no other leave of it without one.
    #[serde(default)]
    pub page: Option<LeftPage>,
    /// How long the page was visible, in milliseconds.
    pub visible_ms: u32,
}

/// A page that was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct LeftPage {
    pub path: Arc<str>,
    pub opened: Moment,
}

/// Something the page told of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct EventEntry {
    pub site: SiteKey,
    pub at: Moment,
    pub beacon: BeaconId,
    pub visitor: u64,
    pub visit: VisitId,
    pub page_view: Option<PageViewId>,
    pub name: String,
    pub value: f64,
}

/// A visit as known at `version`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct VisitEntry {
    pub site: SiteKey,
    pub visit: VisitId,
    pub visitor: u64,
    pub started: Moment,
    /// The last sign of life so far.
    pub ended: Moment,
    /// Milliseconds; the entry with the highest one is the truth.
    pub version: Moment,
    /// 1 for a visitor's first visit.
    pub number: u32,
    pub pages: u32,
    pub entry_url: Arc<str>,
    pub exit_url: Arc<str>,
    pub referrer: Arc<Referrer>,
    pub campaign: Arc<Campaign>,
    pub place: Arc<Place>,
    pub device: Arc<Device>,
    pub language: Arc<str>,
    pub simulated: bool,
    pub privacy: bool,
    /// The visitor is known by name.
    #[serde(default)]
    pub identified: bool,
}

/// An invitation and all that became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct InvitationEntry {
    pub site: SiteKey,
    pub invitation: InvitationId,
    pub visitor: u64,
    pub visit: VisitId,
    pub agent: AgentId,
    pub group: Option<GroupId>,
    /// The rule that sent it; `None`: an agent did.
    #[serde(default)]
    pub rule: Option<Uuid>,
    /// The rule's variant.
    #[serde(default)]
    pub variant: Option<String>,
    #[serde(default)]
    pub template: Option<TemplateId>,
    /// `accepted`, `declined`, `expired`, `undelivered`, `withdrawn` or `superseded`.
    pub ending: String,
    pub sent: Moment,
    pub delivered: Option<Moment>,
    pub viewed: Option<Moment>,
    pub ended: Moment,
    /// The page the visitor was on when it was sent.
    pub url: String,
    pub chat: Option<ChatId>,
}

/// A chat that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and REPORTS")]
pub struct ChatEntry {
    pub site: SiteKey,
    pub chat: ChatId,
    pub visitor: u64,
    /// The visit it was asked for in; nil when that is not known.
    pub visit: VisitId,
    /// The last one who had it.
    pub agent: Option<AgentId>,
    pub department: Option<DepartmentId>,
    pub invitation: Option<InvitationId>,
    pub asked: Moment,
    /// When it was taken first.
    pub answered: Option<Moment>,
    /// The agent's first message after the visitor's first.
    pub first_reply: Option<Moment>,
    pub ended: Moment,
    /// Milliseconds; the entry with the highest one is the truth.
    pub version: Moment,
    /// `answered`, `missed` or `abandoned`.
    pub outcome: String,
    /// What both sides said; whispers are not counted.
    pub messages: u32,
    /// 1 to 5.
    pub rating: Option<u8>,
}

/// The lot of one visitor under one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and REPORTS")]
pub struct AssignmentEntry {
    pub site: SiteKey,
    /// `None`: an agent was about to invite.
    pub rule: Option<Uuid>,
    pub visitor: u64,
    pub visit: VisitId,
    pub at: Moment,
    /// `held_out`, or the variant's id.
    pub arm: String,
    /// The page the visitor was on.
    pub url: String,
}

/// A bot's request, kept apart from the visitors'.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESIGN and PROTOCOL")]
pub struct BotEntry {
    pub site: SiteKey,
    pub at: Moment,
    pub id: Uuid,
    pub reason: String,
    pub url: String,
    pub user_agent: String,
    /// Cut to /24 or /48.
    pub ip: String,
    pub country: String,
}

impl LogEntry {
    /// When it happened: decides the partition.
    pub fn at(&self) -> Moment {
        match self {
            Self::PageView(e) => e.at,
            Self::PageLeave(e) => e.at,
            Self::Event(e) => e.at,
            Self::Visit(e) => e.started,
            Self::Invitation(e) => e.sent,
            Self::Chat(e) => e.asked,
            Self::Assignment(e) => e.at,
            Self::Bot(e) => e.at,
        }
    }
}
