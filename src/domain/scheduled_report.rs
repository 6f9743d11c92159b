//! A report that is sent by itself, every week or every month.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use super::ids::{ScheduledReportId, SiteKey};
use super::mail::sound_address;
use super::moment::Moment;
use super::period::Period;
use super::report::Report;

/// Whom it may be sent to, at most.
const MOST_RECIPIENTS: usize = 20;
/// Sections of one e-mail, at most.
const MOST_SECTIONS: usize = 16;

/// The section that is not a table but the figures of the overview.
pub const HEAD: &str = "overview";
/// The section that is not a table but whether inviting helped.
pub const HELP: &str = "help";
/// Days of lots that are compared in one e-mail.
const COMPARED: i64 = 30;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// On a weekday, about the seven days before.
    Week,
    /// On the first, about the month before.
    Month,
}

impl Every {
    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// What this word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Week, Self::Month].into_iter().find(|every| every.word() == word)
    }
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// How often.
    pub every: Every,
    /// 1 Monday to 7; of a month it means nothing.
    pub weekday: i8,
    /// 0 to 23, in the site's time zone.
    pub hour: i8,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct ScheduledReport {
    pub id: ScheduledReportId,
    pub site: SiteKey,
    pub name: String,
    pub schedule: Schedule,
    pub recipients: Vec<String>,
    /// As visits are filtered.
    pub filters: Vec<String>,
    /// Words of reports.
    pub sections: Vec<String>,
    pub next: Moment,
    /// When it was sent last, and what came of it: `sent` or `failed`.
    pub last: Option<(Moment, String)>,
    pub made: Moment,
}

impl Schedule {
    /// Whether there are such a weekday and such an hour.
    ///
    /// # Errors
    /// The field, and a sentence.
    pub fn sound(self) -> Result<Self, (&'static str, String)> {
        if !(1..=7).contains(&self.weekday) {
            return Err(("weekday", "A weekday is a number from 1, Monday, to 7.".to_owned()));
        }
        if !(0..=23).contains(&self.hour) {
            return Err(("hour", "An hour is a number from 0 to 23.".to_owned()));
        }
        Ok(self)
    }

    /// The first time after `now` in this zone. An hour that the clocks skip is the one after it.
    pub fn next(self, now: Moment, zone: &str) -> Moment {
        let local = local(now, zone);
        let days = (0..=31).filter_map(|days| local.date().checked_add(Span::new().days(days)).ok());
        let fits = days.filter(|day| match self.every {
            Every::Week => day.weekday().to_monday_one_offset() == self.weekday,
            Every::Month => day.day() == 1,
        });
        let at = fits.filter_map(|day| day.at(self.hour, 0, 0, 0).to_zoned(local.time_zone().clone()).ok());
        let found = at.map(|at| Moment(at.timestamp().as_millisecond())).find(|at| *at > now);
        // Fails only where calendars end.
        found.unwrap_or(Moment(i64::MAX))
    }

    /// What is reported at `now`: the seven days, or the month, before that day.
    ///
    /// # Errors
    /// Where calendars end.
    pub fn period(self, now: Moment, zone: &str) -> Result<Period, String> {
        let today = local(now, zone).date();
        let span = match self.every {
            Every::Week => (today.checked_sub(Span::new().days(7)), today.checked_sub(Span::new().days(1))),
            Every::Month => {
                let first = today.first_of_month();
                (first.checked_sub(Span::new().months(1)), first.checked_sub(Span::new().days(1)))
            }
        };
        let (Ok(from), Ok(to)) = span else { return Err("there are no such days".to_owned()) };
        Period::read(Some(&from.to_string()), Some(&to.to_string()), zone, now).map_err(|(_, why)| why)
    }
}

/// The newest days of lots whose visitors have all had `within_days` to reach a goal by `now`.
///
/// # Errors
/// Where calendars end.
pub fn compared(now: Moment, zone: &str, within_days: u32) -> Result<Period, String> {
    let today = local(now, zone).date();
    let back = |days: i64| today.checked_sub(Span::new().days(days)).map_err(|error| error.to_string());
    let last = i64::from(within_days) + 1;
    let (from, to) = (back(last + COMPARED - 1)?, back(last)?);
    Period::read(Some(&from.to_string()), Some(&to.to_string()), zone, now).map_err(|(_, why)| why)
}

fn local(at: Moment, zone: &str) -> Zoned {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone)
}

/// The addresses somebody typed, each once.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_recipients(typed: &[String]) -> Result<Vec<String>, String> {
    let mut sound: Vec<String> = Vec::new();
    for address in typed {
        let address = sound_address(address).ok_or_else(|| format!("“{address}” is not an e-mail address."))?;
        if !sound.contains(&address) {
            sound.push(address);
        }
    }
    match sound.len() {
        0 => Err("Who is to get it? An address is missing.".to_owned()),
        count if count > MOST_RECIPIENTS => Err(format!("It goes to at most {MOST_RECIPIENTS} people.")),
        _ => Ok(sound),
    }
}

/// The tables somebody chose, each once.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_sections(chosen: Vec<String>) -> Result<Vec<String>, String> {
    let unknown = chosen.iter().find(|word| *word != HEAD && *word != HELP && Report::of_word(word).is_none());
    match unknown {
        Some(word) => Err(format!("There is no report “{word}”.")),
        None if chosen.len() > MOST_SECTIONS => {
            Err(format!("There are at most {MOST_SECTIONS} reports in one e-mail."))
        }
        None => Ok(chosen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a moment").as_millisecond())
    }

    #[test]
    fn it_goes_when_it_is_that_hour_there() {
        let week = Schedule { every: Every::Week, weekday: 1, hour: 8 };
        let month = Schedule { every: Every::Month, ..week };
        for (schedule, now, zone, next) in [
            (week, "2025-11-13T02:13:20Z", "Europe/London", "2025-11-17T08:00:00Z"),
            (week, "2025-11-17T07:59:59Z", "Europe/London", "2025-11-17T08:00:00Z"),
            (week, "2025-11-17T08:00:00Z", "Europe/London", "2025-11-24T08:00:00Z"),
            (week, "2025-10-20T12:00:00Z", "Europe/Berlin", "2025-10-27T07:00:00Z"),
            (month, "2025-11-13T00:00:00Z", "America/New_York", "2025-12-01T13:00:00Z"),
            (month, "2025-12-01T13:00:00Z", "America/New_York", "2026-01-01T13:00:00Z"),
        ] {
            assert_eq!(schedule.next(at(now), zone), at(next), "{now} {zone}");
        }
        let skipped = Schedule { every: Every::Week, weekday: 7, hour: 2 };
        assert_eq!(skipped.next(at("2026-03-28T12:00:00Z"), "Europe/Berlin"), at("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn it_tells_of_whole_days_that_are_over() {
        let week = Schedule { every: Every::Week, weekday: 1, hour: 8 };
        let days = |schedule: Schedule| {
            let period = schedule.period(at("2025-11-17T08:00:00Z"), "Europe/London").expect("a period");
            (period.from, period.to)
        };
        assert_eq!(days(week), ("2025-11-10".to_owned(), "2025-11-16".to_owned()));
        assert_eq!(days(Schedule { every: Every::Month, ..week }), ("2025-10-01".to_owned(), "2025-10-31".to_owned()));
    }

    #[test]
    fn lots_are_compared_when_their_days_are_over() {
        let period = compared(at("2026-11-21T08:00:00Z"), "Europe/London", 7).expect("a period");
        assert_eq!((&*period.from, &*period.to), ("2026-10-15", "2026-11-13"));
    }

    #[test]
    fn nonsense_is_said_in_a_sentence() {
        let schedule = Schedule { every: Every::Week, weekday: 1, hour: 8 };
        assert_eq!(Schedule { weekday: 0, ..schedule }.sound().expect_err("refused").0, "weekday");
        assert_eq!(Schedule { hour: 24, ..schedule }.sound().expect_err("refused").0, "hour");
        assert!(sound_recipients(&[]).is_err() && sound_recipients(&["marta".to_owned()]).is_err());
        let twice = ["a@x.example".to_owned(), "a@x.example".to_owned()];
        assert_eq!(sound_recipients(&twice).map(|all| all.len()), Ok(1));
        assert!(sound_sections(vec!["weather".to_owned()]).is_err());
        assert!(sound_sections(vec!["overview".to_owned(), "pages".to_owned()]).is_ok());
    }
}
