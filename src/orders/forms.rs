//! What browsers send about orders, parsed into values; and refusals in words beside the field to mend.
pub(in crate::orders) mod batches;
mod pay;
pub(in crate::orders) mod standing;

pub(crate) use pay::{pay_problem, payment};

use super::door::{DoorRefusal, NewDoorTime};
use super::model::{BasketGood, Choice, Order, Slot};
use super::place::{NewLine, NewOrder, PlaceRefusal};
use super::queries::MOST_DOORS;
use super::steps::StepRefusal;
use crate::i18n::{Locale, named};
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::ids::ShopId;
use crate::kernel::money::Rial;
use crate::kernel::number::NumberError;
use crate::kernel::persian::{ascii_digits, clean};
use crate::kernel::places::Where;
use crate::kernel::quantity::{Quantity, QuantityError, SellUnit};
use crate::ui::Problem;

/// The field of how much of a good is wanted.
pub(super) fn quantity_field(code: &str) -> String {
    format!("q-{code}")
}

/// The field of the price at which a good was seen, in rials.
pub(super) fn price_field(code: &str) -> String {
    format!("p-{code}")
}

/// The field of when a shop's part of the basket is collected.
pub(super) fn choice_field(shop_code: &str) -> String {
    format!("at-{shop_code}")
}

/// Something to mend about one good or one shop, by its code.
pub(super) type Mended = (String, String);

/// Reads how much of a good is wanted; nothing at all takes it out of the basket.
pub(super) fn wanted(typed: &str, unit: SellUnit, locale: &Locale) -> Result<Quantity, String> {
    if typed.is_empty() {
        return Ok(Quantity::ZERO);
    }
    let read = Quantity::parse(typed, unit).and_then(|quantity| match quantity {
        Quantity(milli) if milli > super::basket::LARGEST => Err(NumberError::TooLarge.into()),
        quantity => Ok(quantity),
    });
    read.map_err(|error| match error {
        QuantityError::NotWhole => locale.text.orders_quantity_counted(),
        QuantityError::Number(NumberError::TooLarge) => locale.text.orders_quantity_large(),
        QuantityError::Number(_) => locale.text.orders_quantity_unread(),
    })
}

const LONGEST_NAME: usize = 60;
const LONGEST_PLACE: usize = 200;

/// Who asks: a name to call out and a number to call.
pub(super) fn customer(fields: &Fields, locale: &Locale) -> Result<(String, Mobile), Vec<Problem>> {
    let mut problems = Vec::new();
    let name = clean(fields.text("name"));
    if name.chars().count() < 2 {
        problems.push(Problem { field: "name", sentence: locale.text.orders_name_missing() });
    }
    if name.chars().count() > LONGEST_NAME {
        problems.push(Problem { field: "name", sentence: locale.text.app_too_long(locale.count(LONGEST_NAME)) });
    }
    let mobile = Mobile::parse(fields.text("phone"))
        .map_err(|_| problems.push(Problem { field: "phone", sentence: locale.text.orders_phone_wrong() }));
    match mobile {
        Ok(mobile) if problems.is_empty() => Ok((name, mobile)),
        _ => Err(problems),
    }
}

/// The orders that a basket is made of, one for each shop; what is to be mended where a shop's time was not chosen. Of some cities
/// the buyer has seen no price.
pub(super) fn orders(
    fields: &Fields,
    (goods, slots): (&[(&BasketGood, Quantity)], &[Slot]),
    (locale, prices_in): (&Locale, &Where),
) -> Result<Vec<NewOrder>, Vec<Mended>> {
    let (mut orders, mut mended): (Vec<NewOrder>, Vec<Mended>) = (Vec::new(), Vec::new());
    for (good, quantity) in goods {
        let seen = || Rial(fields.text(&price_field(&good.code)).parse().unwrap_or(0));
        let price = prices_in.is_in(good.city).then(seen);
        let batch = good.batch.as_ref().map(|batch| batch.id);
        let line = NewLine { product: good.id, batch, quantity: *quantity, price };
        if let Some(order) = orders.iter_mut().find(|order| order.shop == good.shop) {
            order.lines.push(line);
            continue;
        }
        if mended.iter().any(|(code, _)| *code == good.shop_code) {
            continue;
        }
        match Choice::parse(fields.text(&choice_field(&good.shop_code))) {
            Some(choice) => {
                let lines = vec![line];
                orders.push(NewOrder { shop: good.shop, household: good.household, choice, lines });
            }
            None => {
                let shop = good.shop_name.as_str();
                let has_times = slots.iter().any(|slot| slot.household == good.household);
                let sentence = if has_times {
                    locale.text.orders_choice_missing(shop)
                } else {
                    locale.text.orders_no_offers(shop)
                };
                mended.push((good.shop_code.clone(), sentence));
            }
        }
    }
    if mended.is_empty() { Ok(orders) } else { Err(mended) }
}

/// Why nothing was placed, in words: about one good or shop, or about all.
pub(super) fn place_problem(
    refusal: PlaceRefusal,
    goods: &[BasketGood],
    locale: &Locale,
) -> (Option<Mended>, Option<Problem>) {
    let text = locale.text;
    let of_good = |id| goods.iter().find(|good| good.id == id).map(|good| good.code.clone()).unwrap_or_default();
    let of_shop =
        |id: ShopId| goods.iter().find(|good| good.shop == id).map(|good| good.shop_code.clone()).unwrap_or_default();
    let mended = |code: String, sentence: String| (Some((code, sentence)), None);
    let problem = |field: &'static str, sentence: String| (None, Some(Problem { field, sentence }));
    match refusal {
        PlaceRefusal::Empty => problem("goods", text.orders_basket_empty_title()),
        PlaceRefusal::Gone(id) => mended(of_good(id), text.orders_good_gone()),
        PlaceRefusal::NoQuantity(id) => mended(of_good(id), text.orders_quantity_unread()),
        PlaceRefusal::NotWhole(id) => mended(of_good(id), text.orders_quantity_counted()),
        PlaceRefusal::NotEnough { good, name, left: Quantity::ZERO, .. } => {
            mended(of_good(good), text.orders_sold_out(name))
        }
        PlaceRefusal::NotEnough { good, name, unit, left } => {
            mended(of_good(good), text.orders_not_enough(named::LeftName { left: locale.quantity(left, unit), name }))
        }
        PlaceRefusal::Closed { good, name } => mended(of_good(good), text.orders_batch_closed(name)),
        PlaceRefusal::PriceChanged { good, name, price } => {
            mended(of_good(good), text.orders_price_changed(named::NamePrice { name, price: locale.money(price) }))
        }
        PlaceRefusal::OldForm => problem("goods", text.orders_old_form()),
        PlaceRefusal::Choice(shop) => mended(of_shop(shop), text.orders_choice_gone()),
        PlaceRefusal::OwnShop(shop) => mended(of_shop(shop), text.orders_own_shop()),
        PlaceRefusal::ShopFull(shop) => mended(of_shop(shop), text.orders_shop_full()),
        PlaceRefusal::TooMuch => problem("goods", text.orders_too_much()),
        PlaceRefusal::TooManyOpen => problem("phone", text.orders_too_many()),
        PlaceRefusal::TooManyHere => problem("goods", text.orders_too_many_here()),
        PlaceRefusal::Again => problem("goods", text.orders_again()),
    }
}

/// Digits of the number of an order.
const NUMBER_DIGITS: usize = 10;

/// What is typed to find an order on another phone.
pub(super) fn sought(fields: &Fields, locale: &Locale) -> Result<(Mobile, String), Vec<Problem>> {
    let mobile = Mobile::parse(fields.text("phone"))
        .map_err(|_| Problem { field: "phone", sentence: locale.text.orders_phone_wrong() });
    let number: String =
        ascii_digits(fields.text("number")).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_number = number.len() == NUMBER_DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number {
        Ok(number)
    } else {
        Err(Problem { field: "number", sentence: locale.text.orders_number_wrong() })
    };
    match (mobile, number) {
        (Ok(mobile), Ok(number)) => Ok((mobile, number)),
        (mobile, number) => Err(mobile.err().into_iter().chain(number.err()).collect()),
    }
}

/// The digits of a collection code, in whatever digits and with whatever between them it was typed.
pub(crate) fn pin(typed: &str) -> String {
    ascii_digits(typed).chars().filter(|c| !c.is_whitespace()).collect()
}

/// That so many codes were wrong that nothing is said about another for a while.
pub(crate) fn pin_wait(seconds: i64, locale: &Locale) -> String {
    locale.text.orders_pin_wait(locale.number(seconds))
}

/// What was handed over of an order, in one line.
pub(crate) fn given_words(order: &Order, locale: &Locale) -> String {
    let each = order.given.iter().filter_map(|given| {
        let line = order.lines.iter().find(|line| line.ord == given.line)?;
        let name = line.name.as_str();
        Some(match (line.by_weight, given.weight) {
            (Some(by_weight), Some(weight)) => {
                let sentence = locale.weighed_sum(given.quantity, (weight, by_weight.kilo), given.amount);
                locale.text.orders_of_good(named::NameSentence { name, sentence })
            }
            _ => {
                let quantity = locale.quantity(given.quantity, line.unit);
                locale.text.orders_good(named::NameQuantity { name, quantity })
            }
        })
    });
    each.collect::<Vec<_>>().join(&locale.text.app_comma())
}

const LONGEST_REASON: usize = 200;

/// Reads why something is not there or ends, from the field of this name; nothing may be said.
pub(crate) fn reason(fields: &Fields, name: &'static str, locale: &Locale) -> Result<String, Problem> {
    let reason = clean(fields.text(name));
    if reason.chars().count() > LONGEST_REASON {
        let sentence = locale.text.app_too_long(locale.count(LONGEST_REASON));
        return Err(Problem { field: name, sentence });
    }
    Ok(reason)
}

/// Why a step was not made, in words.
pub(crate) fn step_sentence(refusal: &StepRefusal, locale: &Locale) -> String {
    match refusal {
        StepRefusal::Moved => locale.text.orders_step_moved(),
        StepRefusal::TooLate => locale.text.orders_step_late(),
        StepRefusal::Gone { name } => locale.text.orders_gone_to_others(name.as_str()),
        StepRefusal::NoMore { name } => locale.text.orders_no_more(name.as_str()),
        StepRefusal::NotBegun => locale.text.orders_not_begun(),
        StepRefusal::LastLine => locale.text.orders_last_line(),
        StepRefusal::CalledBack { name } => locale.text.orders_batch_called_back(name.as_str()),
        StepRefusal::NotMade { name } => locale.text.orders_batch_not_made(name.as_str()),
    }
}

/// Whole hours at which a door opens and closes.
pub(super) const HOURS: std::ops::RangeInclusive<i32> = 6..=23;

/// Reads a time at the door.
pub(super) fn door_time(fields: &Fields, locale: &Locale) -> Result<NewDoorTime, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut weekdays: Vec<i32> = fields.all("day").filter_map(|day| day.parse().ok()).collect();
    weekdays.retain(|day| (0..=6).contains(day));
    weekdays.sort_unstable();
    weekdays.dedup();
    if weekdays.is_empty() {
        problems.push(Problem { field: "day", sentence: locale.text.orders_door_day_missing() });
    }
    let hour = |name: &str| fields.text(name).parse().ok().filter(|hour| HOURS.contains(hour)).map(|hour| hour * 60);
    let hours = hour("opens").zip(hour("closes")).filter(|(opens, closes)| opens < closes);
    if hours.is_none() {
        problems.push(Problem { field: "closes", sentence: locale.text.orders_door_hours_wrong() });
    }
    let place = clean(fields.text("place"));
    if place.chars().count() < 5 {
        problems.push(Problem { field: "place", sentence: locale.text.orders_door_place_missing() });
    }
    if place.chars().count() > LONGEST_PLACE {
        problems.push(Problem { field: "place", sentence: locale.text.app_too_long(locale.count(LONGEST_PLACE)) });
    }
    match hours {
        Some((opens_minute, closes_minute)) if problems.is_empty() => {
            Ok(NewDoorTime { weekdays, opens_minute, closes_minute, place })
        }
        _ => Err(problems),
    }
}

/// Why no time was added, in words.
pub(super) fn door_problem(refusal: DoorRefusal, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        DoorRefusal::NoShop => ("place", locale.text.catalogue_shop_none_text()),
        DoorRefusal::TooMany => ("day", locale.text.orders_door_many(locale.number(MOST_DOORS))),
        DoorRefusal::Overlap => ("day", locale.text.orders_door_overlap()),
        DoorRefusal::Unknown => ("day", locale.text.orders_step_moved()),
    };
    Problem { field, sentence }
}

#[cfg(test)]
mod tests {
    use super::wanted;
    use crate::i18n::Locale;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::kernel::quantity::{Quantity, SellUnit};

    fn locale() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn what_is_wanted_is_read_in_any_digits_and_nothing_takes_a_good_out() {
        assert_eq!(wanted("۳", SellUnit::Piece, &locale()), Ok(Quantity(3_000)));
        assert_eq!(wanted("1.5", SellUnit::Kilo, &locale()), Ok(Quantity(1_500)));
        assert_eq!(wanted("", SellUnit::Piece, &locale()), Ok(Quantity::ZERO));
        assert!(wanted("۱٫۵", SellUnit::Piece, &locale()).unwrap_err().contains("عدد کامل"));
        assert!(wanted("سه تا", SellUnit::Piece, &locale()).is_err());
    }
}
