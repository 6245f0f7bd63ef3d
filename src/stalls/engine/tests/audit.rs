//! An auditor who knows the rules and the case, but nothing of how the engine came to its answer. It lists what is broken;
//! the numbers are those of the list in the rules of assignment, and 0 stands for the proof of a refusal and for the level that
//! was granted. Cheap enough for large markets.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Case, Granted, Outcome, Refusal, RefusalCode, Rule, StallNumber, Vendor, VendorId};
use super::plain::{Plain, Stalls};

/// Lists the broken rules.
pub(super) fn broken_rules(case: &Case, outcome: &Outcome) -> Vec<String> {
    let plain = Plain { case };
    let mut audit = Audit { broken: Vec::new(), runs: Runs::of(&plain), plain, outcome };
    audit.everyone_is_in_one_list();
    audit.no_stall_twice();
    for vendor in audit.plain.present() {
        match outcome.assigned.get(&vendor.id) {
            Some(stalls) => audit.place(vendor, &stalls.iter().cloned().collect()),
            None => audit.refusal(vendor),
        }
    }
    audit.categories();
    audit.broken
}

struct Audit<'a> {
    plain: Plain<'a>,
    outcome: &'a Outcome,
    runs: Runs,
    broken: Vec<String>,
}

/// Knows which sets of stalls are runs, by length.
struct Runs(BTreeMap<usize, BTreeSet<Stalls>>);

impl Runs {
    fn of(plain: &Plain<'_>) -> Self {
        let most = plain.case.vendors.iter().map(|vendor| plain.most(vendor).max(vendor.wants.min)).max().unwrap_or(0);
        Self((1..=most.min(8)).map(|count| (count, plain.runs(count).into_iter().collect())).collect())
    }

    fn with(&self, count: usize) -> impl Iterator<Item = &Stalls> {
        self.0.get(&count).into_iter().flatten()
    }

    fn holds(&self, run: &Stalls) -> bool {
        self.0.get(&run.len()).is_some_and(|runs| runs.contains(run))
    }
}

impl Audit<'_> {
    fn must(&mut self, holds: bool, rule: usize, what: String) {
        if !holds {
            self.broken.push(format!("{rule}: {what}"));
        }
    }

    fn everyone_is_in_one_list(&mut self) {
        let present: BTreeSet<&VendorId> = self.plain.present().iter().map(|vendor| &vendor.id).collect();
        let answered = || self.outcome.assigned.keys().chain(self.outcome.rejected.keys());
        let listed: BTreeSet<&VendorId> = answered().collect();
        let count = answered().count();
        self.must(listed.is_subset(&present), 2, "an absent vendor is answered".to_owned());
        self.must(listed == present && count == listed.len(), 9, "someone is not in exactly one list".to_owned());
    }

    fn no_stall_twice(&mut self) {
        let given: Vec<&StallNumber> = self.outcome.assigned.values().flatten().collect();
        let once: BTreeSet<&StallNumber> = given.iter().copied().collect();
        self.must(once.len() == given.len(), 1, "a stall is given twice".to_owned());
    }

    fn place(&mut self, vendor: &Vendor, stalls: &Stalls) {
        let id = &vendor.id;
        let is_usable = stalls.iter().all(|number| self.plain.is_usable(number));
        self.must(is_usable, 2, format!("{id} stands on a stall nobody may use"));
        self.must(self.runs.holds(stalls) || *stalls == vendor.own_stalls, 3, format!("{id} has no run: {stalls:?}"));
        let suits = |number: &StallNumber| vendor.own_stalls.contains(number) || self.plain.suits(vendor, number);
        self.must(stalls.iter().all(suits), 4, format!("a stall of {id} does not suit"));
        self.must(self.plain.least(vendor) <= stalls.len(), 5, format!("{id} has too few"));
        self.must(stalls.len() <= self.plain.most(vendor), 5, format!("{id} has too many"));
        self.own_stalls(vendor, stalls);
        let has_wish = self.plain.wish(vendor, stalls).is_some();
        let needs_wish = !self.plain.takes_any(vendor) && !self.plain.keeps_own(vendor);
        self.must(!needs_wish || has_wish, 8, format!("{id} has no wish in the run"));
        let holds = self.outcome.granted.get(id).is_some_and(|granted| {
            granted.count == stalls.len() && self.plain.satisfying(vendor, *granted).contains(stalls)
        });
        self.must(holds, 0, format!("{id} has {stalls:?}, which is not the level granted"));
    }

    /// A holder who can keep own stalls stands on them, on what he ranks above, or on them and others.
    fn own_stalls(&mut self, vendor: &Vendor, stalls: &Stalls) {
        if !self.plain.keeps_own(vendor) {
            return;
        }
        let kept = self.plain.kept(vendor, self.plain.kept_count(vendor));
        let rank = |run: &Stalls| self.plain.wish(vendor, run).unwrap_or(usize::MAX);
        let own = kept.iter().map(rank).min().unwrap_or(usize::MAX);
        let keeps = kept.iter().any(|own| own.is_subset(stalls));
        let moves = !self.plain.stays(vendor) && rank(stalls) < own;
        self.must(keeps || moves, 7, format!("{} lost {kept:?} for {stalls:?}", vendor.id));
    }

    fn refusal(&mut self, vendor: &Vendor) {
        let Some(refusal) = self.outcome.rejected.get(&vendor.id) else { return };
        let keeps_own = self.plain.keeps_own(vendor);
        self.must(!keeps_own, 7, format!("{} is refused although own stalls can be used", vendor.id));
        let least = self.plain.least(vendor);
        let has_room = self.plain.category_room(vendor, least, self.outcome);
        let named: Stalls = refusal.before_you.iter().flat_map(|before| before.stalls.iter().cloned()).collect();
        let is_own = refusal.code == RefusalCode::OwnStallUnavailable;
        let is_full =
            refusal.code == RefusalCode::CategoryFull || (is_own && !has_room && self.fills_a_category(vendor, &named));
        self.proof(vendor, refusal, is_full);
        if is_full || least > self.plain.most(vendor) || self.plain.is_stranded(vendor) {
            return;
        }
        let is_free = |number: &StallNumber| !self.outcome.assigned.values().flatten().any(|taken| taken == number);
        let runs: Vec<&Stalls> = self.runs.with(least).filter(|run| self.accepts(vendor, run)).collect();
        let could = runs.iter().any(|run| run.iter().all(is_free));
        let juniors = self.held_by_juniors(vendor);
        let was_free = |number: &StallNumber| is_free(number) || juniors.contains(number);
        let could_before = runs.iter().any(|run| run.iter().all(was_free));
        self.must(!(could && has_room), 11, format!("{} is refused beside a free run", vendor.id));
        // What somebody grew away from may be of use to a senior only together with what a junior has got meanwhile.
        let grew_away =
            |(id, granted): (&VendorId, &Granted)| self.plain.may_have_grown_away(self.plain.vendor(id), *granted);
        if least > 1 && self.outcome.granted.iter().any(grew_away) {
            return;
        }
        let had_room = self.plain.category_room(vendor, least, &self.without(&juniors));
        self.must(!(could_before && had_room), 10, format!("{} is refused, juniors have what he accepts", vendor.id));
    }

    /// Gives the outcome as if those who have any of these stalls had none.
    fn without(&self, juniors: &Stalls) -> Outcome {
        let mut outcome = self.outcome.clone();
        outcome.assigned.retain(|_, stalls| !stalls.iter().any(|number| juniors.contains(number)));
        outcome
    }

    /// Lists what those have who were dealt later, and what holders who stay added to their own stalls.
    fn held_by_juniors(&self, refused: &Vendor) -> Stalls {
        let turn = self.plain.turn(refused);
        let held = self.plain.present().into_iter().flat_map(|other| {
            let is_junior = other.own_stalls.is_empty() && self.plain.turn(other) > turn;
            let has_grown = self.plain.stays(other) && self.plain.turn(other).0 >= turn.0;
            let stalls = self.outcome.assigned.get(&other.id).into_iter().flatten();
            stalls.filter(move |number| is_junior || (has_grown && !other.own_stalls.contains(*number)))
        });
        held.cloned().collect()
    }

    /// Holds the proof of a refusal against the plan: what suits, and who has it by a rule that the order bears out.
    /// Whatever he accepts is accounted for: it is named as somebody's, or free and no run; a full category is told by its members.
    fn proof(&mut self, vendor: &Vendor, refusal: &Refusal, is_full: bool) {
        let id = &vendor.id;
        let shown: Stalls = refusal.stalls.iter().cloned().collect();
        let accepted = self.accepted_stalls(vendor);
        let is_own = refusal.code == RefusalCode::OwnStallUnavailable;
        let expected = if is_own { &vendor.own_stalls } else { &accepted };
        self.must(shown == *expected, 0, format!("the proof for {id} shows {shown:?}, not {expected:?}"));
        if self.is_beyond_an_empty_market(vendor) {
            let blames_nobody = refusal.before_you.is_empty();
            self.must(blames_nobody, 0, format!("{id} would get nothing even alone, but others are named"));
            return;
        }
        let mut accounted = Stalls::new();
        for before in &refusal.before_you {
            let has: Stalls = self.outcome.assigned.get(&before.vendor).into_iter().flatten().cloned().collect();
            let named: Stalls = before.stalls.iter().cloned().collect();
            let is_true = named.is_subset(&has) && !named.is_empty() && (is_full || named.is_subset(&accepted));
            self.must(is_true, 0, format!("the proof for {id} says {} has {named:?}", before.vendor));
            let holder = self.plain.vendor(&before.vendor);
            let bears_out = self.bears_out(before.rule, (holder, &named), (vendor, is_full));
            self.must(bears_out, 0, format!("{} is not before {id} by {:?}", before.vendor, before.rule));
            accounted.extend(named);
        }
        if self.plain.is_stranded(vendor) {
            return;
        }
        if is_full {
            let fills = self.fills_a_category(vendor, &accounted);
            self.must(fills, 0, format!("those named for {id} do not fill a category"));
            return;
        }
        let taken: Stalls = self.outcome.assigned.values().flatten().cloned().collect();
        let expected = if self.plain.least(vendor) == 1 { accepted } else { &accepted & &taken };
        self.must(accounted == expected, 0, format!("not every stall for {id} is accounted for"));
    }

    /// Says whether an applicant would be refused even if nobody else came.
    fn is_beyond_an_empty_market(&self, vendor: &Vendor) -> bool {
        let least = self.plain.least(vendor);
        let mut limits = vendor.categories.iter().filter_map(|name| self.plain.case.market.categories.get(name));
        let comes_new = vendor.own_stalls.is_empty() && vendor.guaranteed_count == 0;
        comes_new
            && (least > self.plain.most(vendor)
                || !self.runs.with(least).any(|run| self.accepts(vendor, run))
                || limits
                    .any(|limits| limits.max_stalls.is_some_and(|most| most < least) || limits.max_vendors == Some(0)))
    }

    /// Says whether the named stalls leave no room in one of the vendor's categories.
    fn fills_a_category(&self, vendor: &Vendor, named: &Stalls) -> bool {
        let limits = |name| self.plain.case.market.categories.get(name).map(|limits| (name, limits));
        vendor.categories.iter().filter_map(limits).any(|(name, limits)| {
            let members = self.plain.present().into_iter().filter(|other| other.categories.contains(name));
            let stalls = members.filter_map(|other| self.outcome.assigned.get(&other.id));
            let counts: Vec<usize> = stalls
                .map(|stalls| stalls.iter().filter(|number| named.contains(*number)).count())
                .filter(|count| *count > 0)
                .collect();
            let more = self.plain.least(vendor);
            limits.max_stalls.is_some_and(|most| counts.iter().sum::<usize>() + more > most)
                || limits.max_vendors.is_some_and(|most| counts.len() + 1 > most)
        })
    }

    fn bears_out(&self, rule: Rule, (holder, named): (&Vendor, &Stalls), (refused, is_full): (&Vendor, bool)) -> bool {
        let (first, then) = (self.plain.turn(holder), self.plain.turn(refused));
        let is_own = !named.is_disjoint(&holder.own_stalls);
        let in_order = first.0 == then.0 && first < then && !is_own && !self.plain.stays(holder);
        let is_holder = !holder.own_stalls.is_empty();
        match rule {
            Rule::OwnStalls => named.is_subset(&holder.own_stalls),
            Rule::Exchange => is_holder && !is_own && first > then && !self.plain.stays(holder),
            Rule::PriorityList => !first.0 && then.0 && !is_own,
            Rule::SpecialNeeds => in_order && first.1 < then.1 && self.plain.is_special(holder),
            Rule::MovingHolder => in_order && first.1 < then.1 && is_holder,
            Rule::GuaranteedCount => in_order && first.1 < then.1 && holder.guaranteed_count > 0,
            Rule::AcceptsOne => in_order && first.1 == then.1 && !first.2 && then.2,
            Rule::Seniority => in_order && (first.1, first.2) == (then.1, then.2) && first.3 < then.3,
            Rule::EqualSeniority => in_order && first.3 == then.3,
            Rule::LeftOver => {
                let came_later = first > then || is_holder;
                first.0 >= then.0 && came_later && !is_own && (is_full || self.plain.least(refused) > 1)
            }
        }
    }

    fn accepted_stalls(&self, vendor: &Vendor) -> Stalls {
        let pleases = |number: &StallNumber| {
            self.plain.takes_any(vendor) || vendor.wishes.iter().flatten().any(|wish| wish == number)
        };
        let in_rows = self.plain.case.market.rows.iter().flatten();
        let usable = in_rows.filter(|number| self.plain.is_usable(number) && self.plain.suits(vendor, number));
        usable.filter(|number| pleases(number)).cloned().collect()
    }

    fn accepts(&self, vendor: &Vendor, run: &Stalls) -> bool {
        let pleases = self.plain.takes_any(vendor) || self.plain.wish(vendor, run).is_some();
        pleases && run.iter().all(|number| self.plain.suits(vendor, number) || vendor.own_stalls.contains(number))
    }

    fn categories(&mut self) {
        for (name, category) in &self.plain.case.market.categories {
            let members = || self.plain.present().into_iter().filter(|vendor| vendor.categories.contains(name));
            let has = |vendor: &Vendor| self.outcome.assigned.get(&vendor.id).map_or(0, Vec::len);
            let placed: usize = members().map(has).sum();
            let own: usize = members().map(|vendor| vendor.own_stalls.len()).sum();
            let vendors = members().filter(|vendor| has(vendor) > 0).count();
            let holders = members().filter(|vendor| !vendor.own_stalls.is_empty()).count();
            let stalls_fit = category.max_stalls.is_none_or(|most| placed <= most.max(own));
            let vendors_fit = category.max_vendors.is_none_or(|most| vendors <= most.max(holders));
            self.must(stalls_fit && vendors_fit, 6, format!("{name:?} has more than its limit"));
        }
    }
}
