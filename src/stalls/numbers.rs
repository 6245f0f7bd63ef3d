//! The numbers by which people know stalls: what can be one, how it is kept, and when two are the same.
use crate::kernel::persian::{ZWNJ, ascii_digits, clean, fold};
use unicode_normalization::char::is_combining_mark;

/// The most letters and digits of a number, with its hyphen.
pub(super) const LONGEST: usize = 8;

/// A number as it is kept: digits of any script become ASCII, letters stay, spaces go.
pub(super) fn kept(typed: &str) -> String {
    clean(&ascii_digits(typed)).replace([' ', ZWNJ], "")
}

/// Whether it can be the number of a stall, once it is [`kept`]: letters and digits, with a hyphen between them at most.
pub(super) fn is_one(kept: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(is_of_a_number);
    kept.chars().count() <= LONGEST && kept.split('-').count() <= 2 && kept.split('-').all(is_part)
}

/// Digits, and letters that can be seen by themselves.
fn is_of_a_number(c: char) -> bool {
    let is_blank = matches!(c, '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    c.is_ascii_digit() || (c.is_alphabetic() && !is_combining_mark(c) && !is_blank)
}

/// What numbers are compared as: neither leading zeros nor the case or the form of letters make another one.
pub(super) fn key(number: &str) -> String {
    let folded = fold(number);
    let mut key = String::with_capacity(folded.len());
    let (mut rest, mut in_digits) = (folded.chars().peekable(), false);
    while let Some(c) = rest.next() {
        let leads = c == '0' && !in_digits && rest.peek().is_some_and(char::is_ascii_digit);
        if !leads {
            key.push(c);
            in_digits = c.is_ascii_digit();
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_of_letters_and_digits_with_a_hyphen_at_most() {
        for (typed, number) in
            [("۱۲", "12"), ("٣", "3"), ("ب ۱", "ب1"), ("ك-۱", "ک-1"), ("A2", "A2"), ("Ж7", "Ж7"), ("ب\u{200c}۱", "ب1")]
        {
            assert!(kept(typed) == number && is_one(number), "{typed}");
        }
        for typed in ["", "..", ".", "\u{2800}", "<b>x", "????", "-", "-۱", "۱-", "a-b-c", "۱/۲", "ـ", "\u{3164}"]
        {
            assert!(!is_one(&kept(typed)), "{typed:?}");
        }
        assert!(is_one("12345678") && !is_one("123456789"));
    }

    #[test]
    fn leading_zeros_and_case_make_no_other_number() {
        for (one, other) in [("01", "1"), ("A2", "a2"), ("ب-007", "ب-7"), ("00", "0"), ("كـ۳", "ک3")] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [("10", "1"), ("A1", "B1"), ("100", "10"), ("1-0", "1")] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }
}
