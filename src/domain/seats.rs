//! How many operators were active, month by month: what a plan is priced by.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::csv::cell;
use super::ids::AgentId;
use super::moment::{DAY, Moment};

/// From when to when an account was active.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Active {
    pub agent: AgentId,
    pub name: String,
    pub email: String,
    pub began: Moment,
    /// `None`: it still is.
    pub ended: Option<Moment>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// `2026-11`.
    pub month: String,
    /// Whose account was active on any day of it, by name.
    pub seats: Vec<Seat>,
}

/// One operator in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Seat {
    pub name: String,
    pub email: String,
    /// Days of the month (UTC) on which the account was active at any time.
    pub days: u32,
}

/// The months from the first account to `now`, the latest first.
pub fn seats(spans: &[Active], now: Moment) -> Vec<Month> {
    let mut months: BTreeMap<String, BTreeMap<AgentId, (Seat, Option<Date>)>> = BTreeMap::new();
    let mut spans: Vec<&Active> = spans.iter().collect();
    spans.sort_by_key(|span| span.began);
    for span in spans {
        for day in days(span, now) {
            let seat = || (Seat { name: span.name.clone(), email: span.email.clone(), days: 0 }, None);
            let of_month = months.entry(day.strftime("%Y-%m").to_string()).or_default();
            let (seat, last) = of_month.entry(span.agent).or_insert_with(seat);
            seat.days += u32::from(last.is_none_or(|last| last < day));
            *last = (*last).max(Some(day));
        }
    }
    months.into_iter().rev().map(month).collect()
}

fn month((month, seats): (String, BTreeMap<AgentId, (Seat, Option<Date>)>)) -> Month {
    let mut seats: Vec<Seat> = seats.into_values().map(|(seat, _)| seat).collect();
    seats.sort_by(|a, b| (&a.name, &a.email).cmp(&(&b.name, &b.email)));
    Month { month, seats }
}

/// Each day of a span, its last included.
fn days(span: &Active, now: Moment) -> impl Iterator<Item = Date> {
    let end = span.ended.unwrap_or(now).min(now);
    let first = span.began.0.div_euclid(DAY);
    (first..=end.0.div_euclid(DAY)).filter_map(|day| {
        let at = Timestamp::from_millisecond(day.checked_mul(DAY)?).ok()?;
        Some(at.to_zoned(TimeZone::UTC).date())
    })
}

/// The months as comma-separated values, a line an operator and month. A cell that a spreadsheet would take for a formula gets a `'` in front.
pub fn csv(months: &[Month]) -> String {
    let mut lines = vec!["month,seats,name,email,days".to_owned()];
    for Month { month, seats } in months {
        let count = seats.len();
        lines.extend(
            seats
                .iter()
                .map(|Seat { name, email, days }| format!("{month},{count},{},{},{days}", cell(name), cell(email))),
        );
    }
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a time").as_millisecond())
    }

    fn active(n: u128, name: &str, began: &str, ended: Option<&str>) -> Active {
        let email = format!("{n}@shop.example");
        Active { agent: AgentId(Uuid::from_u128(n)), name: name.into(), email, began: at(began), ended: ended.map(at) }
    }

    #[test]
    fn a_day_counts_once_and_in_part() {
        let spans = [
            active(1, "Anna", "2026-10-30T23:59:59Z", None),
            active(2, "Ben", "2026-11-01T00:00:00Z", Some("2026-11-01T08:00:00Z")),
            active(2, "Ben", "2026-11-01T09:00:00Z", Some("2026-11-02T00:00:00Z")),
        ];
        let months = seats(&spans, at("2026-11-03T12:00:00Z"));
        let told: Vec<(&str, Vec<(&str, u32)>)> = months
            .iter()
            .map(|month| {
                (month.month.as_str(), month.seats.iter().map(|seat| (seat.name.as_str(), seat.days)).collect())
            })
            .collect();
        assert_eq!(told, [("2026-11", vec![("Anna", 3), ("Ben", 2)]), ("2026-10", vec![("Anna", 2)])]);
        assert_eq!(seats(&[], at("2026-11-03T12:00:00Z")), []);
    }

    #[test]
    fn a_spreadsheet_reads_text_and_no_formula() {
        let spans = [
            active(1, "=HYPERLINK(\"http://evil\")", "2026-11-01T00:00:00Z", None),
            active(2, "Zoë, \"Z\"", "2026-11-01T00:00:00Z", None),
        ];
        let text = csv(&seats(&spans, at("2026-11-01T12:00:00Z")));
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[1], "2026-11,2,\"'=HYPERLINK(\"\"http://evil\"\")\",\"1@shop.example\",1");
        assert_eq!(lines[2], "2026-11,2,\"Zoë, \"\"Z\"\"\",\"2@shop.example\",1");
    }
}
