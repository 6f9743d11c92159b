//! The lot: who is left alone, and which variant the others get.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Variant;

/// The word for who is left alone.
pub const HELD_OUT: &str = "held_out";
/// The word for who is invited by an agent, where a share is left alone.
pub const INVITED: &str = "invited";

/// Where a visitor's lot fell under `rule` (nil: invitations by agents): [`HELD_OUT`] for `holdout` per cent, else the id of one
/// of `variants` by their weights, [`INVITED`] when there are none. `visitor` is the visit log's id; the same two always get the same lot.
pub fn assign(visitor: u64, rule: Uuid, holdout: u8, variants: &[Variant]) -> &str {
    let digest = Sha256::new().chain_update(rule.as_bytes()).chain_update(visitor.to_be_bytes()).finalize();
    let draw = |from: usize, among: u64| {
        let bytes = digest[from..from + 8].iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        bits_below(bytes, among)
    };
    if draw(0, 100) < u64::from(holdout) {
        return HELD_OUT;
    }
    let total = variants.iter().map(|variant| u64::from(variant.weight)).sum();
    let mut left = draw(8, total);
    for variant in variants {
        match left.checked_sub(variant.weight.into()) {
            None => return &variant.id,
            Some(rest) => left = rest,
        }
    }
    INVITED
}

/// A number from 0 to below `among` (0 when that is 0), as even as 64 bits are.
fn bits_below(bits: u64, among: u64) -> u64 {
    let scaled = (u128::from(bits) * u128::from(among)) >> 64;
    u64::try_from(scaled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn variant(id: &str, weight: u32) -> Variant {
        Variant { id: id.into(), name: id.into(), weight, texts: BTreeMap::new() }
    }

    /// A visitor's id is part of a hash; these are spread as evenly.
    fn visitors() -> impl Iterator<Item = u64> {
        (1..=40_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    #[test]
    fn shares_and_weights_are_kept_and_rules_do_not_share_their_lots() {
        let (rule, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let variants = [variant("a", 3), variant("b", 1)];
        let mut arms: BTreeMap<&str, usize> = BTreeMap::new();
        let mut both = 0;
        for visitor in visitors() {
            let arm = assign(visitor, rule, 10, &variants);
            *arms.entry(arm).or_default() += 1;
            both += usize::from(arm == HELD_OUT && assign(visitor, other, 10, &variants) == HELD_OUT);
        }
        // Each within five standard deviations of its share.
        for (arm, share) in [(HELD_OUT, 0.1), ("a", 0.675), ("b", 0.225)] {
            let (n, found) = (40_000.0_f64, f64::from(u32::try_from(arms[arm]).expect("small")));
            assert!((found - n * share).abs() < 5.0 * (n * share * (1.0 - share)).sqrt(), "{arm}: {found}");
        }
        assert!((300..500).contains(&both), "{both} of 40,000 are held out by both of two rules");
    }

    #[test]
    fn a_lot_is_the_same_whenever_it_is_drawn() {
        let (rule, variants) = (Uuid::from_u128(1), [variant("a", 1), variant("b", 1)]);
        assert_eq!(assign(42, rule, 50, &variants), assign(42, rule, 50, &variants));
        for visitor in visitors().take(1_000) {
            assert_eq!(assign(visitor, rule, 0, &[]), INVITED);
            assert_ne!(assign(visitor, rule, 0, &variants), HELD_OUT);
            assert_eq!(assign(visitor, rule, 100, &variants), HELD_OUT);
            // A larger share leaves everybody alone who was before.
            let small = assign(visitor, rule, 10, &variants) == HELD_OUT;
            assert!(!small || assign(visitor, rule, 20, &variants) == HELD_OUT);
        }
    }
}
