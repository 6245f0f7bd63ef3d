//! The assignment of stalls as a pure function: a case goes in, an outcome comes out; no database, no clock, no chance.
//! Serial choice with lazy commitment: levels are granted in turn (`deal`, `growth`) when the exact check (`packing`, `search`)
//! says that they can coexist with all levels granted before; the stalls are chosen at the end (`choose`).
//! Invariant: the packing always holds one run for everyone placed, so no grant is ever taken back.

mod case;
mod check;
mod choose;
mod deal;
mod demand;
mod entrant;
mod exchange;
mod fault;
mod field;
mod growth;
mod level;
mod menu;
mod names;
mod notes;
mod outcome;
mod packing;
mod proof;
mod quota;
mod read;
mod reasons;
mod replay;
mod roster;
mod search;
mod site;
mod suitability;
mod table;
#[cfg(test)]
mod tests;
mod unrepeated;

pub(crate) use case::{Case, Category, Kind, List, Market, Stall, Subkind, Vendor, Wants};
pub(crate) use fault::{CaseFault, CaseFaults};
pub(crate) use names::{CategoryName, StallNumber, VendorId};
pub(crate) use notes::{Note, notes};
pub(crate) use outcome::{BeforeYou, Granted, GrantedTier, Outcome, Refusal, RefusalCode, Rule};
pub(crate) use replay::{ReplayError, StoredRun};
pub(crate) use unrepeated::Unrepeated;

use deal::Dealer;
use level::{Level, Tier};
use quota::Quota;
use roster::Roster;
use site::Site;

/// Names the rules this engine follows; it changes whenever the same case may get another outcome.
pub(crate) const ENGINE: &str = "bazarche-stalls-4";

/// Assigns the stalls of one market day. The same case gives the same outcome, in whatever order it lists its vendors.
pub(crate) fn assign(case: &Case) -> Result<Outcome, CaseFaults> {
    check::check(case)?;
    let site = Site::new(&case.market, longest_run(case));
    let roster = Roster::new(case, &site);
    let mut dealer = Dealer::new(&site, &roster, Quota::new(&case.market));
    dealer.deal();
    dealer.raise();
    dealer.choose();
    Ok(outcome(&dealer))
}

/// Gives the most stalls anyone could get in one run.
fn longest_run(case: &Case) -> usize {
    let asked = case
        .vendors
        .iter()
        .map(|vendor| vendor.wants.max.max(vendor.wants.min).max(vendor.guaranteed_count).max(vendor.own_stalls.len()));
    let longest_row = case.market.rows.iter().map(Vec::len).max().unwrap_or(0);
    asked.max().unwrap_or(0).clamp(1, longest_row.max(1))
}

fn outcome(dealer: &Dealer<'_>) -> Outcome {
    let mut outcome = Outcome { cut_short: dealer.position.packing.work().cut_short(), ..Outcome::default() };
    for entrant in dealer.roster.entrants.iter() {
        let id = &entrant.vendor.id;
        if let Some(level) = dealer.position.granted.at(entrant.ix) {
            let stalls = dealer.position.packing.stalls_of(entrant.ix);
            outcome.assigned.insert(id.clone(), dealer.numbers(&stalls));
            outcome.granted.insert(id.clone(), granted(level));
        } else if let Some(denial) = dealer.position.refused.get(&entrant.ix) {
            outcome.rejected.insert(id.clone(), dealer.refusal(entrant, *denial));
        }
    }
    outcome
}

fn granted(level: Level) -> Granted {
    let tier = match level.tier {
        Tier::Wish(tier) => GrantedTier::Wish(tier + 1),
        Tier::Own => GrantedTier::Own,
        Tier::Anywhere => GrantedTier::Anywhere,
    };
    Granted { count: level.count, tier }
}
