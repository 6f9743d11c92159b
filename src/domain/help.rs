//! Did inviting help? The answer in words and figures, from the lots of each day.

use super::lift::{Arm, ENOUGH, Interval, Verdict, added, verdict};
use super::moment::Moment;
use super::sample_ratio::fits;

/// A difference in the share of visitors who reach the goal that nobody would notice.
const NOTHING: f64 = 0.005;

/// How it was reckoned, in a sentence or two.
pub const METHOD: &str = "Everybody counts as the lot fell, whether the invitation reached them or not. The interval holds the truth in 95 of \
                          100 comparisons however often one looks (an asymptotic confidence sequence, Waudby-Smith and others, 2024).";

/// One side of the lot.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Side {
    /// Goals reached: 1 or 0 a visitor.
    pub rate: Arm,
    /// What they were worth.
    pub value: Arm,
}

/// A day's lots of one arm.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Piece {
    pub day: Moment,
    pub held_out: bool,
    pub variant: String,
    /// Their days in which the goal counts are not over: they are not compared yet.
    pub waits: bool,
    pub side: Side,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Answer {
    pub verdict: Verdict,
    pub sentence: String,
    pub invited: Side,
    pub held_out: Side,
    /// Visitors who are not compared yet.
    pub waiting: u64,
    pub rate: Option<Interval>,
    pub value: Option<Interval>,
    /// Day by day, everything up to its end.
    pub series: Vec<(Moment, Option<Interval>)>,
}

impl Side {
    /// Visitors of whom some reached the goal, and what that was worth in all.
    pub fn of(visitors: u64, reached: u64, sum: f64, sum_of_squares: f64) -> Self {
        Self { rate: Arm::of_rate(visitors, reached), value: Arm { visitors, reached, sum, sum_of_squares } }
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { rate: both(self.rate, other.rate), value: both(self.value, other.value) }
    }
}

fn both(one: Arm, other: Arm) -> Arm {
    Arm {
        visitors: one.visitors + other.visitors,
        reached: one.reached + other.reached,
        sum: one.sum + other.sum,
        sum_of_squares: one.sum_of_squares + other.sum_of_squares,
    }
}

/// All pieces of one kind together.
pub fn together<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Side {
    pieces.fold(Side::default(), |sum, piece| sum.with(piece.side))
}

/// Who was drawn for an invitation and who was left alone, those who wait among them.
pub fn drawn(pieces: &[Piece]) -> (u64, u64) {
    let visitors = |held_out: bool| together(pieces.iter().filter(|piece| piece.held_out == held_out)).rate.visitors;
    (visitors(false), visitors(true))
}

/// The answer that the lots of these days give, of those that fell before `over_before`; a day after it says nothing.
pub fn answer(days: &[Moment], pieces: &[Piece], over_before: Moment) -> Answer {
    let (waiting, over): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.waits);
    let side = |held_out: bool, until: Moment| {
        together(over.iter().copied().filter(|piece| piece.held_out == held_out && piece.day <= until))
    };
    let at = |day: Moment| added(&side(false, day).rate, &side(true, day).rate).filter(|_| day < over_before);
    let last = Moment(i64::MAX);
    let (invited, held_out) = (side(false, last), side(true, last));
    let waiting = together(waiting.into_iter()).rate.visitors;
    let rate = added(&invited.rate, &held_out.rate);
    let verdict = verdict(rate, NOTHING);
    Answer {
        verdict,
        sentence: sentence(verdict, rate, invited.rate.visitors.min(held_out.rate.visitors), waiting),
        invited,
        held_out,
        waiting,
        rate,
        value: added(&invited.value, &held_out.value),
        series: days.iter().map(|day| (*day, at(*day))).collect(),
    }
}

impl Verdict {
    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Somewhat => "somewhat",
            Self::Early => "early",
            Self::No => "no",
            Self::Harm => "harm",
        }
    }

    /// The answer's first words.
    pub const fn headline(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::Somewhat => "Yes, somewhat",
            Self::Early => "Too early to say",
            Self::No => "No difference",
            Self::Harm => "No, it does harm",
        }
    }
}

fn sentence(verdict: Verdict, rate: Option<Interval>, fewest: u64, waiting: u64) -> String {
    let Some(Interval { difference, low, high }) = rate else { return too_few(fewest, waiting) };
    let per_100 = |rate: f64| format!("{:.1}", rate * 100.0);
    let between = |low: f64, high: f64| format!("between {} and {}", per_100(low), per_100(high));
    match verdict {
        Verdict::Yes | Verdict::Somewhat => {
            format!("Inviting added {} goals per 100 visitors ({}).", per_100(difference), between(low, high))
        }
        Verdict::Harm => {
            format!("Inviting cost {} goals per 100 visitors ({}).", per_100(-difference), between(-high, -low))
        }
        Verdict::No => {
            format!("Inviting made no difference worth the name: {} goals per 100 visitors.", between(low, high))
        }
        Verdict::Early => format!("So far inviting added {} goals per 100 visitors.", between(low, high)),
    }
}

/// Why there is no interval, when the smaller side has `fewest` visitors.
fn too_few(fewest: u64, waiting: u64) -> String {
    if fewest >= ENOUGH {
        return "Nobody has reached the goal yet.".to_owned();
    }
    let over = if waiting > 0 { " whose days are over" } else { "" };
    format!("Each side needs {ENOUGH} visitors{over} before it says anything; the smaller one has {fewest}.")
}

/// Whether as many were left alone as planned (per cent), and a sentence.
pub fn ratio(invited: u64, held_out: u64, planned: u8) -> (bool, String) {
    let drawn = invited + held_out;
    if planned == 0 && held_out == 0 {
        return (true, "Nobody is left alone by lot, so there is nothing to compare with.".to_owned());
    }
    if planned == 0 {
        return (true, format!("Nobody is left alone by lot any more; {held_out} of {drawn} visitors were."));
    }
    let fits = fits(invited, held_out, f64::from(planned) / 100.0);
    if fits {
        return (fits, format!("{held_out} of {drawn} visitors were left alone, as {planned} % should be."));
    }
    let why = "something loses visitors of one side, and the comparison cannot be trusted";
    (fits, format!("{held_out} of {drawn} visitors were left alone where {planned} % should be: {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(day: i64, held_out: bool, visitors: u64, reached: u64) -> Piece {
        let side = Side::of(visitors, reached, 0.0, 0.0);
        Piece { day: Moment(day), held_out, variant: String::new(), waits: false, side }
    }

    #[test]
    fn the_answer_is_a_sentence_and_each_day_knows_no_more_than_it_could() {
        let pieces = [
            piece(0, false, 9_000, 900),
            piece(0, true, 200, 8),
            piece(1, false, 9_000, 900),
            piece(1, true, 1_800, 72),
        ];
        let answer = answer(&[Moment(0), Moment(1)], &pieces, Moment(2));
        assert_eq!((answer.invited.rate.visitors, answer.held_out.rate.reached), (18_000, 80));
        assert_eq!((answer.series[0].1, answer.series[1].1), (None, answer.rate));
        assert!(
            answer.sentence.starts_with("Inviting added 6.0 goals per 100 visitors (between "),
            "{}",
            answer.sentence
        );
        assert_eq!((answer.verdict.word(), answer.verdict.headline()), ("yes", "Yes"));
    }

    #[test]
    fn who_waits_is_counted_and_not_compared() {
        let waits = |piece| Piece { waits: true, ..piece };
        let over = [piece(0, false, 9_000, 900), piece(0, true, 2_000, 80)];
        let late = [waits(piece(0, true, 5, 5)), waits(piece(1, false, 70, 70)), waits(piece(1, true, 9, 0))];
        let days = [Moment(0), Moment(1)];
        let (alone, with) = (answer(&days, &over, Moment(1)), answer(&days, &[&over[..], &late].concat(), Moment(1)));
        assert_eq!((alone.waiting, with.waiting), (0, 84));
        assert_eq!((with.rate, with.value, with.sentence), (alone.rate, alone.value, alone.sentence));
        assert_eq!(with.series, [(Moment(0), with.rate), (Moment(1), None)]);
        assert_eq!(drawn(&late), (70, 14));
        let none = answer(&days, &late, Moment(0));
        assert!(none.sentence.contains("whose days are over") && none.sentence.contains("has 0"), "{}", none.sentence);
    }

    #[test]
    fn too_few_and_a_broken_lot_are_told() {
        let few = answer(&[], &[piece(0, false, 300, 3), piece(0, true, 30, 0)], Moment(1));
        assert_eq!((few.verdict, few.rate), (Verdict::Early, None));
        assert!(few.sentence.contains("the smaller one has 30"), "{}", few.sentence);
        assert!(ratio(9_000, 1_000, 10).0);
        let (fits, sentence) = ratio(9_800, 200, 10);
        assert!(!fits && sentence.contains("cannot be trusted"), "{sentence}");
        assert!(ratio(10, 0, 0).1.contains("nothing to compare with"));
        assert_eq!(ratio(10, 2, 0), (true, "Nobody is left alone by lot any more; 2 of 12 visitors were.".to_owned()));
    }
}
