//! Exact splitting of whole rials by weights: the parts always add up to the whole.
//! Part i of amount A is ⌊A·Wᵢ/T⌋ − ⌊A·Wᵢ₋₁/T⌋, with W the running sum of the weights and T their total (the cumulative method).

use thiserror::Error;

/// Why an amount cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum SplitError {
    /// Only what is there can be split.
    #[error("a negative amount cannot be split")]
    NegativeAmount,
    /// A weight is below zero.
    #[error("a weight is negative")]
    NegativeWeight,
    /// There are no weights, or all of them are zero.
    #[error("the weights add up to nothing")]
    NoWeight,
    /// The parts split before are not as many as the weights.
    #[error("the earlier parts do not match the weights")]
    Mismatch,
    /// The product of amount and weights passes 128 bits.
    #[error("amount and weights are too large")]
    TooLarge,
}

/// Splits an amount of zero or more: every part is within one rial of its exact share.
pub(crate) fn split(amount: i64, weights: &[i64]) -> Result<Vec<i64>, SplitError> {
    if amount < 0 {
        return Err(SplitError::NegativeAmount);
    }
    if weights.iter().any(|weight| *weight < 0) {
        return Err(SplitError::NegativeWeight);
    }
    let total: i128 = weights.iter().copied().map(i128::from).sum();
    if total == 0 {
        return Err(SplitError::NoWeight);
    }

    let mut parts = Vec::with_capacity(weights.len());
    let (mut running, mut given) = (0_i128, 0_i128);
    for weight in weights {
        running += i128::from(*weight);
        let upto = i128::from(amount).checked_mul(running).ok_or(SplitError::TooLarge)? / total;
        parts.push(i64::try_from(upto - given).map_err(|_| SplitError::TooLarge)?);
        given = upto;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Golden {
        split: GoldenSplit,
    }

    #[derive(Deserialize)]
    struct GoldenSplit {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        amount: i64,
        weights: Vec<i64>,
        parts: Vec<i64>,
    }

    fn golden() -> GoldenSplit {
        serde_json::from_str::<Golden>(include_str!("../../tests/data/golden.json")).unwrap().split
    }

    #[test]
    fn the_golden_cases_split_as_written() {
        for case in golden().cases {
            assert_eq!(split(case.amount, &case.weights), Ok(case.parts));
        }
    }

    #[test]
    fn what_cannot_be_split_is_refused() {
        assert_eq!(split(-1, &[1]), Err(SplitError::NegativeAmount));
        assert_eq!(split(1, &[2, -1]), Err(SplitError::NegativeWeight));
        assert_eq!(split(1, &[]), Err(SplitError::NoWeight));
        assert_eq!(split(1, &[0, 0]), Err(SplitError::NoWeight));
        assert_eq!(split(i64::MAX, &[i64::MAX; 5]), Err(SplitError::TooLarge));
    }

    #[test]
    fn a_part_without_weight_gets_nothing() {
        assert_eq!(split(100, &[0, 3, 0]), Ok(vec![0, 100, 0]));
    }

    fn weights() -> impl Strategy<Value = Vec<i64>> {
        prop::collection::vec(0..100_000_000_i64, 1..9)
            .prop_filter("some weight", |weights| weights.iter().any(|w| *w > 0))
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_each_is_within_one_rial(amount in 0..1_000_000_000_000_000_i64, weights in weights()) {
            let parts = split(amount, &weights).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let total: i128 = weights.iter().copied().map(i128::from).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let off = i128::from(*part) * total - i128::from(amount) * i128::from(*weight);
                prop_assert!(off.abs() < total, "a part is a rial or more from its share");
                prop_assert!(*part >= 0);
            }
        }
    }
}
