//! What the council is told of a market: its size, who trades there in kinds, who came. Pure.
use super::figures::Figures;
use super::model::{Asked, Fate, SeasonDay, Seller, Tally};
use crate::kernel::ids::{HouseholdId, StallId};
use crate::kernel::persian::sort_key;
use crate::stalls::engine::{Case, Market};
use crate::stalls::model::{CategoryRule, Drawing, Rules, SiteCard};
use std::collections::{BTreeMap, BTreeSet};

/// The size of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub stalls: usize,
    pub usable: usize,
    pub usable_cm: i64,
}

impl Size {
    pub fn of(drawing: &Drawing) -> Size {
        let usable = || drawing.stalls().filter(|stall| !stall.is_blocked());
        Size {
            stalls: drawing.stalls().count(),
            usable: usable().count(),
            usable_cm: usable().map(|stall| i64::from(stall.width_cm)).sum(),
        }
    }
}

/// The rules by which the stalls of some days were dealt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DealtBy {
    pub rules: Rules,
    pub categories: Vec<CategoryRule>,
    /// Whether they were others on some of the days; these are those of the last one.
    pub differ: bool,
}

impl DealtBy {
    /// As they stand in what was dealt, whatever they became since; the rules of today where no day can be read.
    pub fn of(days: &[SeasonDay], (site, drawing): (&SiteCard, &Drawing)) -> DealtBy {
        let mut known: Vec<(Rules, Vec<CategoryRule>)> =
            days.iter().filter_map(|day| day.case.as_ref()).map(rules_of).collect();
        known.dedup();
        let differ = known.len() > 1;
        let (rules, categories) = known.pop().unwrap_or_else(|| (site.rules, drawing.categories.clone()));
        DealtBy { rules, categories, differ }
    }
}

fn rules_of(case: &Case) -> (Rules, Vec<CategoryRule>) {
    let Market { max_stalls_per_vendor, ab_list_active, refused_last_time_first, categories, .. } = &case.market;
    let limit = |most: Option<usize>| most.map(|most| i32::try_from(most).unwrap_or(i32::MAX));
    let of_categories = categories.iter().map(|(name, rule)| CategoryRule {
        category: name.to_string(),
        required: rule.required,
        max_stalls: limit(rule.max_stalls),
        max_vendors: limit(rule.max_vendors),
    });
    let rules = Rules {
        max_each: limit(*max_stalls_per_vendor),
        ab_list: *ab_list_active,
        refused_first: *refused_last_time_first,
    };
    (rules, of_categories.collect())
}

/// One kind of goods in the mix: how many sell it, and on how many stalls, each day by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trade {
    pub category: String,
    pub sellers: usize,
    pub stalls: usize,
}

/// What was on a stall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Use {
    pub days: usize,
    /// What was sold there last, and by whom, if that is told.
    pub category: String,
    pub seller: Option<Seller>,
}

/// The days of a pack, counted.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub days: usize,
    pub total: Tally,
    /// The kind with the most stalls first.
    pub trades: Vec<Trade>,
    pub uses: BTreeMap<StallId, Use>,
    /// Whoever stood there and is told, in the order of their names.
    pub sellers: Vec<Trader>,
}

/// One seller with what was sold last, on how many days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trader {
    pub name: String,
    pub category: String,
    pub days: usize,
}

impl Counted {
    /// `sellers` holds whom the reader is told; nobody on the copy for the public.
    pub fn of(days: &[SeasonDay], sellers: &BTreeMap<HouseholdId, Seller>) -> Counted {
        Counted {
            days: days.len(),
            total: Figures::of(days).total,
            trades: trades(days),
            uses: uses(days, sellers),
            sellers: traders(days, sellers),
        }
    }
}

/// Who stood on a stall in the end.
fn placed(days: &[SeasonDay]) -> impl Iterator<Item = &Asked> {
    let requests = days.iter().flat_map(|day| &day.requests);
    requests.filter(|request| matches!(request.fate, Fate::Stood(_) | Fate::WalkedIn) && !request.held.is_empty())
}

fn trades(days: &[SeasonDay]) -> Vec<Trade> {
    let mut found: BTreeMap<&str, (BTreeSet<HouseholdId>, usize)> = BTreeMap::new();
    for request in placed(days) {
        let (sellers, stalls) = found.entry(&request.category).or_default();
        sellers.insert(request.household);
        *stalls += request.held.len();
    }
    let mut trades: Vec<Trade> = found
        .into_iter()
        .map(|(category, (sellers, stalls))| Trade { category: category.to_owned(), sellers: sellers.len(), stalls })
        .collect();
    trades.sort_by_key(|trade| std::cmp::Reverse(trade.stalls));
    trades
}

fn uses(days: &[SeasonDay], sellers: &BTreeMap<HouseholdId, Seller>) -> BTreeMap<StallId, Use> {
    let mut uses: BTreeMap<StallId, Use> = BTreeMap::new();
    for request in placed(days) {
        for stall in &request.held {
            let of = uses.entry(*stall).or_default();
            of.days += 1;
            of.category.clone_from(&request.category);
            of.seller = sellers.get(&request.household).cloned();
        }
    }
    uses
}

fn traders(days: &[SeasonDay], sellers: &BTreeMap<HouseholdId, Seller>) -> Vec<Trader> {
    let mut found: BTreeMap<HouseholdId, Trader> = BTreeMap::new();
    for request in placed(days) {
        let Some(name) = sellers.get(&request.household).and_then(Seller::words) else {
            continue;
        };
        let trader = found.entry(request.household).or_insert(Trader { name, category: String::new(), days: 0 });
        trader.category.clone_from(&request.category);
        trader.days += 1;
    }
    let mut traders: Vec<Trader> = found.into_values().collect();
    traders.sort_by_cached_key(|trader| sort_key(&trader.name));
    traders
}
