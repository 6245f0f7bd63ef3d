//! Forms about goods, shops and weights, parsed into kernel values; a sentence for each thing to mend.
pub(crate) mod batches;
pub(in crate::catalogue) mod licences;
pub(in crate::catalogue) mod shares;
pub(in crate::catalogue) mod usual;
pub(in crate::catalogue) mod weighed;

use super::list_good::GoodFace;
use super::model::{Category, Good, Machine, Weight};
use super::shop::ShopFace;
use crate::i18n::Locale;
use crate::kernel::contact::holds_link;
use crate::kernel::fields::Fields;
use crate::kernel::money::{AmountError, Rial};
use crate::kernel::number::{NumberError, parse_whole};
use crate::kernel::persian::{clean, clean_lines};
use crate::kernel::quantity::{Quantity, QuantityError, SellUnit};
use crate::ui::Problem;

const LONGEST_NAME: usize = 80;
const LONGEST_TEXT: usize = 1_000;
/// A chick is sold three weeks after its egg; nothing waits for more than a year.
const MOST_LEAD: i32 = 365;

/// Reads what a good is.
pub(super) fn face(fields: &Fields, locale: &Locale) -> Result<GoodFace, Vec<Problem>> {
    let mut problems = Vec::new();
    let name = name(fields, locale.text.catalogue_name_missing(), locale).map_err(|problem| problems.push(problem));
    let price = price(fields, locale)
        .and_then(|typed| weighed::worth(fields, typed, locale))
        .map_err(|problem| problems.push(problem));
    let unit = unit(fields, locale).map_err(|problem| problems.push(problem));
    let category = fields.text("category").to_owned();
    if category.is_empty() {
        problems.push(Problem { field: "category", sentence: locale.text.catalogue_category_missing() });
    }
    let lead_days = lead(fields, locale).map_err(|problem| problems.push(problem));
    let description = story(fields, "description", locale).map_err(|problem| problems.push(problem));
    match (name, price, unit, lead_days, description) {
        (Ok(name), Ok((price, by_weight)), Ok(unit), Ok(lead_days), Ok(description)) if problems.is_empty() => {
            Ok(GoodFace {
                name,
                category,
                description,
                unit,
                price,
                by_weight,
                lead_days,
                machines: fields.all("machine").filter_map(|id| id.parse().ok()).collect(),
            })
        }
        _ => Err(problems),
    }
}

fn name(fields: &Fields, missing: String, locale: &Locale) -> Result<String, Problem> {
    let name = sign(fields, "name", locale)?;
    if name.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        Err(Problem { field: "name", sentence: missing })
    } else {
        Ok(name)
    }
}

/// Words that stand alone in lists and messages: no longer than a line, and nothing that a phone would make a link of.
fn sign(fields: &Fields, field: &'static str, locale: &Locale) -> Result<String, Problem> {
    let typed = clean(fields.text(field));
    if typed.chars().count() > LONGEST_NAME {
        return Err(Problem { field, sentence: locale.text.app_too_long(locale.count(LONGEST_NAME)) });
    }
    if holds_link(&typed) { Err(Problem { field, sentence: locale.text.catalogue_name_link() }) } else { Ok(typed) }
}

fn story(fields: &Fields, field: &'static str, locale: &Locale) -> Result<String, Problem> {
    let story = clean_lines(fields.text(field));
    if story.chars().count() > LONGEST_TEXT {
        let most = locale.count(LONGEST_TEXT);
        return Err(Problem { field, sentence: locale.text.app_too_long(most) });
    }
    Ok(story)
}

fn price(fields: &Fields, locale: &Locale) -> Result<Rial, Problem> {
    let problem = |sentence| Problem { field: "price", sentence };
    match locale.read_amount(fields, "price") {
        Ok(price) if price > Rial::ZERO => Ok(price),
        Err(AmountError::Number(NumberError::TooLarge)) => Err(problem(locale.text.catalogue_price_large())),
        Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => {
            Err(problem(locale.text.catalogue_price_unit(locale.unit_word())))
        }
        Ok(_) | Err(AmountError::Number(_) | AmountError::NotWholeRials) => {
            Err(problem(locale.text.catalogue_price_missing(locale.unit_word())))
        }
    }
}

fn unit(fields: &Fields, locale: &Locale) -> Result<SellUnit, Problem> {
    weighed::chosen(fields).ok_or_else(|| Problem { field: "unit", sentence: locale.text.catalogue_unit_missing() })
}

/// Reads how many days a good is made before it is sold; an empty field is none.
fn lead(fields: &Fields, locale: &Locale) -> Result<i32, Problem> {
    let typed = fields.text("lead");
    if typed.is_empty() {
        return Ok(0);
    }
    let days = parse_whole(typed).ok().and_then(|days| i32::try_from(days).ok());
    days.filter(|days| *days <= MOST_LEAD).ok_or_else(|| Problem {
        field: "lead",
        sentence: locale.text.catalogue_lead_wrong(locale.number(MOST_LEAD.into())),
    })
}

/// Reads how many there are; an empty field is none.
pub(super) fn stock(
    fields: &Fields,
    field: &'static str,
    unit: SellUnit,
    locale: &Locale,
) -> Result<Quantity, Problem> {
    let typed = fields.text(field);
    if typed.is_empty() {
        return Ok(Quantity::ZERO);
    }
    Quantity::parse(typed, unit).map_err(|error| {
        let sentence = match error {
            QuantityError::NotWhole => locale.text.catalogue_stock_whole(locale.sell_unit(unit)),
            QuantityError::Number(NumberError::TooLarge) => locale.text.catalogue_stock_large(),
            QuantityError::Number(_) => locale.text.catalogue_stock_wrong(),
        };
        Problem { field, sentence }
    })
}

/// Reads the stock a good begins with, also where its unit is still to be chosen. An empty box is asked about: nobody knows how
/// much there is but its maker.
pub(super) fn first_stock(fields: &Fields, locale: &Locale) -> Result<Quantity, Problem> {
    if fields.has("stock") && fields.text("stock").is_empty() {
        return Err(Problem { field: "stock", sentence: locale.text.catalogue_stock_first_missing() });
    }
    stock(fields, "stock", weighed::chosen(fields).unwrap_or(SellUnit::Kilo), locale)
}

/// Whether the person said, of this very price, that it is right.
pub(super) fn is_sure(fields: &Fields, price: Rial) -> bool {
    fields.text("sure") == price.0.to_string()
}

/// The fields of a good that is to be edited.
pub(super) fn filled(good: &Good, machines: &[Weight], locale: &Locale) -> Fields {
    let fields = Fields::default()
        .with("name", &good.name)
        .with("category", &good.category)
        .with("description", &good.description)
        .with("lead", if good.lead_days == 0 { String::new() } else { locale.number(good.lead_days.into()) })
        .with("version", good.version.to_string());
    let fields = weighed::filled(fields, good, locale);
    machines.iter().filter_map(|line| line.machine).fold(fields, |fields, id| fields.and("machine", id.to_string()))
}

/// What a new good probably is: like the last one of the shop, or what the household's machines make.
pub(super) fn likely(last: Option<&Good>, machines: &[Machine], locale: &Locale) -> Fields {
    let category = match (last, machines.first()) {
        (Some(good), _) => good.category.as_str(),
        (None, Some(machine)) => machine.usual_category(),
        (None, None) => "",
    };
    let unit = match (last, category) {
        (Some(good), _) if good.by_weight.is_some() => weighed::WEIGHED,
        (Some(good), _) => good.unit.as_str(),
        (None, "bread" | "chicks") => SellUnit::Piece.as_str(),
        (None, _) => SellUnit::Packet.as_str(),
    };
    let fields = Fields::default().with("category", category).with("unit", unit);
    let makers = || machines.iter().filter(|machine| machine.usual_category() == category);
    let lead = makers().map(Machine::usual_lead).max().filter(|days| *days > 0);
    let fields = lead.into_iter().fold(fields, |fields, days| fields.with("lead", locale.number(days.into())));
    makers().fold(fields, |fields, machine| fields.and("machine", machine.id.to_string()))
}

/// The version that an edit was made from; none that exists if it is missing.
pub(super) fn version(fields: &Fields) -> i32 {
    fields.text("version").parse().unwrap_or(0)
}

/// The name under which a shop opens with its first good: as typed, or after the kind of that good.
pub(super) fn shop_name(
    fields: &Fields,
    categories: &[Category],
    category: &str,
    locale: &Locale,
) -> Result<String, Problem> {
    let typed = sign(fields, "shop-name", locale)?;
    if !typed.is_empty() {
        return Ok(typed);
    }
    let kind = categories.iter().find(|known| known.code == category).map_or("", |known| known.name(locale.lang));
    Ok(locale.text.catalogue_shop_unnamed(kind))
}

/// Reads the name and story of a shop.
pub(super) fn shop(fields: &Fields, locale: &Locale) -> Result<ShopFace, Vec<Problem>> {
    let name = name(fields, locale.text.catalogue_shop_name_missing(), locale);
    match (name, story(fields, "story", locale)) {
        (Ok(name), Ok(story)) => Ok(ShopFace { name, story }),
        (name, story) => Err(name.err().into_iter().chain(story.err()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::likely;
    use crate::catalogue::model::Machine;
    use crate::i18n::Locale;
    use crate::kernel::ids::EquipmentId;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn machine(kind: &str) -> Machine {
        Machine {
            id: EquipmentId(1),
            kind: kind.to_owned(),
            kind_fa: String::new(),
            kind_en: String::new(),
            serial: String::new(),
        }
    }

    #[test]
    fn chicks_are_made_three_weeks_before_they_are_sold_and_bread_on_the_day() {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        assert_eq!(likely(None, &[machine("incubator")], &locale).text("lead"), "۲۱");
        assert_eq!(likely(None, &[machine("oven")], &locale).text("lead"), "");
    }
}
