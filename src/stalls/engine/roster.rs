//! The vendors who are there on the day, each once, and the order in which they are dealt.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, List, Vendor};
use super::entrant::{Entrant, Footing};
use super::names::VendorId;
use super::site::Site;
use super::suitability::SuitsPool;
use super::table::{StallIx, Table, VendorIx};

/// Holds the entrants by number, which is the order of their ids.
pub(super) struct Roster<'a> {
    pub(super) entrants: Table<VendorIx, Entrant<'a>>,
    turns: Table<VendorIx, Option<Turn>>,
}

/// Says when a vendor is dealt: the lower goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    pub(super) priority: Priority,
    pub(super) group: Group,
    pub(super) insists: Insists,
    pub(super) seniority: i64,
    pub(super) ix: VendorIx,
}

/// Says in which part of the dealing; the second begins when the first has grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Priority {
    First,
    Second,
}

/// Names the groups in the order of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    StayingHolders,
    SpecialMovers,
    SpecialApplicants,
    Movers,
    Applicants,
}

/// Says whether an applicant accepts a single stall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Insists {
    No,
    OnMoreThanOne,
}

impl<'a> Roster<'a> {
    pub(super) fn new(case: &'a Case, site: &Site<'_>) -> Self {
        let present = present(case);
        let mut own = claimed_stalls(&present, site);
        let mut pool = SuitsPool::default();
        let entrants: Vec<Entrant<'a>> = present
            .iter()
            .enumerate()
            .map(|(at, vendor)| {
                let own = own.remove(&vendor.id).unwrap_or_default();
                Entrant::new(VendorIx(at), vendor, own, (&case.market, site, &mut pool))
            })
            .collect();
        let turns = entrants.iter().map(|entrant| Some(turn(case, entrant))).collect();
        Self { entrants: Table::new(entrants), turns: Table::new(turns) }
    }

    pub(super) fn len(&self) -> usize {
        self.entrants.len()
    }

    /// Gives the number after the last entrant's: somebody who only holds a place open.
    pub(super) fn phantom(&self) -> VendorIx {
        VendorIx(self.len())
    }

    pub(super) fn entrant(&self, vendor: VendorIx) -> Option<&Entrant<'a>> {
        self.entrants.get(vendor)
    }

    pub(super) fn turn(&self, vendor: VendorIx) -> Option<Turn> {
        self.turns.get(vendor).copied().flatten()
    }

    /// Gives the entrants of one part in the order of their turns.
    pub(super) fn in_turn(&self, priority: Priority) -> Vec<&Entrant<'a>> {
        self.sorted(priority, |turn| turn)
    }

    /// Gives the entrants of one part in the order of growth, where nobody waits for insisting.
    pub(super) fn in_growth(&self, priority: Priority) -> Vec<&Entrant<'a>> {
        self.sorted(priority, |turn| Turn { insists: Insists::No, ..turn })
    }

    fn sorted(&self, priority: Priority, key: impl Fn(Turn) -> Turn) -> Vec<&Entrant<'a>> {
        let with_key = |entrant: &'_ Entrant<'a>| self.turn(entrant.ix).map(&key);
        let mut entrants: Vec<_> = self
            .entrants
            .iter()
            .filter_map(|entrant| Some((with_key(entrant)?, entrant)))
            .filter(|(turn, _)| turn.priority == priority)
            .collect();
        entrants.sort_by_key(|(turn, _)| *turn);
        entrants.into_iter().map(|(_, entrant)| entrant).collect()
    }
}

/// Lists who is there: an absence period overrides everything, a second listing is passed over.
fn present(case: &Case) -> Vec<&Vendor> {
    let day = case.market.date;
    let listed: BTreeSet<&VendorId> = case.vendors.iter().map(|vendor| &vendor.id).collect();
    let mut present: Vec<&Vendor> = case
        .vendors
        .iter()
        .filter(|vendor| vendor.is_there_on(day))
        .filter(|vendor| !vendor.id.listed_again().is_some_and(|first| listed.contains(&first)))
        .collect();
    present.sort_by_cached_key(|vendor| (vendor.id.clone(), format!("{vendor:?}")));
    present.dedup_by(|later, first| later.id == first.id);
    present
}

/// Gives each holder his usable own stalls; of two holders of one stall the senior has it.
fn claimed_stalls(present: &[&Vendor], site: &Site<'_>) -> BTreeMap<VendorId, Vec<StallIx>> {
    let mut by_seniority = present.to_vec();
    by_seniority.sort_by_key(|vendor| vendor.seniority_rank);
    let mut taken = BTreeSet::new();
    let mut claims = BTreeMap::new();
    for vendor in by_seniority {
        let known = vendor.own_stalls.iter().filter_map(|number| site.stall(number));
        let mut own: Vec<StallIx> = known.filter(|stall| !site.is_blocked(*stall) && taken.insert(*stall)).collect();
        own.sort();
        claims.insert(vendor.id.clone(), own);
    }
    claims
}

fn turn(case: &Case, entrant: &Entrant<'_>) -> Turn {
    let is_applicant = matches!(entrant.footing, Footing::Applicant);
    let insists = is_applicant && entrant.counts.least > 1;
    Turn {
        priority: priority(case, entrant.vendor),
        group: group(entrant),
        insists: if insists { Insists::OnMoreThanOne } else { Insists::No },
        seniority: entrant.vendor.seniority_rank,
        ix: entrant.ix,
    }
}

fn priority(case: &Case, vendor: &Vendor) -> Priority {
    let by_list = case.market.ab_list_active;
    let by_refusal = case.market.refused_last_time_first;
    let is_first =
        (!by_list && !by_refusal) || (by_list && vendor.list == List::A) || (by_refusal && vendor.refused_last_time);
    if is_first { Priority::First } else { Priority::Second }
}

fn group(entrant: &Entrant<'_>) -> Group {
    let is_special = entrant.requirements.are_special();
    match entrant.footing {
        Footing::Staying | Footing::Stranded => Group::StayingHolders,
        Footing::Moving | Footing::Displaced | Footing::Guaranteed if is_special => Group::SpecialMovers,
        Footing::Moving | Footing::Displaced | Footing::Guaranteed => Group::Movers,
        Footing::Applicant if is_special => Group::SpecialApplicants,
        Footing::Applicant => Group::Applicants,
    }
}
