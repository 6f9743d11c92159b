//! Who was on at a moment of the past, as far as the visit log can tell: by signs of life and the rules of Who's On.

use super::ids::PageViewId;
use super::moment::{DAY, MINUTE, Moment};
use super::presence::{GONE_AFTER_DOORWAY, GONE_AFTER_SILENCE, VISIT_ENDS_AFTER};

/// Signs so long before and after a moment tell who was on (milliseconds): a visit has one at least that often.
pub const AROUND: i64 = VISIT_ENDS_AFTER;
/// Points of the line of a day.
pub const POINTS: i64 = DAY / BETWEEN_POINTS;
/// Time between two points of it (milliseconds).
pub const BETWEEN_POINTS: i64 = 10 * MINUTE;

/// A sign of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "when and what")]
pub struct Sign {
    pub at: Moment,
    pub kind: SignKind,
}

/// What it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignKind {
    /// A page was opened.
    Opened(PageViewId),
    /// The page told of something.
    Event,
    /// A page was left; another may have been opened before that.
    Left(PageViewId),
}

/// From when until before when one visit was on: spans in order. `signs` are in order. Who leaves their newest page is gone after 30 seconds, who gives no sign
/// after 15 minutes, unless the page they then leave shows that they were on it all the time.
pub fn spans(signs: &[Sign]) -> Vec<(Moment, Moment)> {
    let mut spans: Vec<(Moment, Moment)> = Vec::new();
    let mut newest = None;
    for (n, sign) in signs.iter().enumerate() {
        if let SignKind::Opened(page) = sign.kind {
            newest = Some(page);
        }
        let gone = matches!(sign.kind, SignKind::Left(page) if newest.is_none_or(|newest| newest == page));
        let until = until(*sign, gone, signs.get(n + 1), newest);
        match spans.last_mut() {
            Some(last) if sign.at <= last.1 => last.1 = last.1.max(until),
            _ => spans.push((sign.at, until)),
        }
    }
    spans
}

fn until(sign: Sign, gone: bool, next: Option<&Sign>, newest: Option<PageViewId>) -> Moment {
    let alone = sign.at.plus(if gone { GONE_AFTER_DOORWAY } else { GONE_AFTER_SILENCE });
    match next {
        Some(Sign { at, kind: SignKind::Left(page) }) if !gone && newest == Some(*page) => *at,
        Some(next) => alone.min(next.at),
        None => alone,
    }
}

/// The last sign of a visit that was on at `at`; `None` when it was not.
pub fn last_sign(signs: &[Sign], at: Moment) -> Option<Moment> {
    let on = spans(signs).into_iter().any(|(from, to)| from <= at && at < to);
    let last = signs.iter().map(|sign| sign.at).filter(|sign| *sign <= at).max();
    last.filter(|_| on)
}

/// The moments of the line that ends at `now`.
pub fn points(now: Moment) -> Vec<Moment> {
    (0..=POINTS).rev().map(|n| now.plus(-n * BETWEEN_POINTS)).collect()
}

/// Counts a visit at each of `points` at which it was on.
pub fn count(signs: &[Sign], points: &[Moment], counts: &mut [u32]) {
    for (from, to) in spans(signs) {
        let first = points.partition_point(|point| *point < from);
        let end = points.partition_point(|point| *point < to);
        counts[first..end].iter_mut().for_each(|count| *count += 1);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::moment::SECOND;

    fn page(n: u128) -> PageViewId {
        PageViewId(Uuid::from_u128(n))
    }

    fn signs(said: &[(i64, SignKind)]) -> Vec<Sign> {
        said.iter().map(|(seconds, kind)| Sign { at: Moment(seconds * SECOND), kind: *kind }).collect()
    }

    fn seconds(signs: &[Sign]) -> Vec<(i64, i64)> {
        spans(signs).into_iter().map(|(from, to)| (from.0 / SECOND, to.0 / SECOND)).collect()
    }

    #[test]
    fn the_rules_are_those_of_the_live_table() {
        use SignKind::{Event, Left, Opened};
        let (a, b) = (page(1), page(2));
        for (said, on) in [
            // Silent after one page: 15 minutes.
            (vec![(0, Opened(a))], vec![(0, 900)]),
            // Left, and gone 30 seconds later.
            (vec![(0, Opened(a)), (60, Left(a))], vec![(0, 90)]),
            // The next page was open before the last was left.
            (vec![(0, Opened(a)), (60, Opened(b)), (61, Left(a))], vec![(0, 961)]),
            (vec![(0, Opened(a)), (60, Left(a)), (65, Opened(b))], vec![(0, 965)]),
            // Back after two minutes: there was nobody in between.
            (vec![(0, Opened(a)), (60, Left(a)), (180, Opened(b)), (190, Left(b))], vec![(0, 90), (180, 220)]),
            (vec![(0, Opened(a)), (1_200, Event)], vec![(0, 900), (1_200, 2_100)]),
            // On the page for twenty minutes, and then left it.
            (vec![(0, Opened(a)), (1_200, Left(a))], vec![(0, 1_230)]),
            // What was opened is out of sight.
            (vec![(60, Left(a))], vec![(60, 90)]),
            (vec![], vec![]),
        ] {
            assert_eq!(seconds(&signs(&said)), on, "{said:?}");
        }
    }

    #[test]
    fn the_line_counts_whoever_is_on_at_a_point() {
        let now = Moment(DAY * 3);
        let points = points(now);
        assert_eq!((points.len(), points[0], points[144]), (145, now.plus(-DAY), now));
        let mut counts = vec![0; points.len()];
        let visit = [Sign { at: now.plus(-20 * MINUTE), kind: SignKind::Event }];
        count(&visit, &points, &mut counts);
        count(&visit, &points, &mut counts);
        assert_eq!((counts[141], counts[142], counts[143], counts[144]), (0, 2, 2, 0));
        for (point, count) in points.iter().zip(&counts) {
            assert_eq!(last_sign(&visit, *point).is_some(), *count > 0);
        }
    }
}
