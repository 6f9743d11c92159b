//! What goes into one insert: entries of one table and one month, under an id of their own.

use std::collections::BTreeMap;

use crate::domain::log_entry::LogEntry;
use crate::domain::moment::Moment;

/// Entries that are inserted together or not at all. The same batch makes the same parcels, and the same parcel the same
/// halves, so that its id tells whether it has been inserted.
#[derive(Debug, Clone)]
pub struct Parcel<'a> {
    pub(super) table: Table,
    /// `yyyymm` (UTC): the partition.
    pub(super) month: u32,
    batch: u64,
    /// 1 for the whole, 2n and 2n + 1 for the halves of n.
    part: u64,
    entries: Vec<&'a LogEntry>,
}

/// The tables, named as in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    PageViews,
    PageLeaves,
    Events,
    Visits,
    Invitations,
    Chats,
    Assignments,
    BotViews,
}

impl Table {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::PageViews => "page_views",
            Self::PageLeaves => "page_leaves",
            Self::Events => "events",
            Self::Visits => "visits",
            Self::Invitations => "invitations",
            Self::Chats => "chats",
            Self::Assignments => "assignments",
            Self::BotViews => "bot_views",
        }
    }

    /// The column that decides the month.
    pub(super) const fn moment(self) -> &'static str {
        match self {
            Self::PageViews | Self::PageLeaves | Self::Events | Self::Assignments | Self::BotViews => "at",
            Self::Visits => "started",
            Self::Invitations => "sent",
            Self::Chats => "asked",
        }
    }

    const fn of(entry: &LogEntry) -> Self {
        match entry {
            LogEntry::PageView(_) => Self::PageViews,
            LogEntry::PageLeave(_) => Self::PageLeaves,
            LogEntry::Event(_) => Self::Events,
            LogEntry::Visit(_) => Self::Visits,
            LogEntry::Invitation(_) => Self::Invitations,
            LogEntry::Chat(_) => Self::Chats,
            LogEntry::Assignment(_) => Self::Assignments,
            LogEntry::Bot(_) => Self::BotViews,
        }
    }
}

/// The parcels of a batch. `batch` leaves its lower 15 bits free, and there are at most 16,384 entries.
pub fn parcels(batch: u64, entries: &[LogEntry]) -> Vec<Parcel<'_>> {
    let mut parcels = BTreeMap::new();
    for entry in entries {
        let (table, month) = (Table::of(entry), month(entry.at()));
        let empty = || Parcel { table, month, batch, part: 1, entries: Vec::new() };
        parcels.entry((table, month)).or_insert_with(empty).entries.push(entry);
    }
    parcels.into_values().collect()
}

impl<'a> Parcel<'a> {
    /// The `batch` column of its rows.
    pub fn id(&self) -> u64 {
        self.batch | self.part
    }

    /// Its name: the table, the month and the id.
    pub fn name(&self) -> String {
        format!("{}-{}-{:016x}", self.table.name(), self.month, self.id())
    }

    /// What is in it.
    pub fn entries(&self) -> &[&'a LogEntry] {
        &self.entries
    }

    /// Two parcels with half of it each, or the one entry that cannot be split.
    pub fn halves(self) -> Result<[Self; 2], &'a LogEntry> {
        if let [single] = self.entries[..] {
            return Err(single);
        }
        let (first, second) = self.entries.split_at(self.entries.len() / 2);
        let half = |part, entries: &[&'a LogEntry]| Self { part, entries: entries.to_vec(), ..self.clone() };
        Ok([half(self.part * 2, first), half(self.part * 2 + 1, second)])
    }
}

/// `yyyymm` as `ClickHouse`'s `toYYYYMM` has it; 0 for what no calendar has.
fn month(at: Moment) -> u32 {
    let Ok(timestamp) = jiff::Timestamp::from_millisecond(at.0) else { return 0 };
    let date = timestamp.to_zoned(jiff::tz::TimeZone::UTC).date();
    u32::try_from(i32::from(date.year()) * 100 + i32::from(date.month())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{BeaconId, VisitId};
    use crate::domain::log_entry::EventEntry;

    fn event(at: i64) -> LogEntry {
        LogEntry::Event(EventEntry {
            site: "shop".into(),
            at: Moment(at),
            beacon: BeaconId(uuid::Uuid::nil()),
            visitor: 1,
            visit: VisitId(uuid::Uuid::nil()),
            page_view: None,
            name: String::new(),
            value: 0.0,
        })
    }

    #[test]
    fn a_month_goes_by_itself() {
        let entries = [event(1_761_955_199_999), event(1_761_955_200_000), event(i64::MAX)];
        let months: Vec<_> = parcels(0, &entries).iter().map(|parcel| parcel.month).collect();
        assert_eq!(months, [0, 202_510, 202_511]);
    }

    #[test]
    fn parts_of_a_full_batch_never_share_an_id() {
        let entries = vec![event(1_761_955_200_000); 10_000];
        let mut open = parcels(1 << 15, &entries);
        let mut ids = std::collections::HashSet::new();
        let mut singles = 0;
        while let Some(parcel) = open.pop() {
            assert!(ids.insert(parcel.id()) && parcel.id() >> 15 == 1);
            match parcel.halves() {
                Ok(halves) => open.extend(halves),
                Err(_) => singles += 1,
            }
        }
        assert_eq!(singles, 10_000);
    }
}
