//! What is odd in a case and is dealt all the same: the office should look at it. Each note names the field.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::case::{Case, Kind, Market, Vendor};
use super::check::check;
use super::fault::CaseFaults;
use super::names::{CategoryName, StallNumber, VendorId};
use super::suitability::meets;

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
    #[error("the field {field} is {word}, which is no word known here; it is passed over")]
    UnknownWord { field: String, word: String },
    #[error("the field {field} lists {vendor} a second time; only one listing counts")]
    ListedAgain { field: String, vendor: VendorId },
    #[error("the field {field} has {need}, which no stall offers")]
    OfferedNowhere { field: String, need: String },
}

/// Lists what is odd, in the order of the fields; a case that makes no sense is refused as when it is dealt.
pub(crate) fn notes(case: &Case) -> Result<Vec<Note>, CaseFaults> {
    check(case)?;
    let site = Looked::over(case);
    let mut notes = case.unknown_words.clone();
    notes.extend(of_market(&case.market));
    let mut listed = BTreeSet::new();
    let mut ranks: BTreeMap<(bool, i64), &VendorId> = BTreeMap::new();
    for (at, vendor) in case.vendors.iter().enumerate() {
        if !listed.insert(&vendor.id) {
            notes.push(Note::ListedAgain { field: format!("vendors[{at}].id"), vendor: vendor.id.clone() });
        }
        notes.extend(site.notes_of(vendor, at));
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

/// The site, looked over once for all vendors.
struct Looked<'a> {
    market: &'a Market,
    /// Row and place in the row of each stall.
    places: BTreeMap<&'a StallNumber, (usize, usize)>,
    /// What somebody needs and no stall has.
    offered_nowhere: BTreeSet<&'a str>,
}

impl<'a> Looked<'a> {
    fn over(case: &'a Case) -> Self {
        let in_row = |(row, stalls): (usize, &'a Vec<StallNumber>)| {
            stalls.iter().enumerate().map(move |(at, stall)| (stall, (row, at)))
        };
        let needs: BTreeSet<&str> = case.vendors.iter().flat_map(|vendor| &vendor.needs).map(String::as_str).collect();
        let is_offered = |need: &&str| case.market.stalls.values().any(|stall| meets(stall, need));
        Self {
            market: &case.market,
            places: case.market.rows.iter().enumerate().flat_map(in_row).collect(),
            offered_nowhere: needs.into_iter().filter(|need| !is_offered(need)).collect(),
        }
    }

    fn notes_of(&self, vendor: &Vendor, at: usize) -> Vec<Note> {
        let own = format!("vendors[{at}].permanent_stalls");
        let is_unknown = |stall: &&StallNumber| !self.market.stalls.contains_key(*stall);
        let unknown =
            |field: &str, stall: &StallNumber| Note::UnknownStall { field: field.to_owned(), stall: stall.clone() };
        let mut notes: Vec<Note> =
            vendor.own_stalls.iter().filter(is_unknown).map(|stall| unknown(&own, stall)).collect();
        if notes.is_empty() && !self.stand_side_by_side(&vendor.own_stalls) {
            notes.push(Note::NotAdjacent { field: own });
        }
        if vendor.wants.min > vendor.wants.max {
            notes.push(Note::LeastAboveMost { field: format!("vendors[{at}].wants") });
        }
        let nowhere = vendor.needs.iter().filter(|need| self.offered_nowhere.contains(need.as_str()));
        let field = || format!("vendors[{at}].needs");
        notes.extend(nowhere.map(|need| Note::OfferedNowhere { field: field(), need: need.clone() }));
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
    fn stand_side_by_side(&self, stalls: &BTreeSet<StallNumber>) -> bool {
        let places: Option<BTreeSet<(usize, usize)>> =
            stalls.iter().map(|stall| self.places.get(stall).copied()).collect();
        let Some(places) = places else {
            return stalls.len() < 2;
        };
        let (Some(&(row, first)), Some(&(last_row, last))) = (places.first(), places.last()) else {
            return true;
        };
        let gaps = places.iter().zip(places.iter().skip(1)).filter(|((_, one), (_, next))| *next != one + 1).count();
        let length = self.market.rows.get(row).map_or(0, Vec::len);
        let closes_the_ring = self.market.circular_rows.contains(&row) && first == 0 && last + 1 == length;
        row == last_row && (gaps == 0 || (gaps == 1 && closes_the_ring))
    }
}
