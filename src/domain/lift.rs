//! Did inviting help? The difference between visitors who were invited and visitors who were left alone by lot, everybody counted as
//! drawn, with an interval that stays valid however often one looks.

/// The intervals miss the truth, at any look ever, in at most this share of the experiments.
pub const MISSES: f64 = 0.05;
/// No side says anything before it has this many visitors.
pub const ENOUGH: u64 = 250;
/// Visitors of both sides at which the interval is tightest.
const TIGHTEST_AT: f64 = 4_000.0;

/// One side of the lot, with what its visitors brought: a goal reached counts 1, or its value.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(missing_docs, reason = "the fields are the sums one needs")]
pub struct Arm {
    pub visitors: u64,
    /// Visitors who reached the goal.
    pub reached: u64,
    pub sum: f64,
    pub sum_of_squares: f64,
}

/// What inviting added per visitor, and between what the truth very likely lies.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "three figures")]
pub struct Interval {
    pub difference: f64,
    pub low: f64,
    pub high: f64,
}

/// The answer in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Verdict {
    Yes,
    Somewhat,
    Early,
    No,
    Harm,
}

impl Arm {
    /// A side whose visitors reach the goal or do not.
    #[expect(clippy::cast_precision_loss, reason = "visitors are fewer than 2^52")]
    pub fn of_rate(visitors: u64, reached: u64) -> Self {
        Self { visitors, reached, sum: reached as f64, sum_of_squares: reached as f64 }
    }

    /// What a visitor brought on average; 0 without visitors.
    #[expect(clippy::cast_precision_loss, reason = "visitors are fewer than 2^52")]
    pub fn mean(&self) -> f64 {
        if self.visitors == 0 { 0.0 } else { self.sum / self.visitors as f64 }
    }

    /// The variance per visitor, with one visitor more who reached the goal and brought what those who did bring, and one more who did
    /// not (Agresti's two): a side where nobody has reached it yet is not certain of it.
    #[expect(clippy::cast_precision_loss, reason = "visitors are fewer than 2^52")]
    fn variance(&self, typical: f64, typical_square: f64) -> f64 {
        let visitors = self.visitors as f64 + 2.0;
        let mean = (self.sum + typical) / visitors;
        (self.sum_of_squares + typical_square) / visitors - mean * mean
    }
}

/// What inviting added per visitor: intention to treat, whoever was drawn for an invitation counts as invited. `None` before both sides have
/// [`ENOUGH`] visitors, or when nobody has reached the goal.
///
/// The interval is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, “Time-uniform central limit
/// theory and asymptotic confidence sequences” (Annals of Statistics, 2024), theorem 2.2, for the difference of two means.
#[expect(clippy::cast_precision_loss, reason = "visitors are fewer than 2^52")]
pub fn added(invited: &Arm, held_out: &Arm) -> Option<Interval> {
    let reached = (invited.reached + held_out.reached) as f64;
    if invited.visitors.min(held_out.visitors) < ENOUGH || reached == 0.0 {
        return None;
    }
    let typical = (invited.sum + held_out.sum) / reached;
    let typical_square = (invited.sum_of_squares + held_out.sum_of_squares) / reached;
    let spread = |arm: &Arm| arm.variance(typical, typical_square) / arm.visitors as f64;
    let visitors = (invited.visitors + held_out.visitors) as f64;
    let variance = visitors * (spread(invited) + spread(held_out));
    let radius = radius(visitors, variance);
    let difference = invited.mean() - held_out.mean();
    Some(Interval { difference, low: difference - radius, high: difference + radius })
}

/// Half the width of the interval after `n` visitors whose contributions have this variance.
fn radius(n: f64, variance: f64) -> f64 {
    let rho2 = (-2.0 * MISSES.ln() + (1.0 - 2.0 * MISSES.ln()).ln()) / TIGHTEST_AT;
    let grown = n * rho2 + 1.0;
    (variance * 2.0 * grown / (n * n * rho2) * (grown.sqrt() / MISSES).ln()).sqrt()
}

/// The answer in a word. An interval that touches zero says it is too early, unless all of it lies within `nothing`: a difference that nobody
/// would notice.
pub fn verdict(interval: Option<Interval>, nothing: f64) -> Verdict {
    match interval {
        Some(Interval { low, .. }) if low >= nothing => Verdict::Yes,
        Some(Interval { low, high, .. }) if low > -nothing && high < nothing => Verdict::No,
        Some(Interval { low, .. }) if low > 0.0 => Verdict::Somewhat,
        Some(Interval { high, .. }) if high < 0.0 => Verdict::Harm,
        None | Some(_) => Verdict::Early,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_says_nothing() {
        let arm = |visitors, reached| Arm::of_rate(visitors, reached);
        assert_eq!(added(&arm(0, 0), &arm(0, 0)), None);
        assert_eq!(added(&arm(9_000, 90), &arm(ENOUGH - 1, 5)), None);
        assert_eq!(added(&arm(9_000, 0), &arm(1_000, 0)), None);
        let none_reached = added(&arm(2_250, 22), &arm(ENOUGH, 0)).expect("enough");
        assert!(none_reached.low < 0.0 && none_reached.high > 0.0);
    }

    #[test]
    fn the_word_follows_the_interval() {
        let at = |low, high| Some(Interval { difference: f64::midpoint(low, high), low, high });
        let cases = [
            (None, Verdict::Early),
            (at(0.006, 0.03), Verdict::Yes),
            (at(0.001, 0.03), Verdict::Somewhat),
            (at(0.001, 0.004), Verdict::No),
            (at(-0.004, 0.004), Verdict::No),
            (at(-0.01, 0.03), Verdict::Early),
            (at(0.0, 0.03), Verdict::Early),
            (at(-0.03, -0.001), Verdict::Harm),
        ];
        for (interval, word) in cases {
            assert_eq!(verdict(interval, 0.005), word, "{interval:?}");
        }
    }
}
