//! The part of Who's On that an agent looks at: which rows, in which order, and what changed since it was last told.

mod view;

use std::sync::Arc;

pub use view::{Told, View};

use serde::{Deserialize, Serialize};

use super::ids::SiteKey;
use super::moment::Moment;
use super::presence::{Presence, Status};

/// Rows in one window, at most.
pub const LARGEST: usize = 200;

/// What the agent asked to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Window {
    pub site: Option<SiteKey>,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub status: Option<StatusFilter>,
    #[serde(default)]
    pub filter: String,
    #[serde(default)]
    pub sort: Sort,
    #[serde(default)]
    pub descending: bool,
    #[serde(default)]
    pub offset: usize,
    #[serde(default = "usual_size")]
    pub size: usize,
}

const fn usual_size() -> usize {
    60
}

/// People, or bots with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "two lanes")]
pub enum Lane {
    #[default]
    People,
    Bots,
}

/// A tab above the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of the screen")]
pub enum StatusFilter {
    Here,
    Idle,
    Invited,
    Ringing,
    Chatting,
    Known,
}

/// The column that decides the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the columns")]
pub enum Sort {
    #[default]
    OnSite,
    Idle,
    Pages,
    Name,
    Place,
    Page,
    CameFrom,
    Device,
    Before,
}

/// Exact counts of the watched site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of the screen")]
pub struct Totals {
    pub here: usize,
    pub idle: usize,
    pub invited: usize,
    pub ringing: usize,
    pub chatting: usize,
    pub known: usize,
    pub bots: usize,
    /// Rows the window's filter lets through.
    pub matching: usize,
}

/// What a row is sorted by; ties are broken by the key, so that the order is total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// A number; larger is later.
    Number(i64),
    /// Lower-case text.
    Text(String),
}

impl Window {
    /// Whether `row` belongs to the watched site, and so into the totals.
    pub fn covers(&self, row: &Presence) -> bool {
        self.site.as_ref().is_none_or(|site| *site == row.site)
    }

    /// Whether `row`, which the window covers, is let through at `now`. `filter` is the window's own text in lower case.
    pub fn lets_through(&self, row: &Presence, filter: &str, now: Moment) -> bool {
        let lane = if row.bot.is_some() { Lane::Bots } else { Lane::People };
        lane == self.lane
            && self.status.is_none_or(|wanted| wanted.fits(row, now))
            && (filter.is_empty() || mentions(row, filter))
    }

    /// What `row` is sorted by at `now`.
    pub fn sort_key(&self, row: &Presence, now: Moment) -> SortKey {
        match self.sort {
            Sort::OnSite => SortKey::Number(now.since(row.arrived)),
            Sort::Idle => SortKey::Number(now.since(row.active)),
            Sort::Pages => SortKey::Number(i64::from(row.page_count)),
            Sort::Before => SortKey::Number(i64::from(row.visits_before)),
            Sort::Name => SortKey::Text(row.name().to_lowercase()),
            Sort::Place => SortKey::Text(format!("{} {}", row.place.country, row.place.city).to_lowercase()),
            Sort::Page => SortKey::Text(row.page().title.to_lowercase()),
            Sort::CameFrom => SortKey::Text(row.referrer.domain.to_lowercase()),
            Sort::Device => SortKey::Text(format!("{} {}", row.device.browser, row.device.system).to_lowercase()),
        }
    }
}

impl StatusFilter {
    fn fits(self, row: &Presence, now: Moment) -> bool {
        let status = row.status(now);
        match self {
            Self::Here => status == Status::Here,
            Self::Idle => status == Status::Idle,
            Self::Invited => status == Status::Invited,
            Self::Ringing => status == Status::Ringing,
            Self::Chatting => status == Status::Chatting,
            Self::Known => row.person.as_ref().is_some_and(|person| person.known_as().is_some()),
        }
    }
}

fn mentions(row: &Presence, filter: &str) -> bool {
    let page = row.page();
    let email = row.person.as_ref().map_or("", |person| person.email.as_str());
    [
        row.name(),
        &row.public_name,
        email,
        &page.url,
        &page.title,
        &row.place.city,
        &row.place.region,
        &row.place.country,
        &row.referrer.domain,
        &row.campaign.campaign,
        &row.device.browser,
    ]
    .iter()
    .any(|text| text.to_lowercase().contains(filter))
}

impl Totals {
    /// Counts one more row of the watched site.
    pub fn count(&mut self, row: &Presence, now: Moment) {
        if row.bot.is_some() {
            self.bots += 1;
            return;
        }
        self.here += 1;
        self.known += usize::from(row.person.as_ref().is_some_and(|person| person.known_as().is_some()));
        match row.status(now) {
            Status::Here => {}
            Status::Idle => self.idle += 1,
            Status::Invited => self.invited += 1,
            Status::Ringing => self.ringing += 1,
            Status::Chatting => self.chatting += 1,
        }
    }
}

/// One row of a window with the version of its content.
pub type Versioned = (u64, Arc<Presence>);

/// The window's rows now, in order, and the counts.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Selection {
    pub rows: Vec<Versioned>,
    pub totals: Totals,
}

/// The window's part of `rows` at `now`: filtered, sorted, cut, and everything counted.
pub fn select_from(rows: impl Iterator<Item = Versioned>, window: &Window, now: Moment) -> Selection {
    let filter = window.filter.trim().to_lowercase();
    let mut totals = Totals::default();
    let mut matching: Vec<(SortKey, Versioned)> = Vec::new();
    for row in rows.filter(|row| window.covers(&row.1)) {
        totals.count(&row.1, now);
        if window.lets_through(&row.1, &filter, now) {
            matching.push((window.sort_key(&row.1, now), row));
        }
    }
    totals.matching = matching.len();
    let in_order = |(a, left): &(SortKey, Versioned), (b, right): &(SortKey, Versioned)| {
        let by_column = if window.descending { b.cmp(a) } else { a.cmp(b) };
        by_column.then_with(|| left.1.key.cmp(&right.1.key))
    };
    let end = window.offset.saturating_add(window.size.min(LARGEST));
    if end < matching.len() {
        // Only the window has to be in order, and there may be ten thousand rows behind it.
        matching.select_nth_unstable_by(end, in_order);
        matching.truncate(end);
    }
    matching.sort_unstable_by(in_order);
    let rows = matching.into_iter().map(|(_, row)| row).skip(window.offset).collect();
    Selection { rows, totals }
}

#[cfg(test)]
mod tests;
