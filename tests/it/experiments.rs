//! What is said of an experiment is right as often as it is claimed, however often one looks: a thousand experiments each.

use parlour::domain::lift::{Arm, Interval, added};
use parlour::domain::sample_ratio::fits;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// An experiment: chances of the goal, the share left alone, visitors a day, and what a goal brings at most.
struct Experiment {
    invited: f64,
    held_out: f64,
    left_alone: f64,
    a_day: u32,
    value: f64,
}

const DAYS: u32 = 60;
const EXPERIMENTS: u64 = 1_000;

/// Sixty days, looked at each evening.
fn evenings(experiment: &Experiment, seed: u64) -> Vec<Interval> {
    let mut random = SmallRng::seed_from_u64(seed);
    let (mut invited, mut held_out) = (Arm::default(), Arm::default());
    let mut evening = |_| {
        for _ in 0..experiment.a_day {
            let left_alone = random.random_bool(experiment.left_alone);
            let (arm, chance) =
                if left_alone { (&mut held_out, experiment.held_out) } else { (&mut invited, experiment.invited) };
            arm.visitors += 1;
            if random.random_bool(chance) {
                let value = if experiment.value > 0.0 { random.random_range(0.0..experiment.value) } else { 1.0 };
                arm.reached += 1;
                arm.sum += value;
                arm.sum_of_squares += value * value;
            }
        }
        added(&invited, &held_out)
    };
    (0..DAYS).filter_map(&mut evening).collect()
}

/// In how many of a thousand experiments any evening's interval missed `truth`.
fn missed(experiment: &Experiment, truth: f64) -> usize {
    let misses = |seed: &u64| evenings(experiment, *seed).iter().any(|at| at.low > truth || at.high < truth);
    (0..EXPERIMENTS).filter(misses).count()
}

#[test]
fn no_effect_is_seldom_taken_for_one_although_one_looks_every_evening() {
    for (left_alone, chance) in [(0.1, 0.05), (0.5, 0.02), (0.2, 0.3)] {
        let nothing = Experiment { invited: chance, held_out: chance, left_alone, a_day: 100, value: 0.0 };
        let false_alarms = missed(&nothing, 0.0);
        assert!(false_alarms <= 50, "{false_alarms} of 1,000 with {left_alone} left alone and a chance of {chance}");
    }
}

#[test]
fn the_true_effect_lies_within_on_every_evening() {
    for (left_alone, invited, held_out) in [(0.1, 0.07, 0.05), (0.5, 0.04, 0.02), (0.1, 0.02, 0.05)] {
        let experiment = Experiment { invited, held_out, left_alone, a_day: 100, value: 0.0 };
        let misses = missed(&experiment, invited - held_out);
        assert!(misses <= 50, "{misses} of 1,000 with {left_alone} left alone, {invited} against {held_out}");
    }
}

#[test]
fn values_are_covered_too() {
    let orders = Experiment { invited: 0.06, held_out: 0.05, left_alone: 0.1, a_day: 100, value: 80.0 };
    assert!(missed(&orders, 0.01 * 40.0) <= 50);
}

#[test]
fn a_true_effect_is_found() {
    let helps = Experiment { invited: 0.1, held_out: 0.05, left_alone: 0.2, a_day: 100, value: 0.0 };
    let found = (0..200).filter(|seed| evenings(&helps, *seed).iter().any(|at| at.low > 0.0)).count();
    assert!(found >= 180, "{found} of 200");
}

/// How many of 500 experiments with `share` left alone are ever found not to fit 10 %, looked at every 50 visitors.
fn found_broken(share: f64) -> usize {
    let mut random = SmallRng::seed_from_u64(7);
    let mut broken = |_: &usize| {
        let mut held_out = 0;
        (1..=8_000_u64).any(|drawn| {
            held_out += u64::from(random.random_bool(share));
            drawn % 50 == 0 && !fits(drawn - held_out, held_out, 0.1)
        })
    };
    (0..500).filter(|n| broken(n)).count()
}

#[test]
fn a_lot_that_is_kept_is_believed_however_often_one_looks() {
    assert!(found_broken(0.1) <= 2);
}

#[test]
fn a_lot_that_loses_every_fifth_is_found_out() {
    assert!(found_broken(0.08) >= 450);
}
