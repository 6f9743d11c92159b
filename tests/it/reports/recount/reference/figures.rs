//! Counts, shares, medians.

use std::collections::HashSet;

#[expect(clippy::unnecessary_wraps, reason = "a figure, as the others")]
pub(super) fn n(count: usize) -> Option<f64> {
    Some(f64::from(u32::try_from(count).expect("few")))
}

pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    if whole == 0 { None } else { Some(n(part)? / n(whole)?) }
}

pub(super) fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.get(values.len() / 2)?;
    Some(f64::from(i32::try_from(*middle).expect("short")))
}

pub(super) fn mean(values: &[u8]) -> Option<f64> {
    ratio(values.iter().map(|value| usize::from(*value)).sum(), values.len())
}

pub(super) fn distinct(values: impl Iterator<Item = u64>) -> Option<f64> {
    n(values.collect::<HashSet<_>>().len())
}
