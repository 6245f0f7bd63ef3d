//! Sellers: those whom a site knows, and those who could be taken in.
use super::{ShopName, Terms};
use crate::kernel::ids::HouseholdId;
use crate::kernel::persian::search_text;

/// A household known at a site.
#[derive(Clone, Debug)]
pub(crate) struct VendorRow {
    pub household: HouseholdId,
    pub name: String,
    pub shop: Option<ShopName>,
    pub seniority: i32,
    pub category: String,
    pub terms: Terms,
}

impl VendorRow {
    /// What a seller is found by.
    pub fn search_text(&self) -> String {
        search_text(&[&self.name, self.shop.as_ref().map_or("", |shop| shop.name.as_str())])
    }
}

/// A seller of the area who is not yet known at a site.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub household: HouseholdId,
    pub name: String,
    pub shop: ShopName,
    /// What it offers most lately, to be taken over.
    pub category: Option<String>,
}
