//! Numbers as people type them, in three scripts with separators between groups, and as the reader sees them.
//! A value with a fraction is a whole number of its smallest parts; there are no floats.

use thiserror::Error;

use super::persian::{ascii_digits, is_bidi_mark, persian_digits};

/// A whole number of units of ten to the power of minus `places`: 12345 with 1 place is 1234.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    /// The number without its point.
    pub(crate) units: i64,
    /// How many of its digits stand after the point.
    pub(crate) places: u32,
}

/// Which digits and separators the reader uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    /// ۱٬۲۳۴٫۵
    Persian,
    /// 1,234.5
    Latin,
}

/// Why what was typed is not the number asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum NumberError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It holds something that is no digit, or separators where none belong.
    #[error("not a number")]
    NotANumber,
    /// It has a minus sign.
    #[error("negative")]
    Negative,
    /// It has more digits after the point than the value can keep.
    #[error("too many decimals")]
    TooFine,
    /// It is greater than can be kept.
    #[error("too large")]
    TooLarge,
}

/// Reads a whole number of zero or more.
pub(crate) fn parse_whole(text: &str) -> Result<i64, NumberError> {
    parse_decimal(text, 0)
}

/// Reads a number of zero or more as units of ten to the power of minus `places`.
///
/// Separators may stand only between groups of three, so that «1,5» is refused and not read as fifteen.
pub(crate) fn parse_decimal(text: &str, places: u32) -> Result<i64, NumberError> {
    let typed: String = ascii_digits(text).chars().filter(|c| !is_bidi_mark(*c)).collect();
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(NumberError::Empty);
    }
    if typed.starts_with(['-', '−']) || typed.ends_with(['-', '−']) {
        return Err(NumberError::Negative);
    }
    let typed = slashes_as_separators(typed);
    match typed.split_once(is_point) {
        Some(("", fraction)) => to_units("0", fraction, places),
        Some((whole, fraction)) => to_units(&ungrouped(whole)?, fraction, places),
        None => to_units(&ungrouped(&typed)?, "0", places),
    }
}

/// Writes a whole number in groups of three.
pub(crate) fn group(number: i64, digits: Digits) -> String {
    group_decimal(Decimal { units: number, places: 0 }, digits)
}

/// Writes a number in groups of three, with the fraction it has and no zeros after it.
pub(crate) fn group_decimal(number: Decimal, digits: Digits) -> String {
    let plain = number.units.unsigned_abs().to_string();
    let places = usize::try_from(number.places).unwrap_or(usize::MAX);
    let padded = format!("{plain:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = padded.split_at_checked(padded.len() - places).unwrap_or((&padded, ""));
    let fraction = fraction.trim_end_matches('0');
    let (minus, separator, point) = match digits {
        Digits::Persian => ("\u{200e}\u{2212}", '٬', "٫"),
        Digits::Latin => ("-", ',', "."),
    };

    let mut shown = String::new();
    if number.units < 0 {
        shown.push_str(minus);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push_str(point);
        shown.push_str(fraction);
    }
    match digits {
        Digits::Persian => persian_digits(&shown),
        Digits::Latin => shown,
    }
}

/// With two slashes or more none is a point: they stand between the groups, as on old bills.
fn slashes_as_separators(typed: &str) -> String {
    if typed.matches('/').count() >= 2 { typed.replace('/', "٬") } else { typed.to_owned() }
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '٫' | '/')
}

fn is_separator(c: char) -> bool {
    matches!(c, '٬' | ',' | '،' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The digits of a whole part; with separators, each group after the first has three of them.
fn ungrouped(whole: &str) -> Result<String, NumberError> {
    let mut groups = whole.split(is_separator);
    let first = groups.next().unwrap_or_default();
    let mut joined = first.to_owned();
    let mut is_grouped = false;
    for group in groups {
        if group.len() != 3 {
            return Err(NumberError::NotANumber);
        }
        is_grouped = true;
        joined.push_str(group);
    }
    if first.is_empty() || (is_grouped && first.len() > 3) {
        return Err(NumberError::NotANumber);
    }
    Ok(joined)
}

fn to_units(whole: &str, fraction: &str, places: u32) -> Result<i64, NumberError> {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(NumberError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let places = usize::try_from(places).map_err(|_| NumberError::TooFine)?;
    if fraction.len() > places {
        return Err(NumberError::TooFine);
    }
    format!("{whole}{fraction:0<places$}").parse().map_err(|_| NumberError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_typing_a_number_gives_the_same_number() {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        for (number, ways) in table["number_same"].as_object().unwrap() {
            for way in ways.as_array().unwrap() {
                assert_eq!(parse_whole(way.as_str().unwrap()), Ok(number.parse().unwrap()), "{way}");
            }
        }
    }

    #[test]
    fn every_separator_and_point_of_the_rules_is_read() {
        for separator in ["٬", ",", "،", " ", "\u{202f}", "\u{2009}"] {
            for point in ["٫", ".", "/"] {
                let typed = format!("1{separator}234{separator}567{point}5");
                assert_eq!(parse_decimal(&typed, 1), Ok(12_345_675), "{typed}");
                assert_eq!(parse_decimal(&persian_digits(&typed), 1), Ok(12_345_675), "{typed}");
            }
        }
    }

    #[test]
    fn slashes_between_groups_of_three_are_no_points() {
        assert_eq!(parse_whole("۱/۸۰۰/۰۰۰"), Ok(1_800_000));
        assert_eq!(parse_decimal("12/345/678.5", 1), Ok(123_456_785));
        assert_eq!(parse_decimal("1/800", 3), Ok(1_800), "one slash is a point");
        for typed in ["1/80/000", "1/8000/000", "1/800/00", "1/800/", "/800/000", "1800/000/000", "1//800"] {
            assert_eq!(parse_decimal(typed, 3), Err(NumberError::NotANumber), "{typed}");
        }
    }

    #[test]
    fn fractions_are_kept_to_the_last_place_and_no_further() {
        assert_eq!(parse_decimal("۲٫۵", 3), Ok(2_500));
        assert_eq!(parse_decimal("٫۵", 3), Ok(500));
        assert_eq!(parse_decimal("2.5000", 3), Ok(2_500));
        assert_eq!(parse_decimal("2.0", 0), Ok(2));
        assert_eq!(parse_decimal("2.0001", 3), Err(NumberError::TooFine));
        assert_eq!(parse_whole("1.5"), Err(NumberError::TooFine));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(parse_whole("  "), Err(NumberError::Empty));
        assert_eq!(parse_whole("-5"), Err(NumberError::Negative));
        assert_eq!(parse_whole("\u{200e}\u{2212}۵"), Err(NumberError::Negative));
        assert_eq!(parse_whole("99999999999999999999"), Err(NumberError::TooLarge));
        for typed in [
            "پنج",
            "1,5",
            "12,34",
            ",123",
            "1,234,",
            "1234,567",
            "1.2.3",
            "1e5",
            "5.",
            ".",
            "1\u{200c}2",
            "+5",
            "1..5",
            "۱٬۲۳۴x",
        ] {
            assert_eq!(parse_decimal(typed, 3), Err(NumberError::NotANumber), "{typed}");
        }
    }

    #[test]
    fn numbers_are_shown_in_the_readers_digits() {
        let number = Decimal { units: 12_345_675, places: 1 };
        assert_eq!(group_decimal(number, Digits::Persian), "۱٬۲۳۴٬۵۶۷٫۵");
        assert_eq!(group_decimal(number, Digits::Latin), "1,234,567.5");
        assert_eq!(group(0, Digits::Latin), "0");
        assert_eq!(group(999, Digits::Latin), "999");
        assert_eq!(group(-1_000, Digits::Latin), "-1,000");
        assert_eq!(group(-5, Digits::Persian), "\u{200e}\u{2212}۵");
        assert_eq!(group_decimal(Decimal { units: 50, places: 3 }, Digits::Latin), "0.05");
        assert_eq!(group_decimal(Decimal { units: -2_000, places: 3 }, Digits::Latin), "-2");
        assert_eq!(group(i64::MIN, Digits::Latin), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        for number in [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000_000_000_000] {
            assert_eq!(parse_whole(&group(number, Digits::Persian)), Ok(number));
            assert_eq!(parse_whole(&group(number, Digits::Latin)), Ok(number));
        }
    }
}
