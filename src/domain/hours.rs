//! Business hours: spans of each weekday in a time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::moment::Moment;

/// When somebody is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// IANA name.
    pub time_zone: String,
    /// From Monday; a day without spans is closed.
    pub days: Days,
}

/// The spans of a week's days, from Monday.
pub type Days = [Vec<(TimeOfDay, TimeOfDay)>; 7];

/// Spans of one day.
const MOST_SPANS: usize = 8;

impl Hours {
    /// Whether `now` is inside; a span includes its first minute and not its last. Never in a time zone that is none.
    pub fn include(&self, now: Moment) -> bool {
        include(&self.days, &self.time_zone, now)
    }

    /// That they make sense.
    ///
    /// # Errors
    /// A sentence for the screen.
    pub fn check(&self) -> Result<(), String> {
        if TimeZone::get(&self.time_zone).is_err() {
            return Err(format!("“{}” is not a time zone like Europe/London.", self.time_zone));
        }
        check(&self.days)
    }
}

/// Whether `now` is inside `days` in this time zone (IANA name); never in one that is none.
pub fn include(days: &Days, zone: &str, now: Moment) -> bool {
    let (Ok(zone), Ok(at)) = (TimeZone::get(zone), Timestamp::from_millisecond(now.0)) else {
        return false;
    };
    let local = at.to_zoned(zone);
    let day = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or_default();
    let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
    days[day].iter().any(|(from, to)| (i32::from(from.0)..i32::from(to.0)).contains(&minute))
}

/// The earliest moment after `now` at which [`include`] may say otherwise; `None`: never. A change of the clocks is one.
pub fn next_change(days: &Days, zone: &str, now: Moment) -> Option<Moment> {
    let zone = TimeZone::get(zone).ok()?;
    let at = Timestamp::from_millisecond(now.0).ok()?;
    if days.iter().all(Vec::is_empty) {
        return None;
    }
    let today = at.to_zoned(zone.clone()).date();
    let shift = zone.following(at).next().map(|shift| shift.timestamp());
    let mut dates = (0..=7).filter_map(|ahead| today.checked_add(ahead.days()).ok());
    let first = dates.find_map(|date| edges(days, &zone, date).filter(|edge| *edge > at).min());
    first.into_iter().chain(shift).min().map(|edge| Moment(edge.as_millisecond()))
}

/// When spans of `date` begin and end; an hour that comes twice has two of each.
fn edges(days: &Days, zone: &TimeZone, date: Date) -> impl Iterator<Item = Timestamp> {
    let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    let minutes = days[day].iter().flat_map(|(from, to)| [from.0, to.0]);
    let local = minutes
        .filter_map(move |minute| date.to_datetime(Time::midnight()).checked_add(i64::from(minute).minutes()).ok());
    local.flat_map(|local| {
        let ambiguous = zone.to_ambiguous_timestamp(local);
        [ambiguous.earlier(), ambiguous.later()].into_iter().flatten()
    })
}

/// That spans make sense.
///
/// # Errors
/// A sentence for the screen.
pub fn check(days: &Days) -> Result<(), String> {
    for spans in days {
        if spans.len() > MOST_SPANS {
            return Err(format!("A day has at most {MOST_SPANS} spans."));
        }
        if let Some((from, to)) = spans.iter().find(|(from, to)| from >= to) {
            return Err(format!("{from} to {to}: hours end later than they begin, and by 24:00."));
        }
    }
    Ok(())
}

/// Minutes since midnight, 0 to 1,440; as text `09:00`, at most `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TimeOfDay(u16);

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for TimeOfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("“{text}” is not a time like 09:00");
        let well_formed = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let (hours, minutes) = text.split_once(':').filter(|_| well_formed).ok_or_else(wrong)?;
        let (hours, minutes): (u16, u16) = (hours.parse().map_err(|_| wrong())?, minutes.parse().map_err(|_| wrong())?);
        let total = hours * 60 + minutes;
        if minutes < 60 && total <= 24 * 60 { Ok(Self(total)) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(zone: &str, monday: &[(&str, &str)]) -> Hours {
        let time = |text: &str| text.parse().expect("a time");
        let mut days: [Vec<_>; 7] = Default::default();
        days[0] = monday.iter().map(|(from, to)| (time(from), time(to))).collect();
        Hours { time_zone: zone.into(), days }
    }

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a time").as_millisecond())
    }

    #[test]
    fn they_are_local_and_end_before_their_end() {
        let warsaw = hours("Europe/Warsaw", &[("09:00", "12:00"), ("13:00", "24:00")]);
        // A Monday in winter, an hour before UTC; one in summer, two hours.
        for (moment, open) in [
            ("2026-01-12T07:59:59Z", false),
            ("2026-01-12T08:00:00Z", true),
            ("2026-01-12T10:59:59Z", true),
            ("2026-01-12T11:00:00Z", false),
            ("2026-01-12T22:59:59Z", true),
            ("2026-01-12T23:00:00Z", false),
            ("2026-01-13T09:00:00Z", false),
            ("2026-07-13T07:00:00Z", true),
            ("2026-07-13T10:00:00Z", false),
        ] {
            assert_eq!(warsaw.include(at(moment)), open, "{moment}");
        }
        assert!(!hours("Europe/Nowhere", &[("00:00", "24:00")]).include(at("2026-01-12T08:00:00Z")));
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        assert_eq!(hours("UTC", &[("09:00", "17:00")]).check(), Ok(()));
        assert!(hours("Mars", &[]).check().is_err());
        assert!(hours("UTC", &[("17:00", "09:00")]).check().is_err());
        assert!(hours("UTC", &[("09:00", "10:00"); 9]).check().is_err());
        for wrong in ["9:00", "09:60", "24:01", "25:00", "ab:cd", "", "09:000", "+9:00", "09-00"] {
            assert!(wrong.parse::<TimeOfDay>().is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_changes_before_the_next_change(
            start in 0_i64..2_100_000_000, ahead in 0_i64..700_000, zone in 0_usize..5,
            from in 0_u16..1_439, long in 1_u16..600, day in 0_usize..7,
        ) {
            let zone = ["Europe/Warsaw", "America/Santiago", "Pacific/Apia", "Australia/Lord_Howe", "UTC"][zone];
            let mut days: Days = Default::default();
            days[day] = vec![(TimeOfDay(from), TimeOfDay((from + long).min(1_440)))];
            let now = Moment(start * 1_000);
            let next = next_change(&days, zone, now).expect("a change");
            proptest::prop_assert!(next > now);
            let between = Moment((now.0 + ahead * 1_000).min(next.0 - 1));
            proptest::prop_assert_eq!(include(&days, zone, between), include(&days, zone, now), "{:?} {:?}", now, next);
        }
    }

    #[test]
    fn they_read_back() {
        let kept = r#"{"time_zone":"UTC","days":[[["09:00","17:30"]],[],[],[],[],[],[]]}"#;
        let read: Hours = serde_json::from_str(kept).expect("hours");
        assert_eq!(serde_json::to_string(&read).expect("text"), kept);
    }
}
