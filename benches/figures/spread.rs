//! Medians, and how far the rounds lie apart.

/// The value below which `share` (0 to 1) of `values` lie; not a number when there are none.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small")]
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// `median (smallest-largest)`.
pub(crate) fn spread(values: &[f64]) -> String {
    format!("{:.2} ({:.2}-{:.2})", quantile(values, 0.5), quantile(values, 0.0), quantile(values, 1.0))
}
