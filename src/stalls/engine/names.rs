//! The names a case uses: of vendors, stalls and categories.
//! They sort as people count: stall 9 stands before stall 10.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Names a vendor of the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct VendorId(Name);

/// Names a stall of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct StallNumber(Name);

/// Names a category of goods.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct CategoryName(Name);

/// Is copied as often as a stall is named in a proof, so copies share the letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Name(Arc<str>);

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl VendorId {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Name(Arc::from(text.into())))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0.0
    }

    /// Gives the vendor of a repeated listing: `v1` for `v1#2`.
    pub(super) fn listed_again(&self) -> Option<VendorId> {
        let (vendor, listing) = self.as_str().rsplit_once('#')?;
        let is_number = !listing.is_empty() && listing.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| VendorId::new(vendor))
    }
}

impl StallNumber {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Name(Arc::from(text.into())))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0.0
    }
}

impl CategoryName {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Name(Arc::from(text.into())))
    }
}

impl fmt::Display for VendorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for StallNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for CategoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        as_counted(&self.0, &other.0).then_with(|| self.0.cmp(&other.0))
    }
}

/// Compares piece by piece, a piece of digits by its number.
fn as_counted(mut left: &str, mut right: &str) -> Ordering {
    while !left.is_empty() && !right.is_empty() {
        let (a, left_rest) = first_piece(left);
        let (b, right_rest) = first_piece(right);
        let order = match (digits(a), digits(b)) {
            (Some(a), Some(b)) => a.len().cmp(&b.len()).then_with(|| a.cmp(b)),
            _ => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.len().cmp(&right.len())
}

/// Splits off the longest start that is all digits or has none.
fn first_piece(text: &str) -> (&str, &str) {
    let starts_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != starts_with_digit).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Gives the digits of a number without its leading zeros.
fn digits(piece: &str) -> Option<&str> {
    piece.starts_with(|c: char| c.is_ascii_digit()).then(|| piece.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut stalls = ["10", "9", "A2", "A10", "09", "A"].map(StallNumber::new);
        stalls.sort();
        assert_eq!(stalls.each_ref().map(StallNumber::as_str), ["09", "9", "10", "A", "A2", "A10"]);
    }

    #[test]
    fn only_a_number_after_the_hash_marks_a_second_listing() {
        assert_eq!(VendorId::new("v1#2").listed_again(), Some(VendorId::new("v1")));
        assert_eq!(VendorId::new("v1#b").listed_again(), None);
        assert_eq!(VendorId::new("v1").listed_again(), None);
    }
}
