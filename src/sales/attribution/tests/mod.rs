//! The two splits: sums, the golden vectors, and proof that a wrong way of splitting would be noticed.
use super::{Machine, Payer, Share, Splitting, attribute, attribute_by, attribute_rest};
use crate::kernel::ids::{EquipmentId, FundingId};
use crate::kernel::money::Rial;
use crate::kernel::split::{SplitError, split};
use crate::sales::model::Part;
use proptest::prelude::*;

fn share(weight_bp: i64, machine: i64, paid: &[i64]) -> Share {
    let payers = (0..)
        .zip(paid)
        .map(|(place, paid)| Payer { funding: FundingId(machine * 100 + place), grant: None, paid: Rial(*paid) })
        .collect();
    Share { weight_bp, machine: (!paid.is_empty()).then_some(Machine { id: EquipmentId(machine), payers }) }
}

fn amounts(parts: &[Part]) -> Vec<i64> {
    parts.iter().map(|part| part.amount.0).collect()
}

#[test]
fn the_golden_sale_goes_to_the_mixer_and_to_both_payers_of_the_oven() {
    let shares = [share(3333, 1, &[33_000_000]), share(6667, 2, &[70_000_000, 25_000_000])];
    let parts = attribute(Rial(1_000_001), &shares).unwrap();
    assert_eq!(amounts(&parts), [333_300, 491_253, 175_448]);
}

#[derive(serde::Deserialize)]
struct Returns {
    amount: i64,
    weights: Vec<i64>,
    first_return_to: i64,
    first_deltas: Vec<i64>,
    after_full_return: Vec<i64>,
}

#[test]
fn the_golden_return_ends_at_zero_in_every_part() {
    let file: serde_json::Value = serde_json::from_str(include_str!("../../../../tests/data/golden.json")).unwrap();
    let golden: Returns = serde_json::from_value(file["split"]["returns"].clone()).unwrap();
    let shares: Vec<Share> = golden.weights.iter().map(|weight| share(*weight, 0, &[])).collect();
    let mut standing = attribute(Rial(golden.amount), &shares).unwrap();
    let mut post = |remaining: i64| {
        let deltas = attribute_rest(Rial(remaining), &shares, &standing).unwrap();
        standing.iter_mut().zip(&deltas).for_each(|(part, delta)| part.amount.0 += delta.amount.0);
        deltas
    };
    assert_eq!(amounts(&post(golden.first_return_to)), golden.first_deltas);
    post(0);
    assert_eq!(amounts(&standing), golden.after_full_return);
}

#[test]
fn a_share_without_a_machine_goes_to_the_own_means() {
    let parts = attribute(Rial(100), &[share(5000, 1, &[]), share(5000, 2, &[7])]).unwrap();
    assert_eq!((parts[0], amounts(&parts)), (Part::own(Rial(50)), vec![50, 50]));
}

#[test]
fn other_shares_than_the_posted_ones_are_refused() {
    let posted = attribute(Rial(100), &[share(10_000, 1, &[5])]).unwrap();
    assert_eq!(attribute_rest(Rial(50), &[share(10_000, 2, &[5])], &posted), Err(SplitError::Mismatch));
}

/// Rounds every part by itself.
fn naive(amount: i64, weights: &[i64]) -> Result<Vec<i64>, SplitError> {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    Ok(weights
        .iter()
        .map(|weight| i64::try_from((i128::from(amount) * i128::from(*weight) * 2 + total) / (total * 2)).unwrap())
        .collect())
}

type Returning = fn(Splitting, (Rial, Rial), &[Share], &[Part]) -> Vec<Part>;

/// As the program does: the split of what remains, less what stands.
fn of_what_remains(
    splitting: Splitting,
    (_, remaining): (Rial, Rial),
    shares: &[Share],
    already: &[Part],
) -> Vec<Part> {
    let target = attribute_by(splitting, remaining, shares).unwrap();
    target.iter().zip(already).map(|(to, from)| Part { amount: Rial(to.amount.0 - from.amount.0), ..*to }).collect()
}

/// As one would first think: the split of what came back.
fn of_what_came_back(splitting: Splitting, (back, _): (Rial, Rial), shares: &[Share], _: &[Part]) -> Vec<Part> {
    let parts = attribute_by(splitting, back, shares).unwrap();
    parts.into_iter().map(|part| Part { amount: Rial(-part.amount.0), ..part }).collect()
}

/// How often a rule was broken: wrong sums of rows, payers below nothing, and remains of a line that is gone.
#[derive(Debug, Default, PartialEq, Eq)]
struct Broken {
    sums: usize,
    below: usize,
    remains: usize,
}

/// Sells for an amount, takes it back in steps to nothing, and counts what broke.
fn sell_and_return(
    splitting: Splitting,
    returning: Returning,
    (amount, steps): (i64, &[i64]),
    shares: &[Share],
) -> Broken {
    let mut broken = Broken::default();
    let mut standing = attribute_by(splitting, Rial(amount), shares).unwrap();
    broken.sums += usize::from(amounts(&standing).iter().sum::<i64>() != amount);
    let mut left = amount;
    for step in steps.iter().copied().chain([i64::MAX]) {
        let back = step.min(left);
        left -= back;
        let deltas = returning(splitting, (Rial(back), Rial(left)), shares, &standing);
        broken.sums += usize::from(amounts(&deltas).iter().sum::<i64>() != -back);
        for (part, delta) in standing.iter_mut().zip(&deltas) {
            part.amount.0 += delta.amount.0;
        }
        broken.below += standing.iter().filter(|part| part.amount < Rial::ZERO).count();
    }
    broken.remains += standing.iter().filter(|part| part.amount != Rial::ZERO).count();
    broken
}

/// A hundred sales of odd amounts over three machines with two payers each.
fn hundred_sales(splitting: Splitting, returning: Returning) -> Broken {
    let shares = [share(3333, 1, &[7, 11, 13]), share(3333, 2, &[1, 1, 1]), share(3334, 3, &[70, 25])];
    (1..=100).fold(Broken::default(), |broken, number| {
        let amount = number * 7 + 3;
        let found = sell_and_return(splitting, returning, (amount, &[amount / 3, amount / 5, 1, 2]), &shares);
        Broken {
            sums: broken.sums + found.sums,
            below: broken.below + found.below,
            remains: broken.remains + found.remains,
        }
    })
}

#[test]
fn planted_faults_are_noticed() {
    assert_eq!(hundred_sales(split, of_what_remains), Broken::default());
    assert!(hundred_sales(naive, of_what_remains).sums > 50, "naive rounding");
    let evenly = hundred_sales(split, of_what_came_back);
    assert!(evenly.below > 20 && evenly.remains > 20, "returns split by themselves: {evenly:?}");
}

fn shares() -> impl Strategy<Value = Vec<Share>> {
    let paid = prop::collection::vec(1..90_000_000_i64, 0..4);
    prop::collection::vec((1..10_000_i64, paid), 1..6)
        .prop_map(|lines| (1..).zip(lines).map(|(machine, (weight, paid))| share(weight, machine, &paid)).collect())
}

proptest! {
    #[test]
    fn any_sale_and_any_returns_keep_the_rules(
        amount in 1..1_000_000_000_i64,
        steps in prop::collection::vec(0..400_000_000_i64, 0..6),
        shares in shares(),
    ) {
        prop_assert_eq!(sell_and_return(split, of_what_remains, (amount, &steps), &shares), Broken::default());
    }

    #[test]
    fn what_a_return_posts_is_what_remains_less_what_stands(amount in 1..1_000_000_i64, shares in shares()) {
        let posted = attribute(Rial(amount), &shares).unwrap();
        let back = attribute_rest(Rial(amount / 3), &shares, &posted).unwrap();
        prop_assert_eq!(amounts(&back).iter().sum::<i64>(), amount / 3 - amount);
        let none = attribute_rest(Rial::ZERO, &shares, &posted).unwrap();
        prop_assert!(none.iter().zip(&posted).all(|(back, part)| back.amount.0 == -part.amount.0));
    }
}
