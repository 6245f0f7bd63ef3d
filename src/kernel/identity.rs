//! The national ID and the bank account's number: digits with a check.
//! A check shows careful typing, never identity. Neither is ever whole in Debug output.

use std::fmt;

use super::contact::{ContactError, compact, is_digits, masked};

/// A national ID of ten digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct NationalId {
    digits: String,
    repaired: bool,
}

/// A bank account's number: IR and 24 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sheba(String);

const NATIONAL_ID_DIGITS: usize = 10;
const SHEBA_DIGITS: usize = 24;

impl NationalId {
    /// Reads ten digits, or eight or nine that lost their zeros in a spreadsheet and are then marked as repaired.
    pub(crate) fn parse(typed: &str) -> Result<Self, ContactError> {
        let compact = compact(typed)?;
        if !is_digits(&compact) || !(NATIONAL_ID_DIGITS - 2..=NATIONAL_ID_DIGITS).contains(&compact.len()) {
            return Err(ContactError::Malformed);
        }
        let digits = format!("{compact:0>NATIONAL_ID_DIGITS$}");
        if !checks(&digits) {
            return Err(ContactError::Checksum);
        }
        Ok(Self { repaired: compact.len() < NATIONAL_ID_DIGITS, digits })
    }

    /// The ten digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.digits
    }

    /// Whether zeros were put before what was typed; someone should then confirm it.
    pub(crate) fn is_repaired(&self) -> bool {
        self.repaired
    }

    /// The last three digits, the others hidden.
    pub(crate) fn masked(&self) -> String {
        masked(&self.digits, 3)
    }
}

/// The check of a national ID: Σ d[i]·(10−i) over the first nine digits, mod 11.
fn checks(digits: &str) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let Some((check, first)) = values.split_last() else {
        return false;
    };
    let remainder = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    let expected = if remainder < 2 { remainder } else { 11 - remainder };
    *check == expected && first.iter().any(|digit| digit != check)
}

impl Sheba {
    /// Reads 24 digits with or without IR before them, in any digits and case, with spaces or dashes.
    pub(crate) fn parse(typed: &str) -> Result<Self, ContactError> {
        let compact = compact(typed)?.to_ascii_uppercase();
        let digits = compact.strip_prefix("IR").unwrap_or(&compact);
        if digits.len() != SHEBA_DIGITS || !is_digits(digits) {
            return Err(ContactError::Malformed);
        }
        let (check, account) = digits.split_at_checked(2).ok_or(ContactError::Malformed)?;
        let rearranged = format!("{account}1827{check}");
        let remainder = rearranged
            .chars()
            .filter_map(|digit| digit.to_digit(10))
            .fold(0, |so_far, digit| (so_far * 10 + digit) % 97);
        if remainder != 1 || ["00", "01", "99"].contains(&check) {
            return Err(ContactError::Checksum);
        }
        Ok(Self(format!("IR{digits}")))
    }

    /// The stored form, IR and 24 digits without spaces.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits, the others hidden.
    pub(crate) fn masked(&self) -> String {
        masked(&self.0, 4)
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalId({})", self.masked())
    }
}

impl fmt::Debug for Sheba {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheba({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Vec<String> {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        serde_json::from_value(table[name].clone()).unwrap()
    }

    #[test]
    fn valid_national_ids_are_read_and_invalid_ones_are_not() {
        for typed in table("national_id_valid") {
            let id = NationalId::parse(&typed).unwrap();
            assert_eq!((id.as_str(), id.is_repaired()), (typed.as_str(), false));
        }
        for typed in table("national_id_invalid") {
            assert!(NationalId::parse(&typed).is_err(), "{typed}");
        }
        assert_eq!(NationalId::parse("0010350828"), Err(ContactError::Checksum));
        assert_eq!(NationalId::parse("0000000000"), Err(ContactError::Checksum));
    }

    #[test]
    fn a_national_id_that_lost_its_zeros_is_repaired_and_marked() {
        for typed in ["10350829", "۰۱۰۳۵۰۸۲۹"] {
            let id = NationalId::parse(typed).unwrap();
            assert_eq!((id.as_str(), id.is_repaired()), ("0010350829", true));
        }
        assert_eq!(NationalId::parse("001-035082-9").unwrap().as_str(), "0010350829");
    }

    #[test]
    fn a_sheba_is_read_in_every_dress_and_checked() {
        for typed in table("sheba_valid") {
            assert_eq!(Sheba::parse(&typed).unwrap().as_str(), typed);
            let dressed = format!("ir {}-{}", &typed[2..10], &typed[10..]);
            assert_eq!(Sheba::parse(&dressed).unwrap().as_str(), typed);
            assert_eq!(Sheba::parse(&typed[2..]).unwrap().as_str(), typed);
        }
        for typed in table("sheba_invalid") {
            assert_eq!(Sheba::parse(&typed), Err(ContactError::Checksum), "{typed}");
        }
        assert_eq!(Sheba::parse("IR82"), Err(ContactError::Malformed));
    }

    #[test]
    fn debug_output_hides_who_it_is() {
        assert_eq!(format!("{:?}", NationalId::parse("0010350829")), "Ok(NationalId(•••••••829))");
    }
}
