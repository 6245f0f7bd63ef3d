//! What a buyer sends about what they want every week; and refusals in words.
use super::wanted;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::model::standing::{MOST_STANDING, WeeklyPlace};
use crate::orders::standing::ask::AskRefusal;
use crate::orders::standing::change::ChangeRefusal;
use crate::ui::Problem;
use chrono::NaiveDate;

/// What a tap on the page of a standing order asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::orders) enum Act {
    /// So much of it.
    Want(Quantity),
    /// As much as before, at the price that was shown.
    Price(Rial),
    Skip(NaiveDate),
    Unskip(NaiveDate),
    End,
    Resume,
}

/// Reads how much is wanted every week.
pub(in crate::orders) fn quantity(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Quantity, Problem> {
    let problem = |sentence| Problem { field: "quantity", sentence };
    match wanted(fields.text("quantity"), unit, locale) {
        Ok(quantity) if quantity > Quantity::ZERO => Ok(quantity),
        Ok(_) => Err(problem(locale.text.orders_quantity_unread())),
        Err(sentence) => Err(problem(sentence)),
    }
}

/// The price that the form showed.
pub(in crate::orders) fn seen_price(fields: &Fields) -> Option<Rial> {
    fields.text("price").parse().ok().map(Rial).filter(|price| *price > Rial::ZERO)
}

/// Reads what is asked for every week: how much, and where it is collected.
pub(in crate::orders) fn ask(
    fields: &Fields,
    unit: SellUnit,
    locale: &Locale,
) -> Result<(Quantity, WeeklyPlace), Vec<Problem>> {
    let quantity = quantity(fields, unit, locale);
    let place = WeeklyPlace::parse(fields.text("place"))
        .ok_or_else(|| Problem { field: "place", sentence: locale.text.weekly_place_missing() });
    match (quantity, place) {
        (Ok(quantity), Ok(place)) => Ok((quantity, place)),
        (quantity, place) => Err(quantity.err().into_iter().chain(place.err()).collect()),
    }
}

/// Reads a tap; nothing where it is none.
pub(in crate::orders) fn act(fields: &Fields, unit: SellUnit, locale: &Locale) -> Option<Result<Act, Problem>> {
    let day = |make: fn(NaiveDate) -> Act| fields.text("day").parse().ok().map(|day| Ok(make(day)));
    match fields.text("do") {
        "want" => Some(quantity(fields, unit, locale).map(Act::Want)),
        "price" => seen_price(fields).map(|price| Ok(Act::Price(price))),
        "skip" => day(Act::Skip),
        "unskip" => day(Act::Unskip),
        "end" => Some(Ok(Act::End)),
        "resume" => Some(Ok(Act::Resume)),
        _ => None,
    }
}

/// Why it is not asked for, in words.
pub(in crate::orders) fn ask_problem(refusal: AskRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        AskRefusal::Gone => ("quantity", text.weekly_gone()),
        AskRefusal::Quantity => ("quantity", text.orders_quantity_unread()),
        AskRefusal::Place => ("place", text.orders_choice_gone()),
        AskRefusal::OwnShop => ("quantity", text.weekly_own_shop()),
        AskRefusal::TooMany => ("quantity", text.weekly_too_many(locale.number(MOST_STANDING))),
        AskRefusal::Known(_) => ("quantity", text.weekly_known()),
        AskRefusal::Again => ("quantity", text.orders_again()),
    };
    Problem { field, sentence }
}

/// Why nothing is changed, in words.
pub(in crate::orders) fn change_problem(refusal: ChangeRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let sentence = match refusal {
        ChangeRefusal::Moved => text.weekly_moved(),
        ChangeRefusal::Quantity => text.orders_quantity_unread(),
        ChangeRefusal::Gone => text.weekly_gone(),
        ChangeRefusal::Late => text.weekly_late(),
        ChangeRefusal::Taken => text.weekly_known(),
        ChangeRefusal::TooMany => text.weekly_too_many(locale.number(MOST_STANDING)),
    };
    Problem { field: "quantity", sentence }
}

#[cfg(test)]
mod tests {
    use super::{Act, act, ask};
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::ids::DoorTimeId;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::kernel::quantity::{Quantity, SellUnit};
    use crate::orders::model::standing::WeeklyPlace;

    fn locale() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn how_much_and_where_are_read_in_persian_and_both_are_asked_for() {
        let sent = Fields::default().with("quantity", "۲").with("place", "d-8");
        let read = ask(&sent, SellUnit::Piece, &locale());
        assert_eq!(read, Ok((Quantity(2_000), WeeklyPlace::Door(DoorTimeId(8)))));
        let none = ask(&Fields::default(), SellUnit::Piece, &locale()).unwrap_err();
        assert_eq!(none.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["quantity", "place"]);
        let half = Fields::default().with("quantity", "۱٫۵").with("place", "d-8");
        assert!(ask(&half, SellUnit::Piece, &locale()).is_err() && ask(&half, SellUnit::Kilo, &locale()).is_ok());
    }

    #[test]
    fn a_tap_is_one_of_a_few() {
        let tap = |name: &str, day: &str| {
            act(&Fields::default().with("do", name).with("day", day), SellUnit::Piece, &locale())
        };
        assert_eq!(tap("skip", "2026-11-28"), Some(Ok(Act::Skip("2026-11-28".parse().unwrap()))));
        assert_eq!((tap("end", ""), tap("skip", "فردا"), tap("fly", "")), (Some(Ok(Act::End)), None, None));
        assert!(matches!(tap("want", ""), Some(Err(_))), "nothing at all is no way to end it");
    }
}
