//! The part of Who's On that an agent looks at: which rows, in which order, and what changed since it was last told.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::{SiteKey, VisitorKey};
use super::moment::{Moment, SECOND};
use super::presence::{Presence, Status};

/// Rows in one window, at most.
pub const LARGEST: usize = 200;
/// A row that left is shown as left for this long (milliseconds).
const LEFT_FOR: i64 = 5 * SECOND;

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
    matching.sort_unstable_by(|(a, left), (b, right)| {
        let by_column = if window.descending { b.cmp(a) } else { a.cmp(b) };
        by_column.then_with(|| left.1.key.cmp(&right.1.key))
    });
    let rows = matching.into_iter().map(|(_, row)| row).skip(window.offset).take(window.size.min(LARGEST)).collect();
    Selection { rows, totals }
}

/// What a console is told: everything (`order` is always given) or what changed (`order` only when it did).
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Told {
    pub order: Option<Vec<VisitorKey>>,
    /// New or changed rows; `true` for one that has left.
    pub rows: Vec<(Arc<Presence>, bool)>,
    pub totals: Totals,
    pub waiting: usize,
}

impl Told {
    /// Whether there is nothing to tell beside equal totals.
    fn is_silent(&self) -> bool {
        self.order.is_none() && self.rows.is_empty()
    }
}

/// What one console has been told of its window.
#[derive(Debug, Default)]
pub struct View {
    order: Vec<VisitorKey>,
    rows: HashMap<VisitorKey, Versioned>,
    /// Rows that left the table, and when.
    left: HashMap<VisitorKey, Moment>,
    totals: Totals,
    waiting: usize,
    held: Option<Hold>,
}

/// The order stands still since this moment.
#[derive(Debug)]
struct Hold {
    since: Moment,
}

impl View {
    /// Holds the order still from `now` on, or lets it go again.
    pub fn hold(&mut self, on: bool, now: Moment) {
        self.held = on.then_some(Hold { since: now });
    }

    /// While the order is held, arrivals since this moment wait.
    pub fn held_since(&self) -> Option<Moment> {
        self.held.as_ref().map(|hold| hold.since)
    }

    /// The rows on the screen, which a held window must look after even when they fall out of it.
    pub fn shown(&self) -> &[VisitorKey] {
        &self.order
    }

    /// Whether rows that left are still shown, and will have to go.
    pub fn has_left_rows(&self) -> bool {
        !self.left.is_empty()
    }

    /// Forgets all that was told, and tells `selection` whole.
    pub fn snapshot(&mut self, selection: Selection) -> Told {
        let held = self.held.take();
        *self = Self { held, ..Self::default() };
        self.rows = selection.rows.iter().map(|row| (row.1.key, row.clone())).collect();
        self.order = selection.rows.iter().map(|row| row.1.key).collect();
        self.totals = selection.totals;
        let rows = selection.rows.into_iter().map(|row| (row.1, false)).collect();
        Told { order: Some(self.order.clone()), rows, totals: self.totals, waiting: 0 }
    }

    /// What to tell now that the window holds `selection`; `None` when nothing changed. `current` answers for a row that is
    /// shown but not selected: its content when it is still in the table, `None` when it has left. `waiting` counts arrivals.
    pub fn changes(
        &mut self,
        selection: Selection,
        waiting: usize,
        now: Moment,
        current: impl Fn(VisitorKey) -> Option<Versioned>,
    ) -> Option<Told> {
        let selected: HashSet<VisitorKey> = selection.rows.iter().map(|row| row.1.key).collect();
        let mut rows = selection.rows;
        let mut told = Told { totals: selection.totals, waiting, ..Told::default() };
        let mut order: Vec<VisitorKey> = rows.iter().map(|row| row.1.key).collect();
        let gone = self.note_departures(&selected, &mut rows, now, &current, &mut told);
        if self.held.is_some() {
            order.clone_from(&self.order);
        } else {
            keep_places(&mut order, &self.order, &gone);
        }
        let shown: HashSet<VisitorKey> = order.iter().copied().collect();
        self.tell_rows(rows, &shown, &mut told);
        if order != self.order {
            self.order.clone_from(&order);
            told.order = Some(order);
        }
        self.rows.retain(|key, _| shown.contains(key));
        self.left.retain(|key, _| shown.contains(key));
        self.settle(told)
    }

    fn settle(&mut self, told: Told) -> Option<Told> {
        let same = told.is_silent() && told.totals == self.totals && told.waiting == self.waiting;
        self.totals = told.totals;
        self.waiting = told.waiting;
        (!same).then_some(told)
    }

    /// Finds what became of shown rows that are not selected any more; returns those to be shown as left for a while.
    fn note_departures(
        &mut self,
        selected: &HashSet<VisitorKey>,
        rows: &mut Vec<Versioned>,
        now: Moment,
        current: &impl Fn(VisitorKey) -> Option<Versioned>,
        told: &mut Told,
    ) -> Vec<VisitorKey> {
        let mut gone = Vec::new();
        for key in self.order.iter().filter(|key| !selected.contains(key)) {
            if let Some(row) = current(*key) {
                self.left.remove(key);
                if self.held.is_some() {
                    rows.push(row);
                }
                continue;
            }
            let since = *self.left.entry(*key).or_insert(now);
            if since == now
                && let Some((_, last)) = self.rows.get(key)
            {
                told.rows.push((last.clone(), true));
            }
            if now.since(since) < LEFT_FOR {
                gone.push(*key);
            }
        }
        gone
    }

    fn tell_rows(&mut self, rows: Vec<Versioned>, shown: &HashSet<VisitorKey>, told: &mut Told) {
        for (version, row) in rows {
            let key = row.key;
            let back = self.left.remove(&key).is_some();
            let known = self.rows.get(&key).is_some_and(|(told, _)| *told == version);
            if shown.contains(&key) && (back || !known) {
                self.rows.insert(key, (version, row.clone()));
                told.rows.push((row, false));
            }
        }
    }
}

/// Puts rows that just left back where they were, after the same neighbour.
fn keep_places(order: &mut Vec<VisitorKey>, before: &[VisitorKey], gone: &[VisitorKey]) {
    for key in gone {
        let at = before.iter().position(|other| other == key).unwrap_or_default();
        let neighbour = before[..at].iter().rev().find_map(|other| order.iter().position(|now| now == other));
        order.insert(neighbour.map_or(0, |place| place + 1), *key);
    }
}

#[cfg(test)]
mod tests;
