//! The proof of a refusal: who has the stalls in question, and the rule that gave them to him.
//! Own stalls and the stalls added to them have different rules, so a holder may be named twice.

use std::collections::BTreeMap;

use super::deal::{Dealer, Denial};
use super::entrant::{Entrant, Footing};
use super::level::Tier;
use super::outcome::{BeforeYou, Rule};
use super::roster::{Insists, Turn};
use super::table::{StallIx, VendorIx};

impl<'a> Dealer<'a> {
    /// Lists who has stalls that the vendor would have accepted.
    pub(super) fn who_hold(&self, refused: &Entrant<'a>, accepted: &[StallIx]) -> Vec<BeforeYou> {
        let mut held: BTreeMap<VendorIx, Vec<StallIx>> = BTreeMap::new();
        for stall in accepted {
            if let Some(holder) = self.position.packing.holder_of(*stall) {
                held.entry(holder).or_default().push(*stall);
            }
        }
        let holders = held.into_iter().filter_map(|(holder, stalls)| Some((self.roster.entrant(holder)?, stalls)));
        holders.flat_map(|(holder, stalls)| self.before(holder, refused, &stalls)).collect()
    }

    /// Lists who fill the categories that have no room for the vendor. Who only came to one after it was full is left out.
    pub(super) fn who_fill_the_category(&self, refused: &Entrant<'a>, denial: Denial) -> Vec<BeforeYou> {
        let full = self.full_categories(refused, refused.counts.least);
        let fills = |other: &&Entrant<'a>| full.iter().any(|name| other.vendor.categories.contains(*name));
        let placed = self.roster.entrants.iter().filter(fills);
        let before = placed.flat_map(|other| {
            let stalls = self.position.packing.stalls_of(other.ix);
            self.before(other, refused, &stalls)
        });
        let was_full_for_one = denial == Denial::CategoryFull && refused.counts.least == 1;
        before.filter(|before| !was_full_for_one || before.rule != Rule::LeftOver).collect()
    }

    fn before(&self, holder: &Entrant<'a>, refused: &Entrant<'a>, stalls: &[StallIx]) -> Vec<BeforeYou> {
        let (own, others): (Vec<StallIx>, Vec<StallIx>) = stalls.iter().partition(|stall| holder.owns(**stall));
        let by_rule = [(Some(Rule::OwnStalls), own), (self.rule(holder, refused), others)];
        let named = by_rule.into_iter().filter(|(_, stalls)| !stalls.is_empty());
        let before = |(rule, stalls): (Option<Rule>, Vec<StallIx>)| {
            Some(BeforeYou { vendor: holder.vendor.id.clone(), stalls: self.numbers(&stalls), rule: rule? })
        };
        named.filter_map(before).collect()
    }

    /// Gives the rule by which the holder has stalls that are not his own.
    fn rule(&self, holder: &Entrant<'a>, refused: &Entrant<'a>) -> Option<Rule> {
        let (first, then) = (self.roster.turn(holder.ix)?, self.roster.turn(refused.ix)?);
        let has_moved = holder.footing == Footing::Moving && !self.stands_on_own(holder);
        Some(if first.priority < then.priority {
            Rule::PriorityList
        } else if first > then && has_moved {
            Rule::Exchange
        } else if first > then || (holder.keeps_own() && !has_moved) {
            Rule::LeftOver
        } else {
            rule_of_order((holder, first), (refused, then))
        })
    }

    /// Says whether what the holder has is the own stalls, perhaps with others added.
    fn stands_on_own(&self, holder: &Entrant<'a>) -> bool {
        self.position.granted.at(holder.ix).is_some_and(|level| level.tier == Tier::Own)
    }
}

/// Gives the first rule that puts the holder before the other inside one part of the dealing.
fn rule_of_order((holder, first): (&Entrant<'_>, Turn), (refused, then): (&Entrant<'_>, Turn)) -> Rule {
    if first.group != then.group {
        rule_of_group(holder, refused)
    } else if first.insists != then.insists && then.insists == Insists::OnMoreThanOne {
        Rule::AcceptsOne
    } else if first.seniority != then.seniority {
        Rule::Seniority
    } else {
        Rule::EqualSeniority
    }
}

/// Says what put the holder's group before the other's.
fn rule_of_group(holder: &Entrant<'_>, refused: &Entrant<'_>) -> Rule {
    let is_special = |entrant: &Entrant<'_>| entrant.requirements.are_special();
    match holder.footing {
        _ if is_special(holder) && !is_special(refused) => Rule::SpecialNeeds,
        Footing::Staying | Footing::Moving | Footing::Displaced | Footing::Stranded => Rule::MovingHolder,
        Footing::Guaranteed => Rule::GuaranteedCount,
        Footing::Applicant => Rule::SpecialNeeds,
    }
}
