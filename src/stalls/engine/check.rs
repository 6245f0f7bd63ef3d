//! Finds what makes a case senseless, and names the field. What is only odd is dealt all the same, and noted in `notes`.
//! A vendor whose own stalls are missing from the plan is not an error: he is refused for that reason.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Market, Vendor};
use super::fault::{CaseFault, CaseFaults};
use super::names::{StallNumber, VendorId};

/// Looks the case over: each stall of a row is known and stands once, ring rows exist, obstacles stand between neighbours,
/// nobody present shares own stalls, absences end after they begin.
pub(super) fn check(case: &Case) -> Result<(), CaseFaults> {
    let mut faults = of_market(&case.market);
    faults.extend(of_vendors(case));
    CaseFaults::none_of(faults)
}

pub(super) fn of_market(market: &Market) -> Vec<CaseFault> {
    let mut faults = rows(market);
    // Who is whose neighbour is known only of rows that are right.
    let obstacles = obstacles(market, faults.is_empty());
    faults.extend(rings(market));
    faults.extend(obstacles);
    faults
}

pub(super) fn of_vendors(case: &Case) -> Vec<CaseFault> {
    absences(case).chain(holders(case)).collect()
}

fn rows(market: &Market) -> Vec<CaseFault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (at, row) in market.rows.iter().enumerate() {
        for stall in row {
            let field = || format!("market.rows[{at}]");
            if !market.stalls.contains_key(stall) {
                faults.push(CaseFault::UnknownStall { field: field(), stall: stall.clone() });
            } else if !seen.insert(stall) {
                faults.push(CaseFault::RepeatedStall { field: field(), stall: stall.clone() });
            }
        }
    }
    faults
}

fn rings(market: &Market) -> impl Iterator<Item = CaseFault> {
    let unknown = market.circular_rows.iter().filter(|row| **row >= market.rows.len());
    unknown.map(|row| CaseFault::UnknownRow { field: "market.circular_rows".to_owned(), row: *row })
}

fn obstacles(market: &Market, rows_are_right: bool) -> impl Iterator<Item = CaseFault> {
    let neighbours = neighbours(market);
    market.obstacles.iter().enumerate().filter_map(move |(at, (one, other))| {
        let field = || format!("market.obstacles[{at}]");
        if let Some(stall) = [one, other].into_iter().find(|stall| !market.stalls.contains_key(*stall)) {
            return Some(CaseFault::UnknownStall { field: field(), stall: stall.clone() });
        }
        let is_between = neighbours.contains(&(one, other)) || neighbours.contains(&(other, one));
        (rows_are_right && !is_between).then(|| CaseFault::NoNeighbours {
            field: field(),
            one: one.clone(),
            other: other.clone(),
        })
    })
}

/// Lists who stands beside whom, each pair in the order of the row.
fn neighbours(market: &Market) -> BTreeSet<(&StallNumber, &StallNumber)> {
    let in_rows = market.rows.iter().flat_map(|row| row.iter().zip(row.iter().skip(1)));
    let rings = market.circular_rows.iter().filter_map(|row| market.rows.get(*row));
    in_rows.chain(rings.filter_map(|row| row.last().zip(row.first()))).collect()
}

fn absences(case: &Case) -> impl Iterator<Item = CaseFault> {
    let is_backwards = |vendor: &Vendor| vendor.absence.is_some_and(|absence| absence.until < absence.from);
    let backwards = case.vendors.iter().enumerate().filter(move |(_, vendor)| is_backwards(vendor));
    backwards.map(|(at, _)| CaseFault::EndsBeforeItBegins { field: format!("vendors[{at}].absence") })
}

fn holders(case: &Case) -> Vec<CaseFault> {
    let mut holders: BTreeMap<&StallNumber, VendorId> = BTreeMap::new();
    let mut faults = Vec::new();
    for (at, vendor) in case.vendors.iter().enumerate().filter(|(_, vendor)| vendor.is_there_on(case.market.date)) {
        let id = vendor.id.listed_again().unwrap_or_else(|| vendor.id.clone());
        for stall in &vendor.own_stalls {
            let holder = holders.entry(stall).or_insert_with(|| id.clone());
            if *holder != id {
                let field = format!("vendors[{at}].permanent_stalls");
                faults.push(CaseFault::TwoHolders { field, stall: stall.clone(), holder: holder.clone() });
            }
        }
    }
    faults
}
