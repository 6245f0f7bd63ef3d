//! Numbers, money, quantities and dates as the reader writes them: Persian digits and Solar Hijri dates in Persian,
//! Latin digits and Gregorian dates in English.
mod dates;

use super::{Locale, named};
use crate::kernel::by_weight::parse_weight;
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::kernel::money::{AmountError, MoneyUnit, Rial, parse_amount};
use crate::kernel::number::{Decimal, Digits, NumberError, group, group_decimal};
use crate::kernel::persian::{ascii_digits, persian_digits};
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::words::{in_words_en, in_words_fa};

impl Locale {
    fn digits(&self) -> Digits {
        match self.lang {
            Lang::Fa => Digits::Persian,
            Lang::En => Digits::Latin,
        }
    }

    /// A whole number with its groups.
    pub fn number(&self, number: i64) -> String {
        group(number, self.digits())
    }

    /// A number in thousandths, rounded to tenths: «۱٫۳».
    pub fn tenths(&self, thousandths: i64) -> String {
        group_decimal(Decimal { units: (thousandths + 50).div_euclid(100), places: 1 }, self.digits())
    }

    /// How many there are of something, with groups.
    pub fn count(&self, many: usize) -> String {
        self.number(i64::try_from(many).unwrap_or(i64::MAX))
    }

    /// Stall numbers or words one after the other, as a list is said: «۱، ۲ و ۳».
    pub fn numbered(&self, numbers: &[String]) -> String {
        let words: Vec<String> = numbers.iter().map(|number| self.in_digits(number)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{}{}{last}", rest.join(&self.text.stalls_join()), self.text.stalls_and())
            }
            _ => words.concat(),
        }
    }

    /// Digits of a text in the reader's script, ungrouped: for stall numbers, years and codes that are read aloud.
    pub fn in_digits(&self, text: &str) -> String {
        match self.lang {
            Lang::Fa => persian_digits(text),
            Lang::En => ascii_digits(text),
        }
    }

    /// A share in percent, from basis points.
    pub fn percent(&self, basis_points: i64) -> String {
        let number = self.percent_number(basis_points);
        match self.lang {
            Lang::Fa => format!("{number}٪"),
            Lang::En => format!("{number}%"),
        }
    }

    /// A share in percent without the sign, as it stands in a field.
    pub fn percent_number(&self, basis_points: i64) -> String {
        group_decimal(Decimal { units: basis_points, places: 2 }, self.digits())
    }

    /// An amount without its word: «۲۵۰٬۰۰۰».
    pub fn amount(&self, amount: Rial) -> String {
        group_decimal(amount.in_unit(self.unit), self.digits())
    }

    /// An amount with its word: «۲۵۰٬۰۰۰ تومان».
    pub fn money(&self, amount: Rial) -> String {
        format!("{} {}", self.amount(amount), self.unit_word())
    }

    /// An amount with its word, and that it is an estimate where it is one: «حدود ۵۴٬۰۰۰ تومان».
    pub fn money_about(&self, amount: Rial, is_estimate: bool) -> String {
        let money = self.money(amount);
        if is_estimate { self.text.app_roughly_amount(money) } else { money }
    }

    /// What pieces of a good that is charged by weight cost by their weight: «۲ عدد، ۳٫۴۵ کیلو × ۳۰٬۰۰۰ تومان = ۱۰۳٬۵۰۰ تومان».
    pub fn weighed_sum(&self, pieces: Quantity, (weight, kilo): (Quantity, Rial), amount: Rial) -> String {
        self.text.app_weighed_sum(named::AmountKiloPiecesWeight {
            amount: self.money(amount),
            kilo: self.money(kilo),
            pieces: self.quantity(pieces, SellUnit::Piece),
            weight: self.quantity(weight, SellUnit::Kilo),
        })
    }

    /// The word of the unit money is shown in.
    pub fn unit_word(&self) -> String {
        match self.unit {
            MoneyUnit::Toman => self.text.format_toman(),
            MoneyUnit::Rial => self.text.format_rial(),
            MoneyUnit::NewRial => self.text.format_new_rial(),
        }
    }

    /// Reads the amount of a form's field, which was typed in the unit that stood beside it; a form from before the unit
    /// changed is refused, because its number means something else now, and so is one that names no unit.
    pub fn read_amount(&self, fields: &Fields, name: &str) -> Result<Rial, AmountError> {
        match MoneyUnit::parse(fields.text(&unit_field(name))) {
            Some(typed_in) if typed_in != self.unit => Err(AmountError::OtherUnit(typed_in)),
            None if !fields.text(name).is_empty() => Err(AmountError::NoUnit),
            _ => parse_amount(fields.text(name), self.unit),
        }
    }

    /// Reads a weight in kilos or grams; a sentence about what to mend where it is none.
    pub fn read_weight(&self, typed: &str) -> Result<Quantity, String> {
        parse_weight(typed).map_err(|error| match error {
            NumberError::Empty => self.text.app_weight_missing(),
            NumberError::TooLarge => self.text.app_weight_large(),
            NumberError::NotANumber | NumberError::Negative | NumberError::TooFine => self.text.app_weight_unread(),
        })
    }

    /// The question about pieces that can hardly weigh this.
    pub fn weight_doubt(&self, pieces: Quantity, weight: Quantity, usual: Quantity) -> String {
        self.text.app_weight_doubt(named::PiecesUsualWeight {
            pieces: self.quantity(pieces, SellUnit::Piece),
            usual: self.quantity(usual, SellUnit::Kilo),
            weight: self.quantity(weight, SellUnit::Kilo),
        })
    }

    /// An amount typed in the reader's unit, in words with the unit; nothing when it is no amount.
    pub fn typed_in_words(&self, typed: &str) -> String {
        match parse_amount(typed, self.unit) {
            Ok(amount) if amount > Rial::ZERO => self.money_in_words(amount),
            _ => String::new(),
        }
    }

    /// An amount in words, rounded to whole units.
    pub fn money_in_words(&self, amount: Rial) -> String {
        let decimal = amount.in_unit(self.unit);
        let whole = decimal.units / 10_i64.pow(decimal.places);
        let words = match self.lang {
            Lang::Fa => in_words_fa(whole),
            Lang::En => in_words_en(whole),
        };
        format!("{words} {}", self.unit_word())
    }

    /// A number for a form field: ungrouped, in the reader's digits.
    pub fn typed_amount(&self, amount: Rial) -> String {
        let decimal = amount.in_unit(self.unit);
        let divisor = 10_i64.pow(decimal.places);
        let (whole, rest) = (decimal.units / divisor, decimal.units % divisor);
        let text = if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:0width$}", width = decimal.places as usize)
        };
        self.in_digits(&text)
    }

    /// The number of a quantity, without its unit.
    pub fn quantity_number(&self, quantity: Quantity) -> String {
        group_decimal(quantity.in_units(), self.digits())
    }

    /// A quantity with its unit: «۲٫۵ کیلو».
    pub fn quantity(&self, quantity: Quantity, unit: SellUnit) -> String {
        format!("{} {}", self.quantity_number(quantity), self.counted_unit(quantity, unit))
    }

    /// The word of a unit after this number.
    pub fn counted_unit(&self, quantity: Quantity, unit: SellUnit) -> String {
        if Some(quantity) == Quantity::of_units(1) { self.sell_unit(unit) } else { self.sell_units(unit) }
    }

    /// The word of a unit after a number that is not one.
    fn sell_units(&self, unit: SellUnit) -> String {
        match unit {
            SellUnit::Piece => self.text.format_piece_many(),
            SellUnit::Kilo => self.text.format_kilo_many(),
            SellUnit::Gram => self.text.format_gram_many(),
            SellUnit::Litre => self.text.format_litre_many(),
            SellUnit::Packet => self.text.format_packet_many(),
            SellUnit::Tray => self.text.format_tray_many(),
        }
    }

    /// The word of a unit.
    pub fn sell_unit(&self, unit: SellUnit) -> String {
        match unit {
            SellUnit::Piece => self.text.format_piece(),
            SellUnit::Kilo => self.text.format_kilo(),
            SellUnit::Gram => self.text.format_gram(),
            SellUnit::Litre => self.text.format_litre(),
            SellUnit::Packet => self.text.format_packet(),
            SellUnit::Tray => self.text.format_tray(),
        }
    }

    /// A mobile number, to be set left to right.
    pub fn phone(&self, mobile: &Mobile) -> String {
        self.in_digits(&mobile.display())
    }
}

/// The name of the hidden field that says in which unit the amount of a field is typed.
pub(crate) fn unit_field(name: &str) -> String {
    format!("{name}-unit")
}
