//! What is new since a visitor was here last, in one line.

use super::moment::{DAY, Moment};

/// Visits of so many days before count as one interest (milliseconds).
const LATELY: i64 = 7 * DAY;
/// New pages named, at most.
const MOST_PAGES: usize = 3;

/// A visit, and the paths seen in it with how often.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Stay {
    pub started: Moment,
    pub paths: Vec<(String, u32)>,
}

/// `2nd visit in 3 days; new: /prices 3 times, /docs`: the latest visit beside those before it. `stays` come newest first. `None` when there is only
/// one.
pub fn since_last(stays: &[Stay]) -> Option<String> {
    let (latest, before) = stays.split_first()?;
    let last = before.first()?;
    let lately = before.iter().take_while(|stay| latest.started.since(stay.started) < LATELY).count();
    let words = if lately == 0 {
        format!("first visit in {}", days(latest.started.since(last.started)))
    } else {
        let span = latest.started.since(before[lately - 1].started);
        format!("{} visit in {}", ordinal(lately + 1), days(span))
    };
    Some(format!("{words}; {}", new_pages(latest, before)))
}

fn new_pages(latest: &Stay, before: &[Stay]) -> String {
    let known = |path: &str| before.iter().any(|stay| stay.paths.iter().any(|(seen, _)| seen == path));
    let mut new: Vec<_> = latest.paths.iter().filter(|(path, _)| !known(path)).collect();
    if new.is_empty() {
        return "nothing new".to_owned();
    }
    new.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let more = new.len().saturating_sub(MOST_PAGES);
    let mut said: Vec<_> = new.iter().take(MOST_PAGES).map(|(path, times)| seen(path, *times)).collect();
    if more > 0 {
        said.push(format!("{more} more"));
    }
    format!("new: {}", said.join(", "))
}

fn seen(path: &str, times: u32) -> String {
    match times {
        1 => path.to_owned(),
        2 => format!("{path} twice"),
        times => format!("{path} {times} times"),
    }
}

/// Days begun; one at least.
fn days(span: i64) -> String {
    match span.max(1).unsigned_abs().div_ceil(DAY.unsigned_abs()) {
        1 => "a day".to_owned(),
        days => format!("{days} days"),
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::HOUR;

    fn stay(hours: i64, paths: &[(&str, u32)]) -> Stay {
        let paths = paths.iter().map(|(path, times)| ((*path).to_owned(), *times)).collect();
        Stay { started: Moment(hours * HOUR), paths }
    }

    #[test]
    fn it_is_one_line() {
        let first = stay(0, &[("/", 4), ("/lamps", 1)]);
        for (stays, said) in [
            (vec![], None),
            (vec![first.clone()], None),
            (
                vec![stay(60, &[("/docs", 1), ("/prices", 3), ("/", 1)]), first.clone()],
                Some("2nd visit in 3 days; new: /prices 3 times, /docs"),
            ),
            (vec![stay(2, &[("/", 1)]), first.clone()], Some("2nd visit in a day; nothing new")),
            (
                vec![stay(400, &[("/a", 1), ("/b", 2), ("/c", 1), ("/d", 1), ("/e", 1)]), first.clone()],
                Some("first visit in 17 days; new: /b twice, /a, /c, 2 more"),
            ),
            (vec![stay(400, &[]), stay(390, &[]), stay(376, &[]), first], Some("3rd visit in a day; nothing new")),
        ] {
            assert_eq!(since_last(&stays).as_deref(), said);
        }
    }

    #[test]
    fn numbers_have_their_endings() {
        let said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal);
        assert_eq!(said.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th");
    }
}
