//! A span of a site's days and hours: what “the last 7 days” is in that place, also when its clocks change.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use super::moment::Moment;

/// Days of the default period, with today.
const DAYS: i64 = 7;

/// From `start` until before `end`, and how it was said in the zone of its site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The first day (`2026-11-07`), or the first minute (`2026-11-07T10:00`).
    pub from: String,
    /// The last day, or the minute after the last.
    pub to: String,
    /// IANA name.
    pub zone: String,
    /// Included.
    pub start: Moment,
    /// Not included; later than `start`.
    pub end: Moment,
    /// Days, when both ends are whole days: 23 or 25 hours each where clocks change.
    pub days: Option<i64>,
}

/// One end as it was said.
#[derive(Clone, Copy)]
enum Said {
    Day(Date),
    Minute(DateTime),
}

impl Period {
    /// The period from `from` to `to` as said in `zone`. Days are whole and both included; with a time of day, `to` is not. Without
    /// `to` it goes on to today, without `from` it has 7 days. An hour that the clocks skip is read as the one after it, one that comes twice
    /// as the first.
    ///
    /// # Errors
    /// Which of `from` and `to`, and a sentence.
    pub fn read(from: Option<&str>, to: Option<&str>, zone: &str, now: Moment) -> Result<Self, (&'static str, String)> {
        let time_zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let to = match to {
            Some(to) => Said::read(to).map_err(|why| ("to", why))?,
            None => Said::Day(today(now, &time_zone)),
        };
        let from = match from {
            Some(from) => Said::read(from).map_err(|why| ("from", why))?,
            None => Said::Day(moved(to.day(), 1 - DAYS)),
        };
        let period = Self::between(from, to, zone, &time_zone);
        if period.start >= period.end {
            return Err(("from", format!("The period ends ({}) before it begins ({}).", period.to, period.from)));
        }
        Ok(period)
    }

    /// The period of the same length that ends where this one starts: as many days, or else as many milliseconds.
    #[must_use]
    pub fn before(&self) -> Self {
        let time_zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        if let (Some(days), Ok(Said::Day(from))) = (self.days, Said::read(&self.from)) {
            return Self::between(Said::Day(moved(from, -days)), Said::Day(moved(from, -1)), &self.zone, &time_zone);
        }
        let start = self.start.plus(-self.end.since(self.start));
        let minute = |at| local(at, &time_zone).strftime(MINUTE).to_string();
        Self { from: minute(start), to: minute(self.start), start, end: self.start, ..self.clone() }
    }

    fn between(from: Said, to: Said, zone: &str, time_zone: &TimeZone) -> Self {
        let days = match (from, to) {
            (Said::Day(from), Said::Day(to)) => from.until(to).ok().map(|span| i64::from(span.get_days()) + 1),
            _ => None,
        };
        Self {
            from: from.text(),
            to: to.text(),
            zone: zone.to_owned(),
            start: beginning(from.begins(), time_zone),
            end: beginning(to.ends(), time_zone),
            days,
        }
    }
}

const DAY: &str = "%Y-%m-%d";
const MINUTE: &str = "%Y-%m-%dT%H:%M";

impl Said {
    fn read(text: &str) -> Result<Self, String> {
        let said =
            Date::strptime(DAY, text).map(Self::Day).or_else(|_| DateTime::strptime(MINUTE, text).map(Self::Minute));
        let sensible = said.ok().filter(|said| (2000..2100).contains(&said.day().year()));
        sensible.ok_or_else(|| format!("“{text}” is not a day like 2026-11-07, nor a minute like 2026-11-07T10:00."))
    }

    fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Minute(minute) => minute.date(),
        }
    }

    fn begins(self) -> DateTime {
        match self {
            Self::Day(day) => day.to_datetime(Time::midnight()),
            Self::Minute(minute) => minute,
        }
    }

    fn ends(self) -> DateTime {
        match self {
            Self::Day(day) => moved(day, 1).to_datetime(Time::midnight()),
            Self::Minute(minute) => minute,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Day(day) => day.strftime(DAY).to_string(),
            Self::Minute(minute) => minute.strftime(MINUTE).to_string(),
        }
    }
}

fn today(now: Moment, zone: &TimeZone) -> Date {
    local(now, zone).date()
}

fn local(at: Moment, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone())
}

/// Years have four digits here, so that no calendar ends.
fn moved(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}

fn beginning(at: DateTime, zone: &TimeZone) -> Moment {
    let instant = at.to_zoned(zone.clone()).map(|at| at.timestamp());
    Moment(instant.unwrap_or_default().as_millisecond())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::moment::{DAY, HOUR};

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a moment").as_millisecond())
    }

    const NOW: &str = "2026-11-21T23:30:00Z";

    fn read(from: Option<&str>, to: Option<&str>, zone: &str) -> Period {
        Period::read(from, to, zone, at(NOW)).expect("a period")
    }

    #[test]
    fn a_day_is_as_long_as_its_place_has_it() {
        for (day, zone, start, hours) in [
            ("2026-11-07", "Europe/London", "2026-11-07T00:00:00Z", 24),
            ("2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", 23),
            ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z", 25),
            ("2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z", 23),
            ("2026-04-04", "America/Santiago", "2026-04-04T03:00:00Z", 25),
            ("2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 23),
            ("2026-11-07", "Nowhere/City", "2026-11-07T00:00:00Z", 24),
        ] {
            let period = read(Some(day), Some(day), zone);
            assert_eq!((period.start, period.days), (at(start), Some(1)), "{day} {zone}");
            assert_eq!(period.end.since(period.start) / HOUR, hours, "{day} {zone}");
        }
    }

    #[test]
    fn what_is_not_said_is_the_last_seven_days() {
        let said = |from, to, zone| {
            let period = read(from, to, zone);
            (period.from, period.to)
        };
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(said(None, None, "Europe/London"), days("2026-11-15", "2026-11-21"));
        assert_eq!(said(None, None, "Europe/Berlin"), days("2026-11-16", "2026-11-22"));
        assert_eq!(said(Some("2026-11-20"), None, "UTC"), days("2026-11-20", "2026-11-21"));
        assert_eq!(said(None, Some("2026-11-07"), "UTC"), days("2026-11-01", "2026-11-07"));
        assert_eq!(said(None, Some("2026-11-07T10:00"), "UTC"), days("2026-11-01", "2026-11-07T10:00"));
    }

    #[test]
    fn hours_are_local_and_the_last_is_not_in_it() {
        let period = read(Some("2026-11-07T10:00"), Some("2026-11-07T12:30"), "Europe/Berlin");
        assert_eq!((period.start, period.end), (at("2026-11-07T09:00:00Z"), at("2026-11-07T11:30:00Z")));
        let before = period.before();
        assert_eq!((before.from.as_str(), before.to.as_str()), ("2026-11-07T07:30", "2026-11-07T10:00"));
        // Skipped by the clocks, and there twice.
        let skipped = read(Some("2026-03-29T02:30"), Some("2026-03-29T04:00"), "Europe/Berlin");
        assert_eq!(skipped.end.since(skipped.start), HOUR / 2);
        let twice = read(Some("2026-10-25T02:30"), Some("2026-10-25T04:00"), "Europe/Berlin");
        assert_eq!(twice.end.since(twice.start), 5 * HOUR / 2);
        assert_eq!(
            read(Some("2026-11-07"), Some("2026-11-07T10:00"), "UTC").end.since(at("2026-11-07T00:00:00Z")),
            10 * HOUR
        );
    }

    #[test]
    fn the_period_before_has_as_many_days() {
        // Its own days have 23 hours once, those before it have not.
        let period = read(Some("2026-03-28"), Some("2026-03-30"), "Europe/Berlin");
        let before = period.before();
        assert_eq!((before.from.as_str(), before.to.as_str()), ("2026-03-25", "2026-03-27"));
        assert_eq!((before.end, before.end.since(before.start)), (period.start, 72 * HOUR));
        assert_eq!(period.end.since(period.start), 71 * HOUR);
    }

    #[test]
    fn nonsense_is_said_in_a_sentence() {
        for (from, to, field) in [
            (Some("yesterday"), None, "from"),
            (Some("2026-11-31"), None, "from"),
            (Some("2026-11-7T10:00Z"), None, "from"),
            (Some("1999-12-31"), None, "from"),
            (None, Some(""), "to"),
            (None, Some("2100-01-01"), "to"),
            (Some("2026-11-08"), Some("2026-11-07"), "from"),
            (Some("2026-11-07T10:00"), Some("2026-11-07T10:00"), "from"),
            (Some("2026-11-22"), None, "from"),
        ] {
            let (found, why) = Period::read(from, to, "UTC", at(NOW)).expect_err("nonsense");
            assert!(found == field && why.ends_with('.'), "{from:?} {to:?}: {found} {why}");
        }
    }

    proptest! {
        #[test]
        fn periods_before_lie_end_to_end_and_read_back(first in 0_i64..20_000, days in 1_i64..400, zone in 0_usize..6) {
            let zone = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "Africa/Cairo"][zone];
            let day = |n: i64| moved(jiff::civil::date(2012, 1, 1), n).to_string();
            let period = read(Some(&day(first)), Some(&day(first + days - 1)), zone);
            prop_assert!(period.end.since(period.start) > (days - 1) * DAY - HOUR);
            let before = period.before();
            prop_assert_eq!((before.end, before.days), (period.start, Some(days)));
            prop_assert_eq!(read(Some(&before.from), Some(&before.to), zone), before);
        }
    }
}
