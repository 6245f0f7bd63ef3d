//! What is odd in a case and is dealt all the same: the office should look at it. Each note names the field.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::case::{Case, Kind, Market, Vendor};
use super::check::{CaseError, check};
use super::names::{CategoryName, StallNumber, VendorId};

/// Says what is odd, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Note {
    #[error("the field {field} names stall {stall}, which is not in the plan")]
    UnknownStall { field: String, stall: StallNumber },
    #[error("the field {field} names stall {stall} a second time")]
    RepeatedWish { field: String, stall: StallNumber },
    #[error("the field {field} has stall {stall}, which stands in no row")]
    InNoRow { field: String, stall: StallNumber },
    #[error("the field {field} requires marked stalls for {category}, but no stall is marked")]
    NoMarkedStall { field: String, category: CategoryName },
    #[error("the field {field} has stalls that do not stand side by side")]
    NotAdjacent { field: String },
    #[error("the field {field} is {rank}, as that of {other}; the order of the ids decides")]
    EqualSeniority { field: String, rank: i64, other: VendorId },
    #[error("the field {field} asks for more at least than at most")]
    LeastAboveMost { field: String },
}

/// Lists what is odd, in the order of the fields; a case that makes no sense is refused as when it is dealt.
pub(crate) fn notes(case: &Case) -> Result<Vec<Note>, CaseError> {
    check(case)?;
    let mut notes = of_market(&case.market);
    let mut ranks: BTreeMap<(bool, i64), &VendorId> = BTreeMap::new();
    for (at, vendor) in case.vendors.iter().enumerate() {
        notes.extend(of_vendor(&case.market, vendor, at));
        let other = *ranks.entry((vendor.kind == Kind::Permanent, vendor.seniority_rank)).or_insert(&vendor.id);
        let is_same = other == &vendor.id || vendor.id.listed_again().as_ref() == Some(other);
        if !is_same {
            let field = format!("vendors[{at}].seniority_rank");
            notes.push(Note::EqualSeniority { field, rank: vendor.seniority_rank, other: other.clone() });
        }
    }
    Ok(notes)
}

fn of_market(market: &Market) -> Vec<Note> {
    let in_rows: BTreeSet<&StallNumber> = market.rows.iter().flatten().collect();
    let in_no_row = market.stalls.keys().filter(|stall| !in_rows.contains(stall));
    let in_no_row = in_no_row.map(|stall| Note::InNoRow { field: "market.stalls".to_owned(), stall: stall.clone() });
    let is_marked = |name: &CategoryName| market.stalls.values().any(|stall| stall.categories.contains(name));
    let unmarked = market.categories.iter().filter(|(name, category)| category.required && !is_marked(name));
    let unmarked =
        unmarked.map(|(name, _)| Note::NoMarkedStall { field: "market.categories".to_owned(), category: name.clone() });
    in_no_row.chain(unmarked).collect()
}

fn of_vendor(market: &Market, vendor: &Vendor, at: usize) -> Vec<Note> {
    let own = format!("vendors[{at}].permanent_stalls");
    let is_unknown = |stall: &&StallNumber| !market.stalls.contains_key(*stall);
    let unknown =
        |field: &str, stall: &StallNumber| Note::UnknownStall { field: field.to_owned(), stall: stall.clone() };
    let mut notes: Vec<Note> = vendor.own_stalls.iter().filter(is_unknown).map(|stall| unknown(&own, stall)).collect();
    if notes.is_empty() && !stand_side_by_side(market, &vendor.own_stalls) {
        notes.push(Note::NotAdjacent { field: own });
    }
    if vendor.wants.min > vendor.wants.max {
        notes.push(Note::LeastAboveMost { field: format!("vendors[{at}].wants") });
    }
    let mut wished = BTreeSet::new();
    for (tier, stalls) in vendor.wishes.iter().enumerate() {
        let field = format!("vendors[{at}].preferences[{tier}]");
        notes.extend(stalls.iter().filter(is_unknown).map(|stall| unknown(&field, stall)));
        let repeated = stalls.iter().filter(|stall| !wished.insert(*stall));
        notes.extend(repeated.map(|stall| Note::RepeatedWish { field: field.clone(), stall: stall.clone() }));
    }
    notes
}

/// Says whether the stalls fill one stretch of a row; obstacles and blocked stalls are not looked at.
fn stand_side_by_side(market: &Market, stalls: &BTreeSet<StallNumber>) -> bool {
    stalls.len() < 2
        || market.rows.iter().enumerate().any(|(at, row)| {
            let around = if market.circular_rows.contains(&at) { 2 } else { 1 };
            let places: Vec<&StallNumber> = (0..around).flat_map(|_| row).collect();
            places.windows(stalls.len()).any(|window| {
                let here: BTreeSet<&StallNumber> = window.iter().copied().collect();
                here.len() == stalls.len() && here.iter().all(|stall| stalls.contains(*stall))
            })
        })
}
