//! The unit of a good as its form offers it: one of the units, or pieces whose price is that of a kilo.
use crate::catalogue::model::Good;
use crate::i18n::Locale;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::fields::Fields;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::ui::Problem;

/// What the form sends in the place of a unit for pieces that are charged by weight.
pub(in crate::catalogue) const WEIGHED: &str = "weighed";
/// The field of what a piece usually weighs, or of the least.
pub(in crate::catalogue) const FROM: &str = "weighs-from";
/// The field of the most that a piece usually weighs.
pub(in crate::catalogue) const TO: &str = "weighs-to";

/// The unit that is chosen.
pub(super) fn chosen(fields: &Fields) -> Option<SellUnit> {
    if is_weighed(fields) { Some(SellUnit::Piece) } else { SellUnit::parse(fields.text("unit")) }
}

fn is_weighed(fields: &Fields) -> bool {
    fields.text("unit") == WEIGHED
}

/// Reads what a unit costs: the typed price, or of pieces that are charged by weight, how they are and what one is worth.
pub(super) fn worth(fields: &Fields, typed: Rial, locale: &Locale) -> Result<(Rial, Option<ByWeight>), Problem> {
    if !is_weighed(fields) {
        return Ok((typed, None));
    }
    let least = weight(fields, FROM, locale)?;
    let most = if fields.text(TO).is_empty() { least } else { weight(fields, TO, locale)? };
    let by_weight = ByWeight { kilo: typed, least: least.min(most), most: most.max(least) };
    match by_weight.piece() {
        Some(price) => Ok((price, Some(by_weight))),
        None => Err(Problem { field: "price", sentence: locale.text.catalogue_price_missing(locale.unit_word()) }),
    }
}

fn weight(fields: &Fields, field: &'static str, locale: &Locale) -> Result<Quantity, Problem> {
    locale.read_weight(fields.text(field)).map_err(|sentence| Problem { field, sentence })
}

/// Fills in the price, the unit and the weights of a good that is to be edited.
pub(super) fn filled(fields: Fields, good: &Good, locale: &Locale) -> Fields {
    let Some(by_weight) = good.by_weight else {
        return fields.with("price", locale.typed_amount(good.price)).with("unit", good.unit.as_str());
    };
    let fields = fields
        .with("price", locale.typed_amount(by_weight.kilo))
        .with("unit", WEIGHED)
        .with(FROM, locale.quantity_number(by_weight.least));
    if by_weight.most == by_weight.least { fields } else { fields.with(TO, locale.quantity_number(by_weight.most)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn read(from: &str, to: &str) -> Result<(Rial, Option<ByWeight>), Problem> {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        let fields = Fields::default().with("unit", WEIGHED).with(FROM, from).with(TO, to);
        worth(&fields, Rial(300_000), &locale)
    }

    #[test]
    fn the_price_of_a_piece_is_that_of_its_usual_weight() {
        let by_weight = ByWeight { kilo: Rial(300_000), least: Quantity(1_600), most: Quantity(2_000) };
        for (from, to) in [("۱٫۶", "۲"), ("1600", "2000 گرم"), ("۲", "۱٫۶")] {
            assert_eq!(read(from, to), Ok((Rial(540_000), Some(by_weight))), "{from} {to}");
        }
        let even = ByWeight { kilo: Rial(300_000), least: Quantity(1_800), most: Quantity(1_800) };
        assert_eq!(read("۱۸۰۰", ""), Ok((Rial(540_000), Some(even))));
    }

    #[test]
    fn pieces_charged_by_weight_need_a_weight() {
        assert_eq!(read("", "").unwrap_err().field, FROM);
        assert_eq!(read("۱٫۸", "زیاد").unwrap_err().field, TO);
    }
}
