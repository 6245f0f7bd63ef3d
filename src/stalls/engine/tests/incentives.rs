//! Properties 14 and 15 on random small markets: seniority and telling the truth never hurt.

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::{Case, GrantedTier, Outcome, StallNumber, Vendor, assign};
use super::markets::{EVERYTHING, Mix, SINGLES, many, market, wishes};
use super::plain::{Plain, Stalls, nobody_grows};

/// Ranks what a vendor has by what he truly wants, the lower the better: more stalls, then the better tier.
fn rank(plain: &Plain<'_>, vendor: &Vendor, outcome: &Outcome) -> (usize, usize) {
    let stalls: Stalls = outcome.assigned.get(&vendor.id).into_iter().flatten().cloned().collect();
    let wish = plain.wish(vendor, &stalls);
    let own = plain.kept(vendor, plain.kept_count(vendor));
    let own_rank = own.iter().map(|own| plain.wish(vendor, own).unwrap_or(usize::MAX - 1)).min();
    let pleases = match (wish, own_rank) {
        (Some(tier), Some(own)) if plain.keeps_own(vendor) => tier.min(own),
        (None, Some(own)) if plain.keeps_own(vendor) => own,
        (Some(tier), _) => tier,
        (None, _) if plain.takes_any(vendor) => usize::MAX - 1,
        (None, _) => usize::MAX,
    };
    if stalls.is_empty() || pleases == usize::MAX {
        (usize::MAX, usize::MAX)
    } else {
        (usize::MAX - stalls.len(), pleases)
    }
}

/// A market, the false wishes of one of its vendors, and which.
fn lies(mix: Mix) -> impl Strategy<Value = (Case, Vec<Vec<String>>, Index, bool)> {
    market(mix).prop_map(nobody_grows).prop_flat_map(move |case| {
        let stalls = case.market.stalls.len();
        (Just(case), wishes(mix, stalls), any::<Index>(), any::<bool>())
    })
}

/// Gives what a vendor gets by the truth and by the lie.
fn truth_and_lie((case, lie, which, flexible): &(Case, Vec<Vec<String>>, Index, bool)) -> [(usize, usize); 2] {
    let plain = Plain { case };
    let honest = which.get(&case.vendors);
    let mut lying = case.clone();
    let liar = which.get_mut(&mut lying.vendors);
    let tier = |tier: &Vec<String>| tier.iter().map(StallNumber::new).collect();
    liar.wishes = lie.iter().map(tier).collect();
    liar.flexible = *flexible;
    [case, &lying].map(|case| rank(&plain, honest, &assign(case).unwrap()))
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn a_better_number_never_worsens_the_first_placement(
        case in market(EVERYTHING).prop_map(nobody_grows),
        which in any::<Index>(),
        better in 0..8i64,
    ) {
        let mut improved = case.clone();
        let vendor = which.get_mut(&mut improved.vendors);
        vendor.seniority_rank = vendor.seniority_rank.min(better);
        let id = vendor.id.clone();
        let rank = |case: &Case| {
            let granted = assign(case).unwrap().granted.get(&id).copied();
            granted.map_or((true, 0, None::<GrantedTier>), |granted| (false, usize::MAX - granted.count, Some(granted.tier)))
        };
        let written = |case: &Case| serde_json::to_string(case).unwrap();
        prop_assert!(rank(&improved) <= rank(&case), "14: {} in {} and {}", id, written(&improved), written(&case));
    }

    #[test]
    fn misreported_wishes_never_improve_a_single_stall(lie in lies(SINGLES)) {
        let [truth, lied] = truth_and_lie(&lie);
        prop_assert!(truth <= lied, "15: {:?} gets {lied:?} instead of {truth:?} by {:?} in {}", lie.2.get(&lie.0.vendors).id, (&lie.1, lie.3), serde_json::to_string(&lie.0).unwrap());
    }

    #[test]
    fn misreported_wishes_never_improve_the_first_placement(lie in lies(EVERYTHING)) {
        let [truth, lied] = truth_and_lie(&lie);
        prop_assert!(truth <= lied, "15: {:?} gets {lied:?} instead of {truth:?} by {:?} in {}", lie.2.get(&lie.0.vendors).id, (&lie.1, lie.3), serde_json::to_string(&lie.0).unwrap());
    }
}
