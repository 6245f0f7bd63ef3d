//! An auditor who knows the rules and the case, but nothing of how the engine came to its answer. It lists what is broken;
//! the numbers are those of the list in the rules of assignment, and 0 stands for the proof of a refusal. Cheap enough for large markets.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Case, Outcome, Refusal, RefusalCode, Rule, StallNumber, Vendor, VendorId};
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
        let needs_wish = !vendor.flexible && vendor.own_stalls.is_empty() && !self.plain.is_guaranteed_anywhere(vendor);
        let has_wish = self.plain.wish(vendor, stalls).is_some();
        self.must(!needs_wish || has_wish, 8, format!("{id} has no wish in the run"));
    }

    /// A holder whose own stalls can all be used stands on them, on some of them, or on what he ranks above.
    fn own_stalls(&mut self, vendor: &Vendor, stalls: &Stalls) {
        let own = &vendor.own_stalls;
        if own.is_empty() || self.plain.own_usable(vendor) != *own {
            return;
        }
        let rank = |run: &Stalls| self.plain.wish(vendor, run).unwrap_or(usize::MAX);
        let keeps = own.is_subset(stalls) || stalls.is_subset(own);
        self.must(keeps || rank(stalls) < rank(own), 7, format!("{} lost {own:?} for {stalls:?}", vendor.id));
    }

    fn refusal(&mut self, vendor: &Vendor) {
        let Some(refusal) = self.outcome.rejected.get(&vendor.id) else { return };
        let own = self.plain.own_usable(vendor);
        let keeps_own = !own.is_empty() && own == vendor.own_stalls;
        self.must(!keeps_own, 7, format!("{} is refused although his own stalls can be used", vendor.id));
        self.proof(vendor, refusal);
        let least = self.plain.least(vendor);
        if refusal.code == RefusalCode::CategoryFull || least > self.plain.most(vendor) || !vendor.own_stalls.is_empty()
        {
            return;
        }
        self.must(!self.holds_back(vendor), 10, format!("{} is refused, a junior has what he accepts", vendor.id));
        let taken: Stalls = self.outcome.assigned.values().flatten().cloned().collect();
        let could = self.runs.with(least).any(|run| run.is_disjoint(&taken) && self.accepts(vendor, run));
        let has_room = self.plain.category_room(vendor, least, self.outcome);
        self.must(!(could && has_room), 11, format!("{} is refused beside a free run", vendor.id));
    }

    /// Holds the proof of a refusal against the plan: what suits, and who has it by a rule that the order bears out.
    fn proof(&mut self, vendor: &Vendor, refusal: &Refusal) {
        let id = &vendor.id;
        let shown: Stalls = refusal.stalls.iter().cloned().collect();
        let accepted = self.accepted_stalls(vendor);
        let is_own = refusal.code == RefusalCode::OwnStallUnavailable;
        let expected = if is_own { &vendor.own_stalls } else { &accepted };
        self.must(shown == *expected, 0, format!("the proof for {id} shows {shown:?}, not {expected:?}"));
        let is_full = refusal.code == RefusalCode::CategoryFull;
        let mut accounted = Stalls::new();
        for before in &refusal.before_you {
            let has: Stalls = self.outcome.assigned.get(&before.vendor).into_iter().flatten().cloned().collect();
            let named: Stalls = before.stalls.iter().cloned().collect();
            let is_true = named.is_subset(&has) && !named.is_empty() && (is_full || named.is_subset(&accepted));
            self.must(is_true, 0, format!("the proof for {id} says {} has {named:?}", before.vendor));
            let holder = self.plain.vendor(&before.vendor);
            self.must(self.bears_out(before.rule, holder, vendor), 0, format!("{} is not before {id}", before.vendor));
            accounted.extend(named);
        }
        let alone = self.plain.least(vendor) == 1 && vendor.own_stalls.is_empty() && !is_full;
        self.must(!alone || accounted == accepted, 0, format!("not every stall for {id} is accounted for"));
    }

    fn bears_out(&self, rule: Rule, holder: &Vendor, refused: &Vendor) -> bool {
        let (first, then) = (self.plain.turn(holder), self.plain.turn(refused));
        match rule {
            Rule::OwnStalls => !holder.own_stalls.is_empty(),
            Rule::Exchange => !holder.own_stalls.is_empty() && first > then,
            Rule::PriorityList => !first.0 && then.0,
            Rule::SpecialNeeds => first.0 == then.0 && first.1 < then.1 && self.plain.is_special(holder),
            Rule::MovingHolder => first.0 == then.0 && first.1 < then.1 && !holder.own_stalls.is_empty(),
            Rule::GuaranteedCount => first.0 == then.0 && first.1 < then.1 && holder.guaranteed_count > 0,
            Rule::AcceptsOne => (first.0, first.1) == (then.0, then.1) && !first.2 && then.2,
            Rule::Seniority => (first.0, first.1, first.2) == (then.0, then.1, then.2) && first.3 < then.3,
            Rule::EqualSeniority => first < then && first.3 == then.3,
        }
    }

    fn accepted_stalls(&self, vendor: &Vendor) -> Stalls {
        let takes_any = vendor.flexible || self.plain.is_guaranteed_anywhere(vendor);
        let pleases = |number: &StallNumber| takes_any || vendor.wishes.iter().flatten().any(|wish| wish == number);
        let in_rows = self.plain.case.market.rows.iter().flatten();
        let usable = in_rows.filter(|number| self.plain.is_usable(number) && self.plain.suits(vendor, number));
        usable.filter(|number| pleases(number)).cloned().collect()
    }

    /// Says whether a junior of the same group, or of a later one, holds a single stall the vendor would have accepted.
    fn holds_back(&self, refused: &Vendor) -> bool {
        let turn = self.plain.turn(refused);
        let accepts = |number: &StallNumber| self.accepts(refused, &Stalls::from([number.clone()]));
        let is_junior = |other: &&Vendor| other.own_stalls.is_empty() && self.plain.turn(other) > turn;
        self.plain.least(refused) == 1
            && self
                .plain
                .present()
                .into_iter()
                .filter(is_junior)
                .any(|junior| self.outcome.assigned.get(&junior.id).is_some_and(|stalls| stalls.iter().any(accepts)))
    }

    fn accepts(&self, vendor: &Vendor, run: &Stalls) -> bool {
        let takes_any = vendor.flexible || self.plain.is_guaranteed_anywhere(vendor);
        let pleases = takes_any || self.plain.wish(vendor, run).is_some();
        pleases && run.iter().all(|number| self.plain.suits(vendor, number))
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
