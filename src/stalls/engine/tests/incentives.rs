//! Properties 14 and 15 on random small markets: seniority and telling the truth never hurt.
//! Property 15 is for first placements and for holders who own no more than they want; the last test shows why. Growth is left
//! out because a level of more stalls and a worse wish may come before one of fewer and a better, by the rules, not by a lie.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::super::{Case, GrantedTier, Outcome, StallNumber, Vendor, assign};
use super::markets::{EVERYTHING, SINGLES, any_market, many, market, wishes};
use super::plain::{Plain, Stalls, nobody_grows};
use super::rules::{case, plan};

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

/// A vendor of a market, and the wishes he might name instead of his own.
#[derive(Clone, Debug)]
struct Lie {
    case: Case,
    which: Index,
    wishes: Vec<Vec<String>>,
    flexible: bool,
}

/// Leaves every holder only as many own stalls as he can keep, so that none of them has a choice.
fn owns_what_he_keeps(mut case: Case) -> Case {
    let plain = Plain { case: &case };
    let kept: Vec<Option<Stalls>> = case
        .vendors
        .iter()
        .map(|vendor| plain.kept(vendor, plain.kept_count(vendor)).pop().filter(|_| plain.keeps_own(vendor)))
        .collect();
    for (vendor, kept) in case.vendors.iter_mut().zip(kept) {
        vendor.own_stalls = kept.unwrap_or(vendor.own_stalls.clone());
    }
    case
}

fn lies(markets: impl Strategy<Value = Case>) -> impl Strategy<Value = Lie> {
    markets.prop_map(owns_what_he_keeps).prop_map(nobody_grows).prop_flat_map(move |case| {
        let stalls = case.market.stalls.len();
        (Just(case), any::<Index>(), wishes(EVERYTHING, stalls), any::<bool>())
            .prop_map(|(case, which, wishes, flexible)| Lie { case, which, wishes, flexible })
    })
}

impl Lie {
    fn honest(&self) -> &Vendor {
        self.which.get(&self.case.vendors)
    }

    /// Gives what the vendor gets by the truth and by the lie.
    fn truth_and_lie(&self) -> [(usize, usize); 2] {
        let plain = Plain { case: &self.case };
        let mut lying = self.case.clone();
        let liar = self.which.get_mut(&mut lying.vendors);
        let tier = |tier: &Vec<String>| tier.iter().map(StallNumber::new).collect();
        liar.wishes = self.wishes.iter().map(tier).collect();
        liar.flexible = self.flexible;
        [&self.case, &lying].map(|case| rank(&plain, self.honest(), &assign(case).unwrap()))
    }

    fn does_not_pay(&self) -> Result<(), TestCaseError> {
        let [truth, lied] = self.truth_and_lie();
        let case = serde_json::to_string(&self.case).unwrap();
        let named = (&self.wishes, self.flexible);
        prop_assert!(truth <= lied, "15: {} gets {lied:?}, not {truth:?}, by {named:?} in {case}", self.honest().id);
        Ok(())
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn a_better_number_never_worsens_the_first_placement(
        case in any_market().prop_map(nobody_grows),
        which in any::<Index>(),
        better in 0..8i64,
    ) {
        let mut improved = case.clone();
        let vendor = which.get_mut(&mut improved.vendors);
        vendor.seniority_rank = vendor.seniority_rank.min(better);
        let id = vendor.id.clone();
        let rank = |case: &Case| {
            let granted = assign(case).unwrap().granted.get(&id).copied();
            granted.map_or((usize::MAX, GrantedTier::Anywhere), |granted| (usize::MAX - granted.count, granted.tier))
        };
        let written = |case: &Case| serde_json::to_string(case).unwrap();
        prop_assert!(rank(&improved) <= rank(&case), "14: {id} in {} and {}", written(&improved), written(&case));
    }

    #[test]
    fn misreported_wishes_never_improve_a_single_stall(lie in lies(market(SINGLES))) {
        lie.does_not_pay()?;
    }

    #[test]
    fn misreported_wishes_never_improve_the_first_placement(lie in lies(any_market())) {
        lie.does_not_pay()?;
    }
}

/// The smallest market in which a lie pays: `a` owns 1 and 2, wants one of them and would rather have 3. By the truth he can
/// let `c` have 2 and still stand on 1, so nobody gives him an early turn. If he pretends that 2 is dear to him, `c` has to
/// ask him for it, and with the turn of `c` he is before `b`. Were he not asked, `c` would push him off a stall he ranks higher.
#[test]
fn whoever_owns_more_than_he_wants_may_pretend_that_one_is_dear_to_him() {
    let row = |wishes: Value| {
        let mut row = case(
            "1 2 3 4",
            json!([
                { "id": "a", "seniority_rank": 2, "permanent_stalls": ["1", "2"], "preferences": wishes },
                { "id": "b", "seniority_rank": 1, "permanent_stalls": ["4"], "preferences": [["3"]] },
                { "id": "c", "preferences": [["2"]], "flexible": false, "refused_last_time": true },
            ]),
        );
        row["market"]["refused_last_time_first"] = json!(true);
        row
    };
    assert_eq!(plan(&row(json!([["3"]]))), "a:1, b:3, c:2");
    assert_eq!(plan(&row(json!([["3"], ["2"]]))), "a:3, b:4, c:2");
}
