//! Whether as many visitors were left alone as the lot should have left: if not, something lost visitors of one side, and no
//! comparison can be trusted.

use libm::lgamma;

/// How strongly the planned share is believed in beforehand, in visitors.
const BELIEF: f64 = 200.0;
/// The odds against the plan from which it counts as broken. A plan that holds is ever taken for broken, however often one
/// looks, in at most one experiment out of this many.
const ODDS: f64 = 1_000.0;

/// Whether `held_out` of all drawn visitors fits the `planned` share (above 0 and below 1), at this look and all looks before and after
/// it: the sequential test for multinomial counts of Lindon and Malek, “Anytime-Valid Inference for Multinomial Count Data” (2022),
/// with a Dirichlet prior around the plan.
#[expect(clippy::cast_precision_loss, reason = "visitors are fewer than 2^52")]
pub fn fits(invited: u64, held_out: u64, planned: f64) -> bool {
    let counts = [invited as f64, held_out as f64];
    let plan = [1.0 - planned, planned];
    let evidence = ln_marginal(counts, plan) - ln_likelihood(counts, plan);
    evidence < ODDS.ln()
}

/// The log probability of the counts' order when the shares are drawn around the plan.
fn ln_marginal(counts: [f64; 2], plan: [f64; 2]) -> f64 {
    let prior = plan.map(|share| share * BELIEF);
    ln_beta(prior[0] + counts[0], prior[1] + counts[1]) - ln_beta(prior[0], prior[1])
}

fn ln_likelihood(counts: [f64; 2], plan: [f64; 2]) -> f64 {
    counts[0] * plan[0].ln() + counts[1] * plan[1].ln()
}

fn ln_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_fits_anything() {
        assert!(fits(0, 0, 0.1));
        assert!(fits(90, 10, 0.1));
        assert!(!fits(5_000, 5_000, 0.1));
    }
}
