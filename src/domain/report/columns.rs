//! Every column of every report, with what it means.

use serde::Serialize;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Column {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    pub definition: &'static str,
}

/// How a figure is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number.
    Count,
    /// Any number.
    Number,
    /// 0 to 1.
    Share,
    /// Milliseconds.
    Duration,
    /// What goals and events are worth.
    Value,
}

const fn column(key: &'static str, label: &'static str, kind: Kind, definition: &'static str) -> Column {
    Column { key, label, kind, definition }
}

use Kind::{Count, Duration, Number, Share, Value};

const VISITS: Column = column(
    "visits",
    "Visits",
    Count,
    "Visits that began in the period. A visit ends after 30 minutes without activity.",
);
const PEOPLE: Column = column("visitors", "Visitors", Count, "Browsers that came, each once however often it came.");
const PAGES_PER_VISIT: Column =
    column("pages_per_visit", "Pages a visit", Number, "Page views of these visits, divided by the visits.");
const DURATION: Column = column(
    "duration",
    "Duration",
    Duration,
    "From the first page to the last sign of life; the visit in the middle when they are lined up by it.",
);
const BOUNCES: Column = column("bounces", "Bounces", Share, "The share of visits with one page view.");
const ITS_CHATS: Column = column("chats", "Chats", Count, "Chats asked for in the period, in such visits.");
const ITS_GOALS: Column =
    column("goals", "Goals", Count, "Goals reached in these visits, each at most once in a visit.");

pub(super) const ORIGINS: [Column; 7] = [VISITS, PEOPLE, PAGES_PER_VISIT, DURATION, BOUNCES, ITS_CHATS, ITS_GOALS];
pub(super) const VISITORS: [Column; 6] = [VISITS, PEOPLE, PAGES_PER_VISIT, BOUNCES, ITS_CHATS, ITS_GOALS];
pub(super) const ENDS: [Column; 4] = [VISITS, PEOPLE, PAGES_PER_VISIT, BOUNCES];

pub(super) const PAGES: [Column; 8] = [
    column("views", "Views", Count, "Times the page was seen in the period."),
    column("visits", "Visits", Count, "Visits that saw the page in the period."),
    column("visitors", "Visitors", Count, "Browsers that saw the page in the period."),
    column(
        "time",
        "Time on page",
        Duration,
        "How long the page was visible; the view in the middle when they are lined up by it. Views that were never left count nothing.",
    ),
    column("entries", "Entries", Count, "Visits that began in the period, on this page."),
    column("exits", "Exits", Count, "Visits that began in the period and ended on this page."),
    column("bounces", "Bounces", Share, "The share of the visits that began on this page and saw no other."),
    column("chats", "Chats", Count, "Chats asked for in the period, in visits that saw the page in it."),
];

pub(super) const EVENTS: [Column; 4] = [
    column("events", "Events", Count, "Times it happened in the period."),
    column("visits", "Visits", Count, "Visits in which it happened."),
    PEOPLE,
    column("value", "Value", Value, "The sum of what the events said they were worth."),
];

pub(super) const GOALS: [Column; 5] = [
    VISITS,
    column("visitors", "Visitors", Count, "Browsers that reached the goal in a visit that began in the period."),
    column("reached", "Reached", Count, "Visits that began in the period and reached the goal, each once."),
    column("rate", "Rate", Share, "The share of the visits that reached the goal."),
    column("value", "Value", Value, "The goal's value, or that of the first event that reached it, over these visits."),
];

const FIRST_RESPONSE: Column = column(
    "first_response",
    "First response",
    Duration,
    "From the chat's being asked for to the agent's first message after the visitor's; the chat in the middle.",
);
const HANDLING: Column =
    column("handling", "Handling", Duration, "From acceptance to the end; the chat in the middle.");
const RATING: Column = column("rating", "Rating", Number, "The mean of the stars, 1 to 5.");
const ASKED: Column = column("asked", "Asked", Count, "Chats asked for in the period that have ended.");
const ANSWERED: Column = column("answered", "Answered", Count, "An agent accepted.");
const MISSED: Column = column("missed", "Missed", Count, "Nobody accepted in time.");
const ABANDONED: Column = column("abandoned", "Abandoned", Count, "The visitor left while it rang.");

pub(super) const AGENTS: [Column; 8] = [
    column("invited", "Invited", Count, "Invitations sent in the period in the agent's name."),
    column("accepted", "Accepted", Count, "Those that the visitor replied to."),
    column("acceptance", "Acceptance", Share, "The share of accepted ones among those that were seen."),
    column("chats", "Chats", Count, "Answered chats asked for in the period; the last agent's who had it."),
    FIRST_RESPONSE,
    HANDLING,
    RATING,
    column("rated", "Rated", Count, "Chats with stars."),
];

pub(super) const CHATS: [Column; 8] = [
    ASKED,
    ANSWERED,
    MISSED,
    ABANDONED,
    column("from_invitations", "From invitations", Count, "Chats that an accepted invitation opened."),
    FIRST_RESPONSE,
    HANDLING,
    RATING,
];

pub(super) const CHATS_BY_HOUR: [Column; 4] = [ASKED, ANSWERED, MISSED, ABANDONED];

pub(super) const INVITATIONS: [Column; 14] = [
    column("eligible", "Eligible", Count, "Visitors for whom a lot fell in the period, each once for a rule."),
    column("assigned", "Assigned", Count, "Those of them whom the lot did not leave alone."),
    column("sent", "Sent", Count, "Invitations sent in the period: the sum of their endings and of those still open."),
    column("delivered", "Delivered", Count, "Those that came to one of the visitor's pages."),
    column("viewed", "Seen", Count, "Those the visitor had before their eyes for a second, or answered."),
    column("accepted", "Accepted", Count, "The visitor replied."),
    column("declined", "Declined", Count, "The visitor closed it."),
    column("expired", "Expired", Count, "Seen, and not answered within two minutes."),
    column("undelivered", "Undelivered", Count, "The visitor left before seeing it."),
    column("withdrawn", "Withdrawn", Count, "Taken back before it was seen."),
    column("superseded", "Superseded", Count, "Another one took its place before it was seen."),
    column("open", "Open", Count, "Not ended yet."),
    column("answered", "Answered", Count, "Accepted ones in whose chat an agent wrote back."),
    column("goals", "Goals", Count, "Answered ones in whose visit any goal was reached after they were sent."),
];

/// The figures of the overview.
pub const OVERVIEW: [Column; 8] = [
    PEOPLE,
    VISITS,
    column("page_views", "Page views", Count, "Pages seen in the period."),
    PAGES_PER_VISIT,
    DURATION,
    BOUNCES,
    column("chats", "Chats", Count, "Chats asked for in the period that have ended."),
    column(
        "accepted",
        "Accepted",
        Share,
        "The share of accepted ones among the invitations that were sent in the period and seen.",
    ),
];
