//! Money: whole current rials, the units it may be shown in, and amounts as people type them.
//! Sums are made in rials; rounding happens once, for display in new rials.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::number::{Decimal, NumberError, parse_decimal};
use super::persian::fold;
use super::quantity::Quantity;
use super::stored::{stored_number, text_enum};

/// Whole current rials; negative where money goes back.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = BigInt)]
#[serde(transparent)]
pub(crate) struct Rial(pub(crate) i64);

stored_number!(Rial, i64, BigInt);

text_enum! {
    /// The unit that amounts are typed and shown in.
    pub(crate) enum MoneyUnit {
        /// Ten current rials.
        Toman = "toman",
        /// The current rial.
        Rial = "rial",
        /// Ten thousand current rials, of the redenomination law.
        NewRial = "new_rial",
    }
}

/// Why what was typed is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum AmountError {
    /// It is no number, negative, or greater than any amount here can be.
    #[error(transparent)]
    Number(NumberError),
    /// It has a part smaller than one current rial.
    #[error("the amount is not a whole number of rials")]
    NotWholeRials,
    /// It names a unit that is not the one of the page.
    #[error("the amount names another unit")]
    OtherUnit(MoneyUnit),
    /// The form does not say in which unit it was typed.
    #[error("the unit of the amount is not told")]
    NoUnit,
}

/// No amount that a person types is greater: 10^15 rials.
const LARGEST: i64 = 1_000_000_000_000_000;
const RIALS_IN_A_NEW_HUNDREDTH: i128 = 100;
const THOUSANDTHS: i128 = 1_000;

/// Words for a unit after an amount, folded; a longer one stands before the shorter one that it ends with.
const UNIT_WORDS: [(&str, MoneyUnit); 11] = [
    ("ریال جدید", MoneyUnit::NewRial),
    ("ریالجدید", MoneyUnit::NewRial),
    ("new rials", MoneyUnit::NewRial),
    ("new rial", MoneyUnit::NewRial),
    ("تومان", MoneyUnit::Toman),
    ("تومن", MoneyUnit::Toman),
    ("tomans", MoneyUnit::Toman),
    ("toman", MoneyUnit::Toman),
    ("ریال", MoneyUnit::Rial),
    ("rials", MoneyUnit::Rial),
    ("rial", MoneyUnit::Rial),
];

impl MoneyUnit {
    /// How many digits after the point an amount typed in this unit can have: the power of ten of its rials.
    pub(crate) fn typed_places(self) -> u32 {
        match self {
            Self::Rial => 0,
            Self::Toman => 1,
            Self::NewRial => 4,
        }
    }
}

impl Rial {
    /// Nothing.
    pub(crate) const ZERO: Self = Self(0);

    /// The difference, unless it is too large to keep.
    pub(crate) fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of them all, unless it is too large to keep.
    pub(crate) fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let total: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(total).ok().map(Self)
    }

    /// This price for a quantity, rounded half up to a rial, unless it is too large to keep.
    ///
    /// A negative quantity gives exactly the negative of its positive twin, so that a return undoes a sale.
    pub(crate) fn times(self, quantity: Quantity) -> Option<Self> {
        let exact = i128::from(self.0) * i128::from(quantity.0);
        i64::try_from(rounded(exact, THOUSANDTHS)).ok().map(Self)
    }

    /// The amount in a unit, to be written in the reader's digits; in new rials it is rounded half up to hundredths.
    pub(crate) fn in_unit(self, unit: MoneyUnit) -> Decimal {
        match unit {
            MoneyUnit::Rial => Decimal { units: self.0, places: 0 },
            MoneyUnit::Toman => Decimal { units: self.0, places: 1 },
            MoneyUnit::NewRial => {
                let hundredths = rounded(i128::from(self.0), RIALS_IN_A_NEW_HUNDREDTH);
                Decimal { units: i64::try_from(hundredths).unwrap_or(self.0 / 100), places: 2 }
            }
        }
    }
}

/// A mean of amounts, exact until it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mean {
    pub(crate) sum: i128,
    /// By how many the sum is divided; at least one.
    pub(crate) of: u32,
}

impl Mean {
    /// The mean in whole units, as it is shown: rounded half up, once; in new rials, to the rial.
    pub(crate) fn rounded(self, unit: MoneyUnit) -> Rial {
        let step: i128 = match unit {
            MoneyUnit::Toman => 10,
            MoneyUnit::Rial | MoneyUnit::NewRial => 1,
        };
        let whole = i128::from(self.of.max(1)) * step;
        let steps = (2 * self.sum + whole).div_euclid(2 * whole);
        Rial(i64::try_from(steps * step).unwrap_or(i64::MAX))
    }
}

/// Reads an amount of zero or more, typed in `unit`; a unit's word may follow it if it is the same unit's.
pub(crate) fn parse_amount(text: &str, unit: MoneyUnit) -> Result<Rial, AmountError> {
    let folded = fold(text);
    let (number, named) = without_unit(folded.trim());
    if let Some(other) = named.filter(|named| *named != unit) {
        return Err(AmountError::OtherUnit(other));
    }
    let rials = parse_decimal(number, unit.typed_places()).map_err(|error| match error {
        NumberError::TooFine => AmountError::NotWholeRials,
        other => AmountError::Number(other),
    })?;
    if rials > LARGEST {
        return Err(AmountError::Number(NumberError::TooLarge));
    }
    Ok(Rial(rials))
}

fn without_unit(typed: &str) -> (&str, Option<MoneyUnit>) {
    UNIT_WORDS
        .iter()
        .find_map(|(word, unit)| typed.strip_suffix(word).map(|number| (number.trim_end(), Some(*unit))))
        .unwrap_or((typed, None))
}

/// Divides, rounding half away from zero.
fn rounded(value: i128, divisor: i128) -> i128 {
    let half = divisor / 2;
    if value < 0 { (value - half) / divisor } else { (value + half) / divisor }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::number::{Digits, group_decimal};

    fn parsed(text: &str, unit: MoneyUnit) -> i64 {
        parse_amount(text, unit).unwrap().0
    }

    #[test]
    fn a_mean_is_rounded_once_half_up_to_what_is_shown() {
        // 44.5 rials: to rials 45, but to tomans 40 and not 50, and a loss of as much is 40 too.
        let mean = Mean { sum: 534, of: 12 };
        assert_eq!(mean.rounded(MoneyUnit::Rial), Rial(45));
        assert_eq!(mean.rounded(MoneyUnit::Toman), Rial(40));
        let loss = Mean { sum: -534, of: 12 };
        assert_eq!((loss.rounded(MoneyUnit::Rial), loss.rounded(MoneyUnit::Toman)), (Rial(-44), Rial(-40)));
        assert_eq!(Mean { sum: 45, of: 1 }.rounded(MoneyUnit::Toman), Rial(50));
    }

    #[test]
    fn a_toman_is_ten_rials_in_any_digits_and_with_its_word() {
        for typed in ["250000", "۲۵۰٬۰۰۰", "٢٥٠٠٠٠", "۲۵۰٬۰۰۰ تومان", "250,000toman", "250000 Tomans", "۲۵۰ ۰۰۰تومن"]
        {
            assert_eq!(parsed(typed, MoneyUnit::Toman), 2_500_000, "{typed}");
        }
        assert_eq!(parsed("۲٬۵۰۰٬۰۰۰ ريال", MoneyUnit::Rial), 2_500_000);
        assert_eq!(parsed("250 ریال جدید", MoneyUnit::NewRial), 2_500_000);
        assert_eq!(parsed("250 New Rials", MoneyUnit::NewRial), 2_500_000);
    }

    #[test]
    fn another_units_word_is_refused_not_converted() {
        assert_eq!(parse_amount("۲۵۰٬۰۰۰ ریال", MoneyUnit::Toman), Err(AmountError::OtherUnit(MoneyUnit::Rial)));
        assert_eq!(parse_amount("250000 toman", MoneyUnit::Rial), Err(AmountError::OtherUnit(MoneyUnit::Toman)));
        assert_eq!(parse_amount("۲۵۰ ریال", MoneyUnit::NewRial), Err(AmountError::OtherUnit(MoneyUnit::Rial)));
        assert_eq!(parse_amount("۲۵۰ ریال جدید", MoneyUnit::Rial), Err(AmountError::OtherUnit(MoneyUnit::NewRial)));
    }

    #[test]
    fn a_fraction_must_come_to_whole_rials() {
        assert_eq!(parsed("12.5", MoneyUnit::Toman), 125);
        assert_eq!(parsed("0.0001", MoneyUnit::NewRial), 1);
        assert_eq!(parse_amount("12.55", MoneyUnit::Toman), Err(AmountError::NotWholeRials));
        assert_eq!(parse_amount("1.5", MoneyUnit::Rial), Err(AmountError::NotWholeRials));
    }

    #[test]
    fn a_negative_empty_or_boundless_amount_is_refused() {
        for (typed, error) in [
            ("-5", NumberError::Negative),
            ("", NumberError::Empty),
            ("تومان", NumberError::Empty),
            ("پنج تومان", NumberError::NotANumber),
            ("1000000000000001", NumberError::TooLarge),
            ("99999999999999999999999", NumberError::TooLarge),
        ] {
            let unit = if typed.contains("تومان") { MoneyUnit::Toman } else { MoneyUnit::Rial };
            assert_eq!(parse_amount(typed, unit), Err(AmountError::Number(error)), "{typed}");
        }
        assert_eq!(parsed("1000000000000000", MoneyUnit::Rial), LARGEST);
    }

    #[test]
    fn an_amount_is_shown_in_its_unit() {
        let shown = |rials, unit| group_decimal(Rial(rials).in_unit(unit), Digits::Latin);
        assert_eq!(shown(2_500_000, MoneyUnit::Toman), "250,000");
        assert_eq!(shown(2_500_005, MoneyUnit::Toman), "250,000.5");
        assert_eq!(shown(2_500_000, MoneyUnit::Rial), "2,500,000");
        assert_eq!(shown(2_500_000, MoneyUnit::NewRial), "250");
        assert_eq!(shown(12_349, MoneyUnit::NewRial), "1.23");
        assert_eq!(shown(12_350, MoneyUnit::NewRial), "1.24");
        assert_eq!(shown(-12_350, MoneyUnit::NewRial), "-1.24");
    }

    #[test]
    fn a_price_times_a_quantity_is_rounded_half_up_and_a_return_is_its_negative() {
        assert_eq!(Rial(1_001).times(Quantity(500)), Some(Rial(501)));
        assert_eq!(Rial(1_001).times(Quantity(499)), Some(Rial(499)));
        assert_eq!(Rial(1_001).times(Quantity(-500)), Some(Rial(-501)));
        assert_eq!(Rial(LARGEST).times(Quantity(1_000_000)), Some(Rial(LARGEST * 1_000)));
        assert_eq!(Rial(i64::MAX).times(Quantity(i64::MAX)), None);
    }

    #[test]
    fn sums_that_overflow_give_nothing() {
        assert_eq!(Rial::sum([Rial(1), Rial(2), Rial(-5)]), Some(Rial(-2)));
        assert_eq!(Rial::sum([Rial(i64::MAX), Rial(1), Rial(-1)]), Some(Rial(i64::MAX)));
        assert_eq!(Rial::sum([Rial(i64::MAX), Rial(1)]), None);
        assert_eq!(Rial(i64::MIN).checked_sub(Rial(1)), None);
    }
}
