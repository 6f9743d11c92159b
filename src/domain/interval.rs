//! A period cut into hours, days, weeks or months of a place.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use super::moment::{DAY, Moment};
use super::period::Period;

/// Pieces of a period, at most.
const MOST: usize = 2_000;

/// What a period is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Interval {
    Hour,
    Day,
    /// From Monday.
    Week,
    Month,
}

impl Interval {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Week, Self::Month];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The interval of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.word() == word)
    }

    /// What suits a period of this length.
    pub const fn suiting(period: &Period) -> Self {
        match period.end.since(period.start) / DAY {
            0..=2 => Self::Hour,
            3..=92 => Self::Day,
            93..=400 => Self::Week,
            _ => Self::Month,
        }
    }

    /// Where the pieces of `period` begin, in order; the first with the period itself. Pieces that are too many are the next longer ones.
    pub fn starts(self, period: &Period) -> (Self, Vec<Moment>) {
        let zone = TimeZone::get(&period.zone).unwrap_or(TimeZone::UTC);
        let starts: Vec<_> = self.beginnings(period, &zone).take(MOST + 1).collect();
        match self {
            Self::Hour if starts.len() > MOST => Self::Day.starts(period),
            Self::Day if starts.len() > MOST => Self::Week.starts(period),
            _ => (self, starts),
        }
    }

    /// Where a piece begins, on the clocks of `zone`: `2026-11-07`, among hours `2026-11-07 10:00`.
    pub fn said(self, start: Moment, zone: &str) -> String {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let format = if self == Self::Hour { "%F %H:%M" } else { "%F" };
        Timestamp::from_millisecond(start.0).unwrap_or_default().to_zoned(zone).strftime(format).to_string()
    }

    fn beginnings(self, period: &Period, zone: &TimeZone) -> impl Iterator<Item = Moment> {
        let end = period.end;
        let next = {
            let zone = zone.clone();
            move |at: &Moment| self.next(*at, &zone).filter(|next| next > at && *next < end)
        };
        std::iter::successors(Some(period.start), next)
    }

    /// The beginning of the piece after the one that `at` is in.
    fn next(self, at: Moment, zone: &TimeZone) -> Option<Moment> {
        let local = Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone());
        let next = match self {
            // An hour of sixty minutes wherever clocks stand on the half.
            Self::Hour => local
                .checked_add(Span::new().hours(1))
                .ok()?
                .round(jiff::ZonedRound::new().smallest(jiff::Unit::Hour).mode(jiff::RoundMode::Floor))
                .ok()?,
            Self::Day => day_after(&local, 1)?,
            Self::Week => day_after(&local, 8 - i64::from(local.weekday().to_monday_one_offset()))?,
            Self::Month => {
                let day = local.date().first_of_month().checked_add(Span::new().months(1)).ok()?;
                day.to_zoned(zone.clone()).ok()?
            }
        };
        Some(Moment(next.timestamp().as_millisecond()))
    }
}

fn day_after(at: &Zoned, days: i64) -> Option<Zoned> {
    at.date().checked_add(Span::new().days(days)).ok()?.to_zoned(at.time_zone().clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::HOUR;

    fn starts(interval: Interval, from: &str, to: &str, zone: &str) -> Vec<i64> {
        let period = Period::read(Some(from), Some(to), zone, Moment(0)).expect("a period");
        let (_, starts) = interval.starts(&period);
        assert_eq!(starts[0], period.start);
        starts.windows(2).map(|pair| pair[1].since(pair[0]) / HOUR).collect()
    }

    #[test]
    fn pieces_are_as_long_as_their_place_has_them() {
        assert_eq!(starts(Interval::Day, "2026-03-28", "2026-03-31", "Europe/Berlin"), [24, 23, 24]);
        assert_eq!(starts(Interval::Day, "2026-10-24", "2026-10-27", "Europe/Berlin"), [24, 25, 24]);
        assert_eq!(starts(Interval::Hour, "2026-03-29", "2026-03-29", "Europe/Berlin").len(), 22);
        assert_eq!(starts(Interval::Hour, "2026-10-25", "2026-10-25", "Europe/Berlin"), [1; 24]);
        assert_eq!(starts(Interval::Hour, "2026-11-07T10:30", "2026-11-07T13:00", "Asia/Kolkata"), [0, 1]);
        assert_eq!(starts(Interval::Week, "2026-11-04", "2026-11-20", "UTC"), [5 * 24, 7 * 24]);
        assert_eq!(starts(Interval::Month, "2026-01-15", "2026-03-15", "UTC"), [17 * 24, 28 * 24]);
        assert_eq!(starts(Interval::Day, "2026-09-05", "2026-09-07", "America/Santiago"), [24, 23]);
    }

    #[test]
    fn pieces_are_said_as_their_place_says_them() {
        let start = Moment(1_794_006_000_000);
        assert_eq!(Interval::Day.said(start, "Europe/Berlin"), "2026-11-07");
        assert_eq!(Interval::Hour.said(start, "Europe/Berlin"), "2026-11-07 00:00");
        assert_eq!(Interval::Hour.said(start, "Europe/London"), "2026-11-06 23:00");
    }

    #[test]
    fn what_would_be_too_many_pieces_is_cut_into_longer_ones() {
        let period = Period::read(Some("2025-11-01"), Some("2026-11-01"), "UTC", Moment(0)).expect("a period");
        assert_eq!(Interval::Hour.starts(&period).0, Interval::Day);
        assert_eq!(Interval::suiting(&period), Interval::Week);
    }
}
