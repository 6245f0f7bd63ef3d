//! Reads a case out of JSON, and names every field that cannot be read.
//! Fields the engine does not know are passed over.

use serde_json::Value;

use super::case::{Absence, Case, Category, Kind, List, Market, Stall, Subkind, Vendor, Wants};
use super::check;
use super::fault::{CaseFault, CaseFaults, Expected};
use super::field::{Field, Found, Object};
use super::names::{CategoryName, StallNumber, VendorId};
use super::notes::Note;

impl TryFrom<Value> for Case {
    type Error = CaseFaults;

    fn try_from(value: Value) -> Result<Self, CaseFaults> {
        let found = Found::default();
        let case = case(&Field::root(&value, &found));
        let (mut faults, unknown_words) = found.into_both();
        if let Some(case) = case.as_ref().filter(|_| !faults.iter().any(CaseFault::is_of_vendors)) {
            faults.extend(check::of_vendors(case));
        }
        CaseFaults::none_of(faults)?;
        // Nothing is left out without a fault.
        let case = case.ok_or(CaseFault::NoCase)?;
        Ok(Self { unknown_words, ..case })
    }
}

fn case(field: &Field<'_>) -> Option<Case> {
    let case = field.object()?;
    let market = case.required("market", market);
    // What was read whole is looked over at once, so that its faults are named beside those of the vendors.
    if let Some(market) = market.as_ref().filter(|_| case.is_clean()) {
        case.blame(check::of_market(market));
    }
    let vendors = case.required("vendors", |vendors| vendors.each(vendor));
    Some(Case { id: case.value("id"), market: market?, vendors: vendors?, unknown_words: Vec::<Note>::new() })
}

fn market(field: &Field<'_>) -> Option<Market> {
    let market = field.object()?;
    let date = market.required("date", Field::day);
    let rows = market.required("rows", |rows| rows.each(|row| row.each(stall_number)));
    let circular_rows = market.set("circular_rows", Field::count);
    let stalls = market.required("stalls", |stalls| stalls.entries(StallNumber::new, stall));
    Some(Market {
        categories: market.maybe("categories", |all| all.entries(CategoryName::new, category)).unwrap_or_default(),
        obstacles: market.list("obstacles", |pair| pair.pair(stall_number)),
        max_stalls_per_vendor: market.maybe("max_stalls_per_vendor", Field::count),
        ab_list_active: market.flag("ab_list_active", false),
        refused_last_time_first: market.flag("refused_last_time_first", false),
        date: date?,
        rows: rows?,
        circular_rows,
        stalls: stalls?,
    })
}

fn stall(field: &Field<'_>) -> Option<Stall> {
    let stall = field.object()?;
    Some(Stall {
        properties: stall.set("properties", Field::text),
        categories: stall.set("categories", category_name),
        blocked: stall.flag("blocked", false),
    })
}

fn category(field: &Field<'_>) -> Option<Category> {
    let category = field.object()?;
    Some(Category {
        required: category.flag("required", false),
        max_stalls: category.maybe("max", Field::count),
        max_vendors: category.maybe("max_vendors", Field::count),
    })
}

fn vendor(field: &Field<'_>) -> Option<Vendor> {
    let vendor = field.object()?;
    let id = vendor.required("id", Field::name).map(VendorId::new);
    let kind = vendor.maybe("kind", kind).unwrap_or(Kind::Applicant);
    let subkind = vendor.maybe("subkind", subkind).unwrap_or(Subkind::Ordinary);
    let seniority_rank = vendor.required("seniority_rank", Field::number);
    let list = vendor.maybe("list", list).unwrap_or(List::A);
    let own_stalls = vendor.set("permanent_stalls", stall_number);
    let mut categories = vendor.set("categories", category_name);
    categories.extend(vendor.maybe("category", category_name));
    Some(Vendor {
        refused_last_time: vendor.flag("refused_last_time", false),
        guaranteed_count: vendor.maybe("guaranteed_count", Field::count).unwrap_or(0),
        wants: vendor.maybe("wants", wants).unwrap_or(Wants { min: 1, max: 1 }),
        needs: vendor.set("needs", Field::text),
        wishes: vendor.list("preferences", |tier| tier.each(stall_number)),
        flexible: vendor.flag("flexible", true),
        present: is_present(&vendor, kind == Kind::Permanent && !own_stalls.is_empty()),
        absence: vendor.maybe("absence", absence),
        id: id?,
        kind,
        subkind,
        seniority_rank: seniority_rank?,
        list,
        own_stalls,
        categories,
    })
}

/// Takes `present` as it stands; without it a holder of own stalls comes unless he signed off, anyone else if he signed up.
fn is_present(vendor: &Object<'_>, comes_unasked: bool) -> bool {
    let words = [("yes", Some(true)), ("no", Some(false)), ("none", None)];
    let answered = vendor.maybe("attendance", |word| word.known_word(&words)).flatten();
    vendor.flag("present", answered.unwrap_or(comes_unasked))
}

fn kind(field: &Field<'_>) -> Option<Kind> {
    field.one_of(&[("permanent", Kind::Permanent), ("applicant", Kind::Applicant)], Expected::Kind)
}

/// Most words name a footing that has no rules of its own here.
fn subkind(field: &Field<'_>) -> Option<Subkind> {
    field.known_word(&[
        ("ordinary", Subkind::Ordinary),
        ("permanent", Subkind::Ordinary),
        ("applicant", Subkind::Ordinary),
        ("temporary", Subkind::Ordinary),
        ("temporary-no-stall", Subkind::Ordinary),
        ("experimental", Subkind::Experimental),
        ("economic-tie", Subkind::EconomicTie),
    ])
}

fn list(field: &Field<'_>) -> Option<List> {
    field.one_of(&[("A", List::A), ("B", List::B)], Expected::List)
}

fn wants(field: &Field<'_>) -> Option<Wants> {
    let wants = field.object()?;
    let min = wants.maybe("min", Field::count).unwrap_or(1);
    let max = wants.maybe("max", Field::count).unwrap_or(min);
    Some(Wants { min, max })
}

fn absence(field: &Field<'_>) -> Option<Absence> {
    let absence = field.object()?;
    let (from, until) = (absence.required("from", Field::day), absence.required("until", Field::day));
    Some(Absence { from: from?, until: until? })
}

fn stall_number(field: &Field<'_>) -> Option<StallNumber> {
    field.text().map(StallNumber::new)
}

fn category_name(field: &Field<'_>) -> Option<CategoryName> {
    field.text().map(CategoryName::new)
}
