//! Contact fields as typed: parsed once, stored in one form, and never whole in Debug output.

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

pub(crate) use super::identity::{NationalId, Sheba};
use super::persian::{ascii_digits, is_bidi_mark};

/// Why what was typed is not the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum ContactError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It has the wrong length or characters.
    #[error("not of this shape")]
    Malformed,
    /// The check digits do not agree with the others.
    #[error("the check digits do not agree")]
    Checksum,
}

/// An Iranian mobile number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Mobile(String);

/// An e-mail address, in lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Email(String);

const COUNTRY: &str = "+98";
const MOBILE_DIGITS: usize = 10;
const LONGEST_EMAIL: usize = 254;
const LONGEST_MAILBOX: usize = 64;
const SHORTEST_DOMAIN: usize = 2;
const PARTS_OF_AN_ADDRESS: usize = 4;
/// A number of so many digits is one that a phone offers to call.
const DIGITS_OF_A_PHONE: usize = 7;
const HIDDEN: char = '•';

/// Whether a phone that shows this text would make a link of a part of it: a sign that is sent in messages must lead nowhere.
pub(crate) fn holds_link(text: &str) -> bool {
    let is_link = |word: &str| {
        let after_dot = word.match_indices('.').filter_map(|(at, dot)| word.get(at + dot.len()..));
        let is_domain = |rest: &str| {
            let letters = rest.chars().take_while(char::is_ascii_alphabetic).count();
            letters >= SHORTEST_DOMAIN || rest.starts_with("ایران")
        };
        let numbers = word.split(['.', '/', ':']).take_while(|part| !part.is_empty() && is_digits(part)).count();
        word.contains('@')
            || word.contains("://")
            || after_dot.into_iter().any(is_domain)
            || numbers >= PARTS_OF_AN_ADDRESS
    };
    let plain = ascii_digits(&text.nfkc().collect::<String>());
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    digits >= DIGITS_OF_A_PHONE || plain.split_whitespace().any(is_link)
}

impl Mobile {
    /// Reads 09…, 9…, 989…, +989… or 00989… in any digits, with spaces or dashes.
    pub(crate) fn parse(typed: &str) -> Result<Self, ContactError> {
        let compact = compact(typed)?;
        let digits = ["+98", "0098", "98", "0"]
            .iter()
            .find_map(|prefix| compact.strip_prefix(prefix).filter(|rest| rest.len() == MOBILE_DIGITS))
            .unwrap_or(&compact);
        if digits.len() != MOBILE_DIGITS || !digits.starts_with('9') || !is_digits(digits) {
            return Err(ContactError::Malformed);
        }
        Ok(Self(format!("{COUNTRY}{digits}")))
    }

    /// The stored form, `+989123456789`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The form people read, `0912 345 6789`, from left to right.
    pub(crate) fn display(&self) -> String {
        let digits = self.0.strip_prefix(COUNTRY).unwrap_or(&self.0);
        let (operator, rest) = digits.split_at_checked(3).unwrap_or((digits, ""));
        let (middle, end) = rest.split_at_checked(3).unwrap_or((rest, ""));
        format!("0{operator} {middle} {end}")
    }

    /// The last four digits, the others hidden.
    pub(crate) fn masked(&self) -> String {
        masked(&self.0, 4)
    }
}

impl Email {
    /// Reads an address with one @ and a domain with a point; only a message that arrives proves more.
    pub(crate) fn parse(typed: &str) -> Result<Self, ContactError> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Err(ContactError::Empty);
        }
        let (mailbox, domain) = address.split_once('@').ok_or(ContactError::Malformed)?;
        let is_plain = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation() && !"()<>[]:;,\\\"".contains(c);
        let has_domain =
            domain.contains('.') && domain.split('.').all(|label| !label.is_empty()) && !domain.contains('@');
        let fits = address.len() <= LONGEST_EMAIL && (1..=LONGEST_MAILBOX).contains(&mailbox.len());
        if !has_domain || !fits || !address.chars().all(is_plain) {
            return Err(ContactError::Malformed);
        }
        Ok(Self(address))
    }

    /// The stored form.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// ASCII digits without the spaces and dashes between them. A ZWNJ stays and makes the field malformed.
pub(super) fn compact(typed: &str) -> Result<String, ContactError> {
    let compact: String = ascii_digits(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑') && !is_bidi_mark(*c))
        .collect();
    if compact.is_empty() { Err(ContactError::Empty) } else { Ok(compact) }
}

pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn masked(text: &str, shown: usize) -> String {
    let hidden = text.chars().count().saturating_sub(shown);
    text.chars().enumerate().map(|(at, c)| if at < hidden { HIDDEN } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Vec<String> {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        serde_json::from_value(table[name].clone()).unwrap()
    }

    #[test]
    fn every_way_of_typing_a_mobile_number_is_stored_as_one() {
        for typed in table("mobile_same") {
            let mobile = Mobile::parse(&typed).unwrap();
            assert_eq!(mobile.as_str(), "+989123456789", "{typed}");
            assert_eq!(mobile.display(), "0912 345 6789");
        }
        assert_eq!(Mobile::parse("0998-989-8989").unwrap().as_str(), "+989989898989");
        assert_eq!(Mobile::parse("9898989898").unwrap().as_str(), "+989898989898");
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        for typed in [
            "02112345678",
            "0912345678",
            "091234567890",
            "+19123456789",
            "0912\u{200c}3456789",
            "0912345678x",
            "98+9123456789",
        ] {
            assert_eq!(Mobile::parse(typed), Err(ContactError::Malformed), "{typed}");
        }
        assert_eq!(Mobile::parse(" - "), Err(ContactError::Empty));
    }

    #[test]
    fn an_email_address_has_one_at_and_a_domain() {
        assert_eq!(Email::parse(" Maryam.K+shop@Example.IR ").unwrap().as_str(), "maryam.k+shop@example.ir");
        let long = format!("{}@example.ir", "a".repeat(250));
        for typed in [
            "maryam",
            "a@b",
            "a@@b.ir",
            "a@b@c.ir",
            "@b.ir",
            "a b@c.ir",
            "a@.ir",
            "a@b..ir",
            "a@b.ir.",
            "a\r\n@b.ir",
            "<a@b.ir>",
            "a\u{200f}@b.ir",
            &long,
        ] {
            assert_eq!(Email::parse(typed), Err(ContactError::Malformed), "{typed}");
        }
        assert_eq!(Email::parse("  "), Err(ContactError::Empty));
    }

    #[test]
    fn what_a_phone_makes_a_link_of_is_found_and_other_dots_are_not() {
        for typed in [
            "bank.ir",
            "نان www.bank.com/x",
            "HTTPS://x",
            "a@b",
            "ａ．ir",
            "t.me/nan",
            "(nan.shop)",
            "بانک.ایران",
            "185.51.200.2/a",
            "نان ۰۹۱۲۳۴۵۶۷۸۹",
        ] {
            assert!(holds_link(typed), "{typed}");
        }
        for typed in ["نان ۲.۵ کیلویی", "م.رضایی", "Mr. Bread", "2.5 kg", "نان تازه.", "A.B.", "3.5L", "…"]
        {
            assert!(!holds_link(typed), "{typed}");
        }
    }

    #[test]
    fn debug_output_hides_who_it_is() {
        assert_eq!(format!("{:?}", Mobile::parse("09123456789")), "Ok(Mobile(•••••••••6789))");
        assert_eq!(format!("{:?}", Email::parse("a@b.ir")), "Ok(Email(…))");
    }
}
