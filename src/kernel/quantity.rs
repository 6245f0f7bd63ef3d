//! How much of a product: thousandths of the unit it is sold by.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::number::{Decimal, NumberError, parse_decimal};
use super::stored::{stored_number, text_enum};

/// Thousandths of a unit; negative where stock leaves.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = BigInt)]
#[serde(transparent)]
pub(crate) struct Quantity(pub(crate) i64);

stored_number!(Quantity, i64, BigInt);

text_enum! {
    /// What a product is counted or weighed in.
    pub(crate) enum SellUnit {
        /// One by one.
        Piece = "piece",
        /// By the kilogram.
        Kilo = "kilo",
        /// By the gram.
        Gram = "gram",
        /// By the litre.
        Litre = "litre",
        /// By the packet.
        Packet = "packet",
        /// By the tray.
        Tray = "tray",
    }
}

/// Why what was typed is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum QuantityError {
    /// It is not a number that can be kept, or has more than three decimals.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The unit is sold whole.
    #[error("this unit is counted in whole numbers")]
    NotWhole,
}

const THOUSAND: i64 = 1_000;
const DECIMALS: u32 = 3;
const LARGEST: i64 = 1_000_000_000 * THOUSAND;

impl SellUnit {
    /// Whether the unit is counted, so that there is no half of it.
    pub(crate) fn is_counted(self) -> bool {
        match self {
            Self::Piece | Self::Packet | Self::Tray => true,
            Self::Kilo | Self::Gram | Self::Litre => false,
        }
    }
}

impl Quantity {
    /// Nothing.
    pub(crate) const ZERO: Self = Self(0);

    /// So many whole units.
    pub(crate) fn of_units(units: i64) -> Option<Self> {
        units.checked_mul(THOUSAND).map(Self)
    }

    /// Reads a quantity of zero or more, up to a thousand million, as typed in a field for this unit.
    pub(crate) fn parse(text: &str, unit: SellUnit) -> Result<Self, QuantityError> {
        let milli = parse_decimal(text, DECIMALS)?;
        if milli > LARGEST {
            return Err(NumberError::TooLarge.into());
        }
        if unit.is_counted() && milli % THOUSAND != 0 {
            return Err(QuantityError::NotWhole);
        }
        Ok(Self(milli))
    }

    /// The sum, unless it is too large to keep.
    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is too large to keep.
    pub(crate) fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The same quantity the other way, unless it is too large to keep.
    pub(crate) fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The quantity in its unit, to be written in the reader's digits.
    pub(crate) fn in_units(self) -> Decimal {
        Decimal { units: self.0, places: DECIMALS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_has_up_to_three_decimals_in_any_digits() {
        for typed in ["2.5", "۲٫۵", "٢/٥", "۲/۵۰۰"] {
            assert_eq!(Quantity::parse(typed, SellUnit::Kilo), Ok(Quantity(2_500)), "{typed}");
        }
        assert_eq!(Quantity::parse("2.5001", SellUnit::Litre), Err(NumberError::TooFine.into()));
    }

    #[test]
    fn what_is_counted_is_whole() {
        for unit in [SellUnit::Piece, SellUnit::Packet, SellUnit::Tray] {
            assert_eq!(Quantity::parse("۱۲", unit), Ok(Quantity(12_000)));
            assert_eq!(Quantity::parse("12.0", unit), Ok(Quantity(12_000)));
            assert_eq!(Quantity::parse("1.5", unit), Err(QuantityError::NotWhole));
        }
    }

    #[test]
    fn a_negative_or_senseless_quantity_is_refused() {
        assert_eq!(Quantity::parse("-1", SellUnit::Piece), Err(NumberError::Negative.into()));
        assert_eq!(Quantity::parse("1000000001", SellUnit::Piece), Err(NumberError::TooLarge.into()));
        assert_eq!(Quantity::parse("", SellUnit::Piece), Err(NumberError::Empty.into()));
    }

    #[test]
    fn arithmetic_that_overflows_gives_nothing() {
        assert_eq!(Quantity(1).checked_add(Quantity(2)), Some(Quantity(3)));
        assert_eq!(Quantity(i64::MAX).checked_add(Quantity(1)), None);
        assert_eq!(Quantity(i64::MIN).checked_neg(), None);
        assert_eq!(Quantity::ZERO.checked_sub(Quantity(5)), Some(Quantity(-5)));
        assert_eq!(Quantity::of_units(i64::MAX), None);
    }
}
