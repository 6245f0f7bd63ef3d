//! What browsers send about sales and costs, parsed into kernel values; a sentence for each thing to mend.
use super::cost::{CostRefusal, NewCost};
use super::doubt::Doubt;
use super::model::{CostCategory, Month};
use super::record::{NewLine, NewSale, Paid, SaleRefusal, Weighed};
use super::take_back::{DAYS_TO_UNDO, Goods, Refund, TakeBackRefusal};
use crate::i18n::{Locale, named};
use crate::kernel::calendar::YearMonth;
use crate::kernel::clock::tehran_day;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{PersonId, ProductId};
use crate::kernel::money::{AmountError, Rial};
use crate::kernel::number::NumberError;
use crate::kernel::persian::clean;
use crate::kernel::quantity::{Quantity, QuantityError, SellUnit};
use crate::ui::Problem;
use crate::ui::form::key;
use chrono::{DateTime, Days, NaiveDate};

/// A good as the form of its sale needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub product: ProductId,
    pub unit: SellUnit,
    pub seller: PersonId,
    /// Whether it is charged by weight.
    pub by_weight: bool,
}

/// Reads a sale of one good: a quantity, perhaps another amount than the listed, and the key made with the form.
pub(crate) fn new_sale(fields: &Fields, asked: Asked, locale: &Locale) -> Result<NewSale, Vec<Problem>> {
    let mut problems = Vec::new();
    let quantity = quantity(fields, asked.unit, locale).map_err(|problem| problems.push(problem));
    let paid = paid(fields, asked.by_weight, locale).map_err(|problem| problems.push(problem));
    let idem = key(fields, locale).map_err(|problem| problems.push(problem));
    match (quantity, paid, idem) {
        (Ok(quantity), Ok(paid), Ok(idem)) => Ok(NewSale {
            idem,
            seller: asked.seller,
            buyer: None,
            sold_on: day_of(fields, locale.today),
            lines: vec![NewLine { product: asked.product, quantity, paid, produced_on: None }],
        }),
        _ => Err(problems),
    }
}

/// Reads what was paid: the listed price, or another amount; of a good that is charged by weight, by what was weighed, unless
/// another amount was agreed without the scales.
pub(crate) fn paid(fields: &Fields, by_weight: bool, locale: &Locale) -> Result<Paid, Problem> {
    let total = match fields.text("amount") {
        "" => None,
        _ => Some(amount(fields, locale)?),
    };
    let typed = fields.text(WEIGHT);
    match total {
        Some(total) if !by_weight || typed.is_empty() => Ok(Paid::Total(total)),
        None if !by_weight => Ok(Paid::Listed),
        total => match locale.read_weight(typed) {
            Ok(weight) => Ok(Paid::Weighed(Weighed { weight, kilo: None, total })),
            Err(sentence) => Err(Problem { field: WEIGHT, sentence }),
        },
    }
}

/// The field of what was weighed.
pub(crate) const WEIGHT: &str = "weight";
/// The field of a usual quantity, picked instead of typed.
pub(super) const PICKED: &str = "picked";
const DAYS_ON_THE_PHONE: u64 = 14;
const LONGEST_NOTE: usize = 200;

/// The day of a sale that waited on the phone: `made-at` is when it was made, in milliseconds of Unix time.
fn day_of(fields: &Fields, today: NaiveDate) -> NaiveDate {
    let earliest = today.checked_sub_days(Days::new(DAYS_ON_THE_PHONE)).unwrap_or(today);
    fields
        .text("made-at")
        .parse()
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .map(|made| tehran_day(made.naive_utc()))
        .filter(|day| (earliest..=today).contains(day))
        .unwrap_or(today)
}

/// Reads a quantity: the typed one, or else the one of the usual that was picked.
pub(crate) fn quantity(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Quantity, Problem> {
    let typed = match fields.text("quantity") {
        "" => fields.text(PICKED),
        typed => typed,
    };
    let sentence = match Quantity::parse(typed, unit) {
        Ok(quantity) if quantity > Quantity::ZERO => return Ok(quantity),
        Err(QuantityError::NotWhole) => locale.text.sales_quantity_not_counted(),
        Err(QuantityError::Number(NumberError::TooLarge)) => locale.text.sales_quantity_large(),
        Ok(_) => locale.text.sales_quantity_zero(),
        Err(QuantityError::Number(_)) => locale.text.sales_quantity_missing(),
    };
    Err(Problem { field: "quantity", sentence })
}

/// The question that is left about an amount: none once the person said, of this very amount, that it is right.
pub(crate) fn unanswered(fields: &Fields, doubt: Option<Doubt>) -> Option<Doubt> {
    doubt.filter(|doubt| fields.text("sure") != doubt.amount().0.to_string())
}

/// Reads the field of the amount.
pub(crate) fn amount(fields: &Fields, locale: &Locale) -> Result<Rial, Problem> {
    let sentence = match locale.read_amount(fields, "amount") {
        Ok(amount) if amount > Rial::ZERO => return Ok(amount),
        Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => locale.text.sales_amount_other_unit(locale.unit_word()),
        Err(AmountError::NotWholeRials) => locale.text.sales_amount_too_fine(),
        Err(AmountError::Number(NumberError::TooLarge)) => locale.text.sales_too_much(),
        Ok(_) | Err(AmountError::Number(NumberError::Empty)) => locale.text.sales_amount_missing(locale.unit_word()),
        Err(AmountError::Number(_)) => locale.text.sales_amount_unread(locale.unit_word()),
    };
    Err(Problem { field: "amount", sentence })
}

/// Reads a cost: what for, how much, and today or some day before.
pub(crate) fn new_cost(fields: &Fields, locale: &Locale) -> Result<NewCost, Vec<Problem>> {
    let mut problems = Vec::new();
    let category = CostCategory::parse(fields.text("category"));
    if category.is_none() {
        problems.push(Problem { field: "category", sentence: locale.text.sales_cost_category_missing() });
    }
    let amount = amount(fields, locale).map_err(|problem| problems.push(problem));
    let idem = key(fields, locale).map_err(|problem| problems.push(problem));
    let spent_on = days_ago(fields.text("day"), locale.today);
    if spent_on.is_none() {
        problems.push(Problem { field: "day", sentence: locale.text.sales_day_wrong() });
    }
    let note = clean(fields.text("note"));
    if note.chars().count() > LONGEST_NOTE {
        problems.push(Problem { field: "note", sentence: locale.text.app_too_long(locale.count(LONGEST_NOTE)) });
    }
    match (category, amount, idem, spent_on) {
        (Some(category), Ok(amount), Ok(idem), Some(spent_on)) if problems.is_empty() => {
            Ok(NewCost { idem, category, amount, spent_on, note })
        }
        _ => Err(problems),
    }
}

/// The day so many days ago; today when nothing is chosen.
fn days_ago(chosen: &str, today: NaiveDate) -> Option<NaiveDate> {
    match chosen {
        "" => Some(today),
        number => today.checked_sub_days(Days::new(number.parse().ok()?)),
    }
}

/// Reads which month is to be closed.
pub(super) fn month(fields: &Fields) -> Option<Month> {
    let number: i32 = fields.text("month").parse().ok()?;
    Some(Month {
        institution: fields.text("institution").parse().ok()?,
        area: fields.text("area").parse().ok()?,
        month: YearMonth::try_from(number).ok()?,
    })
}

/// How much money goes back, and what becomes of the goods.
pub(crate) fn refund(fields: &Fields, locale: &Locale) -> Result<(Refund, Goods), Problem> {
    let goods = match fields.text("goods") {
        "gone" => Goods::Gone,
        "stock" => Goods::BackInStock,
        _ => return Err(Problem { field: "goods", sentence: locale.text.sales_back_goods_missing() }),
    };
    match fields.text("amount") {
        "" => Ok((Refund::InProportion, goods)),
        _ => amount(fields, locale).map(|amount| (Refund::Amount(amount), goods)),
    }
}

/// Who writes a sale down, and so whom a refusal speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    Seller,
    Caseworker,
}

/// Where a sale counts whose own month is closed, in words.
pub(crate) fn counts_later((own, counted): (YearMonth, YearMonth), locale: &Locale) -> String {
    let (counted, own) = (locale.month(counted), locale.month(own));
    locale.text.sales_counts_later(named::CountedOwn { counted, own })
}

/// Why a sale was not recorded, in words beside the field to mend; nothing when the good is not there to be sold.
pub(crate) fn sale_problem(refusal: SaleRefusal, by: Speaker, locale: &Locale) -> Option<Problem> {
    let text = locale.text;
    let (field, sentence) = match refusal {
        SaleRefusal::NotEnough { left: Quantity::ZERO, name, .. } if by == Speaker::Caseworker => {
            ("quantity", text.sales_theirs_sold_out(name))
        }
        SaleRefusal::NoWeights { name } if by == Speaker::Caseworker => {
            ("quantity", text.sales_theirs_no_weights(name))
        }
        SaleRefusal::MachineMoved { name } if by == Speaker::Caseworker => {
            ("quantity", text.sales_theirs_machine_moved(name))
        }
        SaleRefusal::UnknownGood => return None,
        SaleRefusal::Undone => ("quantity", text.sales_undone_before()),
        SaleRefusal::Lines | SaleRefusal::NoQuantity => ("quantity", text.sales_quantity_missing()),
        SaleRefusal::NotWhole => ("quantity", text.sales_quantity_not_counted()),
        SaleRefusal::NothingPaid => ("amount", text.sales_amount_missing(locale.unit_word())),
        SaleRefusal::TooMuch => ("amount", text.sales_too_much()),
        SaleRefusal::NotEnough { left: Quantity::ZERO, name, .. } => ("quantity", text.sales_sold_out(name)),
        SaleRefusal::NotEnough { name, unit, left } => {
            ("quantity", text.sales_not_enough(named::LeftName { left: locale.quantity(left, unit), name }))
        }
        SaleRefusal::Day => ("sold", text.sales_day_wrong()),
        SaleRefusal::BeforeGood { since } => ("sold", text.sales_before_good(locale.full_date(since))),
        SaleRefusal::Buyer => ("buyer", text.sales_buyer_unknown()),
        SaleRefusal::NotAMember => ("seller", text.sales_not_a_member()),
        SaleRefusal::NoWeights { name } => ("quantity", text.sales_no_weights(name)),
        SaleRefusal::MachineMoved { name } => ("quantity", text.sales_machine_moved(name)),
        SaleRefusal::NotWeighed { name } => (WEIGHT, text.sales_not_weighed(name)),
    };
    Some(Problem { field, sentence })
}

/// Why a sale was not taken back, in words; nothing when there is no such sale.
pub(crate) fn take_back_problem(refusal: TakeBackRefusal, locale: &Locale) -> Option<Problem> {
    let text = locale.text;
    let (field, sentence) = match refusal {
        TakeBackRefusal::Unknown => return None,
        TakeBackRefusal::TooLate => {
            ("quantity", text.sales_undo_late(locale.number(i64::try_from(DAYS_TO_UNDO).unwrap_or(0))))
        }
        TakeBackRefusal::NothingLeft => ("quantity", text.sales_nothing_left()),
        TakeBackRefusal::NoQuantity => ("quantity", text.sales_quantity_missing()),
        TakeBackRefusal::NotWhole => ("quantity", text.sales_quantity_not_counted()),
        TakeBackRefusal::OverSold { left, unit } => ("quantity", text.sales_over_sold(locale.quantity(left, unit))),
        TakeBackRefusal::OverPaid { left } => ("amount", text.sales_refund_over(locale.money(left))),
        TakeBackRefusal::Refund { left } => ("amount", text.sales_refund_wrong(locale.money(left))),
    };
    Some(Problem { field, sentence })
}

/// Why a cost or an own use was not written down, in words; nothing when there is no such thing.
pub(crate) fn cost_problem(refusal: CostRefusal, locale: &Locale) -> Option<Problem> {
    let text = locale.text;
    let (field, sentence) = match refusal {
        CostRefusal::Unknown => return None,
        CostRefusal::NoAmount => ("amount", text.sales_amount_missing(locale.unit_word())),
        CostRefusal::TooMuch => ("amount", text.sales_too_much()),
        CostRefusal::Day => ("day", text.sales_day_wrong()),
        CostRefusal::TakenBack(_) => ("amount", text.sales_cost_taken_back_before()),
        CostRefusal::NotWhole => ("quantity", text.sales_quantity_not_counted()),
        CostRefusal::NotEnough { unit, left } => ("quantity", text.sales_over_sold(locale.quantity(left, unit))),
    };
    Some(Problem { field, sentence })
}

#[cfg(test)]
mod tests {
    use super::{Speaker, sale_problem};
    use crate::i18n::Locale;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::sales::record::SaleRefusal;

    #[test]
    fn a_caseworker_is_not_told_to_ask_a_caseworker() {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        let bread = || "نان".to_owned();
        for refusal in [SaleRefusal::NoWeights { name: bread() }, SaleRefusal::MachineMoved { name: bread() }] {
            let said =
                |by| sale_problem(refusal.clone(), by, &locale).map_or(String::new(), |problem| problem.sentence);
            assert!(said(Speaker::Seller).contains("از مددکار بخواهید"));
            assert!(!said(Speaker::Caseworker).contains("مددکار"), "{}", said(Speaker::Caseworker));
        }
    }
}
