//! Goods that are sold by the piece and charged by weight: what a piece is worth, and weights as people type them.
//! A weight is a quantity in kilos, so its thousandths are grams. An amount is rounded like every other: once, half up, to whole rials.

use super::money::Rial;
use super::number::{NumberError, parse_decimal};
use super::persian::fold;
use super::quantity::{Quantity, SellUnit};

/// How a good is charged by its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByWeight {
    /// The price of a kilo.
    pub(crate) kilo: Rial,
    /// A piece usually weighs from this…
    pub(crate) least: Quantity,
    /// …to this.
    pub(crate) most: Quantity,
}

/// The columns of [`ByWeight`] as they are stored: all of them, or none.
#[derive(Clone, Copy, Debug, diesel::Queryable)]
pub(crate) struct StoredByWeight(Option<Rial>, Option<Quantity>, Option<Quantity>);

impl From<StoredByWeight> for Option<ByWeight> {
    fn from(StoredByWeight(kilo, least, most): StoredByWeight) -> Self {
        Some(ByWeight { kilo: kilo?, least: least?, most: most? })
    }
}

/// What a good costs: of one unit, and of a kilo where the price of a piece is an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PriceTag {
    pub(crate) price: Rial,
    pub(crate) unit: SellUnit,
    pub(crate) kilo: Option<Rial>,
}

/// How many times heavier or lighter than usual a weight may be before it looks like a slip.
const SLIP: i64 = 5;
/// No piece is heavier: a thousand kilos.
const HEAVIEST: i64 = 1_000_000;
/// From here on a number without a word is grams: nothing that is sold by the piece weighs so many kilos.
const GRAMS_FROM: i64 = 100_000;
const KILO_WORDS: [&str; 8] = ["کیلوگرم", "کیلو گرم", "کیلو", "kilograms", "kilogram", "kilos", "kilo", "kg"];
const GRAM_WORDS: [&str; 4] = ["گرم", "grams", "gram", "g"];

impl ByWeight {
    /// What a piece usually weighs: the middle of from and to.
    pub(crate) fn usual(self) -> Quantity {
        Quantity(self.least.0.midpoint(self.most.0))
    }

    /// What a piece of the usual weight costs; none where that is nothing or too much to keep.
    pub(crate) fn piece(self) -> Option<Rial> {
        self.kilo.times(self.usual()).filter(|price| *price > Rial::ZERO)
    }

    /// What so many pieces usually weigh.
    pub(crate) fn usual_of(self, pieces: Quantity) -> Quantity {
        Quantity(self.usual().0.saturating_mul(pieces.0) / 1_000)
    }

    /// Whether so many pieces can hardly weigh this: five times what the heaviest do, or a fifth of what the lightest do.
    pub(crate) fn is_far(self, pieces: Quantity, weight: Quantity) -> bool {
        let of_all = |piece: Quantity| piece.0.saturating_mul(pieces.0) / 1_000;
        weight.0 > of_all(self.most).saturating_mul(SLIP) || weight.0.saturating_mul(SLIP) < of_all(self.least)
    }
}

/// Reads a weight above zero: kilos with up to three decimals, or grams, as its word says. Without a word, a number of a hundred
/// or more is grams, and a smaller one kilos.
pub(crate) fn parse_weight(text: &str) -> Result<Quantity, NumberError> {
    let folded = fold(text).to_lowercase();
    let typed = folded.trim();
    let before = |words: &[&str]| words.iter().find_map(|word| typed.strip_suffix(word)).map(str::trim_end);
    let milli = if let Some(kilos) = before(&KILO_WORDS) {
        parse_decimal(kilos, 3)?
    } else if let Some(grams) = before(&GRAM_WORDS) {
        parse_decimal(grams, 0)?
    } else {
        match parse_decimal(typed, 3)? {
            many if many >= GRAMS_FROM && many % 1_000 == 0 => many / 1_000,
            kilos => kilos,
        }
    };
    match milli {
        0 => Err(NumberError::Empty),
        1..=HEAVIEST => Ok(Quantity(milli)),
        _ => Err(NumberError::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHICKEN: ByWeight = ByWeight { kilo: Rial(300_000), least: Quantity(1_600), most: Quantity(2_000) };

    #[test]
    fn a_weight_is_read_in_kilos_or_in_grams_in_any_digits() {
        for typed in
            ["3.45", "۳٫۴۵۰", "۳/۴۵", "3450", "۳٬۴۵۰", "۳۴۵۰ گرم", "٣٫٤٥ کیلو", "۳٫۴۵ كيلوگرم", "3450g", "3.45 KG"]
        {
            assert_eq!(parse_weight(typed), Ok(Quantity(3_450)), "{typed}");
        }
        assert_eq!(parse_weight("2"), Ok(Quantity(2_000)));
        assert_eq!(parse_weight("99"), Ok(Quantity(99_000)));
        assert_eq!(parse_weight("100"), Ok(Quantity(100)));
        assert_eq!(parse_weight("۹۰ گرم"), Ok(Quantity(90)));
        assert_eq!(parse_weight("۱۲۰ کیلو"), Ok(Quantity(120_000)));
    }

    #[test]
    fn what_is_no_weight_is_refused() {
        for (typed, error) in [
            ("", NumberError::Empty),
            ("0", NumberError::Empty),
            ("-2", NumberError::Negative),
            ("1.2345", NumberError::TooFine),
            ("۳٫۵ گرم", NumberError::TooFine),
            ("سه کیلو", NumberError::NotANumber),
            ("۲۰۰۰ کیلو", NumberError::TooLarge),
        ] {
            assert_eq!(parse_weight(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_piece_is_worth_its_usual_weight_and_a_weighing_is_rounded_once() {
        assert_eq!((CHICKEN.usual(), CHICKEN.piece()), (Quantity(1_800), Some(Rial(540_000))));
        assert_eq!(CHICKEN.kilo.times(Quantity(3_450)), Some(Rial(1_035_000)));
        let cheese = ByWeight { kilo: Rial(333_333), least: Quantity(499), most: Quantity(500) };
        assert_eq!(cheese.piece(), Some(Rial(166_333)));
        assert_eq!(cheese.kilo.times(Quantity(1_501)), Some(Rial(500_333)));
        let nothing = ByWeight { kilo: Rial(1), least: Quantity(1), most: Quantity(1) };
        assert_eq!(nothing.piece(), None);
    }

    #[test]
    fn a_weight_five_times_off_looks_like_a_slip_and_others_do_not() {
        let two = Quantity(2_000);
        assert_eq!(CHICKEN.usual_of(two), Quantity(3_600));
        for (weight, is_far) in
            [(3_450, false), (640, false), (639, true), (20_000, false), (20_001, true), (34_500, true)]
        {
            assert_eq!(CHICKEN.is_far(two, Quantity(weight)), is_far, "{weight}");
        }
    }
}
