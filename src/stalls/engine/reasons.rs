//! Why somebody is refused: the code, the stalls he would have accepted, who has them and by which rule.
//! Read off the finished dealing, so that the proof shows what everyone can see on the plan.

use std::collections::BTreeMap;

use super::deal::{Dealer, Denial};
use super::entrant::{Entrant, Footing};
use super::names::StallNumber;
use super::outcome::{BeforeYou, Refusal, RefusalCode, Rule};
use super::roster::Insists;
use super::site::Run;
use super::table::{StallIx, VendorIx};

impl<'a> Dealer<'a> {
    /// Gives the reason and the proof for a refused vendor.
    pub(super) fn refusal(&self, entrant: &Entrant<'a>, denial: Denial) -> Refusal {
        let accepted = self.accepted(entrant);
        let code = self.code(entrant, denial, &accepted);
        let before_you = match code {
            RefusalCode::CategoryFull => self.fill_the_category(entrant),
            _ if entrant.footing == Footing::Stranded => Vec::new(),
            _ => self.hold(entrant, &accepted),
        };
        let stalls = if code == RefusalCode::OwnStallUnavailable {
            entrant.vendor.own_stalls.iter().cloned().collect()
        } else {
            self.numbers(&accepted)
        };
        Refusal { code, stalls, before_you }
    }

    fn code(&self, entrant: &Entrant<'a>, denial: Denial, accepted: &[StallIx]) -> RefusalCode {
        let suitable = self.suitable(entrant);
        let least = entrant.counts.least;
        if matches!(entrant.footing, Footing::Displaced | Footing::Stranded) {
            RefusalCode::OwnStallUnavailable
        } else if !entrant.takes_any() && !entrant.has_wishes() {
            RefusalCode::NoWishAvailable
        } else if suitable.is_empty() {
            RefusalCode::NoSuitableStall
        } else if denial == Denial::CategoryFull {
            RefusalCode::CategoryFull
        } else if accepted.is_empty() {
            RefusalCode::NoWishAvailable
        } else if suitable.len() < least || entrant.counts.most < least {
            RefusalCode::MinimumUnavailable
        } else if !self.has_run(entrant) {
            RefusalCode::NoAdjacentRun
        } else {
            self.code_for_taken(entrant, &suitable, accepted)
        }
    }

    /// Gives the code where runs exist that would do, but others have them.
    fn code_for_taken(&self, entrant: &Entrant<'a>, suitable: &[StallIx], accepted: &[StallIx]) -> RefusalCode {
        let is_free = |stall: &StallIx| self.position.packing.holder_of(*stall).is_none();
        let free = suitable.iter().filter(|stall| is_free(stall)).count();
        let is_market_full = !self.site.stalls().any(|(stall, _)| self.site.is_open(stall) && is_free(&stall));
        if !entrant.takes_any() && !accepted.iter().any(is_free) {
            RefusalCode::NoWishAvailable
        } else if is_market_full {
            RefusalCode::MarketFull
        } else if free == 0 {
            RefusalCode::NoSuitableStall
        } else if free < entrant.counts.least {
            RefusalCode::MinimumUnavailable
        } else {
            RefusalCode::NoAdjacentRun
        }
    }

    /// Says whether the drawing has a run of the least count with an accepted stall, whoever may stand there.
    fn has_run(&self, entrant: &Entrant<'a>) -> bool {
        let pleases = |run: &Run| entrant.takes_any() || entrant.best_tier(run).is_some();
        let suits = |run: &Run| run.iter().all(|stall| entrant.suits(*stall));
        self.site.runs(entrant.counts.least).iter().any(|run| suits(run) && pleases(run))
    }

    fn suitable(&self, entrant: &Entrant<'a>) -> Vec<StallIx> {
        let stalls = self.site.stalls().map(|(stall, _)| stall);
        stalls.filter(|stall| entrant.suits(*stall)).collect()
    }

    fn accepted(&self, entrant: &Entrant<'a>) -> Vec<StallIx> {
        let mut stalls = self.suitable(entrant);
        if !entrant.takes_any() {
            stalls.retain(|stall| entrant.wish_tier(*stall).is_some());
        }
        stalls
    }

    /// Lists who came before the vendor and has stalls he would have accepted.
    fn hold(&self, entrant: &Entrant<'a>, accepted: &[StallIx]) -> Vec<BeforeYou> {
        let mut held: BTreeMap<VendorIx, Vec<StallIx>> = BTreeMap::new();
        for stall in accepted {
            if let Some(holder) = self.position.packing.holder_of(*stall) {
                held.entry(holder).or_default().push(*stall);
            }
        }
        let holders = held.into_iter().filter_map(|(holder, stalls)| Some((self.roster.entrant(holder)?, stalls)));
        holders.filter_map(|(holder, stalls)| self.before(holder, entrant, &stalls)).collect()
    }

    fn fill_the_category(&self, entrant: &Entrant<'a>) -> Vec<BeforeYou> {
        let shares = |other: &&Entrant<'a>| !other.vendor.categories.is_disjoint(&entrant.vendor.categories);
        let placed = self.roster.entrants.iter().filter(shares).filter_map(|other| {
            let stalls = self.position.packing.stalls_of(other.ix);
            (!stalls.is_empty()).then_some((other, stalls))
        });
        placed.filter_map(|(other, stalls)| self.before(other, entrant, &stalls)).collect()
    }

    fn before(&self, holder: &Entrant<'a>, refused: &Entrant<'a>, stalls: &[StallIx]) -> Option<BeforeYou> {
        let rule = self.rule(holder, refused)?;
        Some(BeforeYou { vendor: holder.vendor.id.clone(), stalls: self.numbers(stalls), rule })
    }

    /// Gives the first rule that puts the holder before the other, if one does.
    fn rule(&self, holder: &Entrant<'a>, refused: &Entrant<'a>) -> Option<Rule> {
        let (first, then) = (self.roster.turn(holder.ix)?, self.roster.turn(refused.ix)?);
        let stalls = self.position.packing.stalls_of(holder.ix);
        if holder.keeps_own() && stalls.iter().all(|stall| holder.owns(*stall)) {
            Some(Rule::OwnStalls)
        } else if first > then {
            (holder.footing == Footing::Moving).then_some(Rule::Exchange)
        } else if first.priority != then.priority {
            Some(Rule::PriorityList)
        } else if first.group != then.group {
            Some(rule_of_group(holder, refused))
        } else if first.insists != then.insists && then.insists == Insists::OnMoreThanOne {
            Some(Rule::AcceptsOne)
        } else if first.seniority != then.seniority {
            Some(Rule::Seniority)
        } else {
            Some(Rule::EqualSeniority)
        }
    }

    /// Names stalls in the order of their numbers.
    pub(super) fn numbers(&self, stalls: &[StallIx]) -> Vec<StallNumber> {
        let mut stalls = stalls.to_vec();
        stalls.sort_by_key(|stall| self.site.rank(*stall));
        stalls.iter().filter_map(|stall| self.site.number(*stall).cloned()).collect()
    }
}

/// Says what put the holder's group before the other's.
fn rule_of_group(holder: &Entrant<'_>, refused: &Entrant<'_>) -> Rule {
    let is_special = |entrant: &Entrant<'_>| entrant.requirements.are_special();
    match holder.footing {
        Footing::Staying | Footing::Stranded => Rule::OwnStalls,
        _ if is_special(holder) && !is_special(refused) => Rule::SpecialNeeds,
        Footing::Moving | Footing::Displaced => Rule::MovingHolder,
        Footing::Guaranteed => Rule::GuaranteedCount,
        Footing::Applicant => Rule::SpecialNeeds,
    }
}
