//! How offices write amounts, days and kinds of machines.
use super::columns::squeeze;
use super::lines::Trouble;
use crate::kernel::calendar::{DateError, parse_date};
use crate::kernel::money::{AmountError, MoneyUnit, Rial, parse_amount};
use crate::kernel::number::parse_decimal;
use crate::kernel::persian::{ascii_digits, fold};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// Words by which a kind of machine is told; all words of a kind stand together.
const KINDS: &[(&str, &str)] = &[
    ("جوجه‌کشی", "incubator"),
    ("جوجه‌کش", "incubator"),
    ("incubator", "incubator"),
    ("hatcher", "incubator"),
    ("تنور", "oven"),
    ("oven", "oven"),
    ("خردکن", "chopper"),
    ("خرد کن", "chopper"),
    ("chopper", "chopper"),
    ("پرس", "press"),
    ("press", "press"),
    ("خمیر", "mixer"),
    ("mixer", "mixer"),
    ("خشک‌کن", "dryer"),
    ("dryer", "dryer"),
    ("drier", "dryer"),
];

/// The code of the kind of machine that a cell names.
pub(super) fn kind(typed: &str) -> Result<&'static str, Trouble> {
    let squeezed = squeeze(typed);
    if squeezed.is_empty() {
        return Err(Trouble::Empty);
    }
    // Each row asks, so the words are folded once.
    static WORDS: LazyLock<Vec<(String, &str)>> =
        LazyLock::new(|| KINDS.iter().map(|(word, kind)| (squeeze(word), *kind)).collect());
    let mut kinds: Vec<&'static str> =
        WORDS.iter().filter(|(word, _)| squeezed.contains(word)).map(|(_, kind)| *kind).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] => Ok(*kind),
        [] => Err(Trouble::KindUnknown),
        _ => Err(Trouble::KindTwo),
    }
}

/// An amount as offices write it: also `95/000/000`, `95.000.000` and «۹۵ میلیون».
pub(super) fn amount(typed: &str, unit: MoneyUnit) -> Result<Rial, Trouble> {
    let folded = ascii_digits(&fold(typed));
    let text = folded.trim().trim_end_matches(['-', '/', '=']).trim();
    if text.is_empty() {
        return Err(Trouble::Empty);
    }
    let read = |text: &str| match parse_amount(text, unit) {
        Ok(amount) => Ok(amount),
        Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => Err(Trouble::OtherUnit),
        Err(AmountError::Number(_) | AmountError::NotWholeRials) => Err(Trouble::Amount),
    };
    if let Some((number, rest)) = text.split_once("میلیون") {
        let million = parse_decimal(number.trim(), 6).map_err(|_| Trouble::Amount)?;
        return read(&format!("{million} {}", rest.trim()));
    }
    if is_grouped_by_points(text) {
        return read(&text.replace(['/', '.'], ""));
    }
    read(text)
}

fn is_grouped_by_points(text: &str) -> bool {
    let mut groups = text.split(['/', '.']);
    let is_first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let mut rest = groups.peekable();
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    is_first && rest.peek().is_some() && rest.all(|group| group.len() == 3) && text.split(['/', '.']).all(is_digits)
}

/// A day as offices write it: also `14040502`, and the day first where the year has four digits.
pub(super) fn date(typed: &str) -> Result<NaiveDate, Trouble> {
    let digits = ascii_digits(typed);
    let digits = digits.trim();
    let parsed = match year_first(digits) {
        Some(text) => parse_date(&text),
        None => parse_date(typed),
    };
    parsed.map_err(|error| match error {
        DateError::Month | DateError::Day | DateError::NotALeapYear => Trouble::NoSuchDay,
        DateError::Empty | DateError::NotADate | DateError::Year | DateError::OtherCalendar => Trouble::Date,
    })
}

/// A day written in another order or without anything between its parts, with its year first.
fn year_first(digits: &str) -> Option<String> {
    if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return Some(format!("{year}/{month}/{day}"));
    }
    let parts: Vec<&str> = digits.split(['/', '-', '.']).map(str::trim).collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 && day.len() < 4 => Some(format!("{year}/{month}/{day}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_offices_write_them() {
        for typed in [
            "950000000",
            "۹۵۰٬۰۰۰٬۰۰۰",
            "950,000,000",
            "950/000/000",
            "۹۵۰.۰۰۰.۰۰۰",
            "۹۵۰ میلیون",
            "950,000,000/-",
            "۹۵۰۰۰۰۰۰۰ ریال",
        ] {
            assert_eq!(amount(typed, MoneyUnit::Rial), Ok(Rial(950_000_000)), "{typed}");
        }
        assert_eq!(amount("۹۵ میلیون تومان", MoneyUnit::Toman), Ok(Rial(950_000_000)));
        assert_eq!(amount("۹۵٫۵ میلیون", MoneyUnit::Toman), Ok(Rial(955_000_000)));
        assert_eq!(amount("۹۵۰۰۰۰۰۰ تومان", MoneyUnit::Rial), Err(Trouble::OtherUnit));
        for typed in ["نود", "95.5", "-5", "1,5"] {
            assert_eq!(amount(typed, MoneyUnit::Rial), Err(Trouble::Amount), "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_offices_write_them() {
        let day = Ok("2025-07-24".parse().unwrap());
        for typed in ["1404/05/02", "۱۴۰۴/۵/۲", "14040502", "2 مرداد 1404", "02/05/1404", "2025-07-24", "۱۴۰۴-۰۵-۰۲"]
        {
            assert_eq!(date(typed), day, "{typed}");
        }
        for typed in ["04/5/2", "دیروز", "99999999", "2/5/04"] {
            assert_eq!(date(typed), Err(Trouble::Date), "{typed}");
        }
        for typed in ["1404/13/02", "1404/12/30", "14041230", "30/12/1404", "۳۱ مهر ۱۴۰۴"] {
            assert_eq!(date(typed), Err(Trouble::NoSuchDay), "{typed}");
        }
    }

    #[test]
    fn kinds_of_machines_are_known_by_the_words_offices_use() {
        for (typed, expected) in [
            ("تنور نان صنعتی", Ok("oven")),
            ("سبزي خرد كن", Ok("chopper")),
            ("سبزی‌خردکن صنعتی", Ok("chopper")),
            ("ماشین جوجه کشی", Ok("incubator")),
            ("میوه‌خشک‌کن", Ok("dryer")),
            ("Dough mixer", Ok("mixer")),
            ("تنور و خمیرگیر", Err(Trouble::KindTwo)),
            ("چرخ خیاطی", Err(Trouble::KindUnknown)),
        ] {
            assert_eq!(kind(typed), expected, "{typed}");
        }
    }
}
