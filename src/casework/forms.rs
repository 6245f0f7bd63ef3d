//! What browsers send about case files: which rows to show, and a sale that a caseworker writes down for a household.
use super::model::{Bucket, Filter, Kinds, Months};
use crate::catalogue::model::Good;
use crate::households::model::Member;
use crate::i18n::Locale;
use crate::kernel::calendar::{YearMonth, parse_date_fields};
use crate::kernel::fields::Fields;
use crate::sales::forms::{paid, quantity};
use crate::sales::record::{NewLine, NewSale};
use crate::ui::Problem;
use crate::ui::form::key;

/// Reads which rows to show; what cannot be read shows all.
pub(super) fn filter(query: &Fields) -> Filter {
    let month = |name: &str| query.text(name).parse().ok().and_then(|number: i32| YearMonth::try_from(number).ok());
    let id = || query.text("id").parse::<i64>().ok();
    let bucket = match query.text("by") {
        "machine" => id().map(|id| Bucket::Machine(id.into())),
        "grant" => id().map(|id| Bucket::Grant(id.into())),
        "own-payment" => Some(Bucket::OwnPayment),
        "other-payment" => Some(Bucket::OtherPayment),
        "own-means" => Some(Bucket::OwnMeans),
        _ => None,
    };
    Filter {
        months: match (month("month"), month("since"), month("until")) {
            (Some(month), ..) => Months::One(month),
            (None, Some(first), Some(last)) => Months::Between(first, last),
            (None, Some(first), None) => Months::Since(first),
            (None, None, _) => Months::All,
        },
        kinds: Kinds::parse(query.text("kind")).unwrap_or(Kinds::All),
        bucket: bucket.unwrap_or(Bucket::All),
        before: query.text("before").parse().ok(),
    }
}

/// Reads a sale that someone of the household made.
pub(super) fn sale(
    fields: &Fields,
    goods: &[Good],
    members: &[Member],
    locale: &Locale,
) -> Result<NewSale, Vec<Problem>> {
    let text = locale.text;
    let mut problems = Vec::new();
    let seller = members.iter().find(|member| member.person.to_string() == fields.text("seller"));
    if seller.is_none() {
        problems.push(Problem { field: "seller", sentence: text.casework_sale_seller_missing() });
    }
    let typed = [fields.text("sold-year"), fields.text("sold-month"), fields.text("sold-day")];
    let sold_on = parse_date_fields(locale.lang, typed).map_err(|error| {
        problems.push(Problem { field: "sold", sentence: locale.not_a_date(error, text.casework_sale_day_wrong()) });
    });
    let good = goods.iter().find(|good| good.id.to_string() == fields.text("good"));
    if good.is_none() {
        problems.push(Problem { field: "good", sentence: text.casework_sale_good_missing() });
    }
    let quantity = good.map(|good| quantity(fields, good.unit, locale).map_err(|problem| problems.push(problem)));
    let by_weight = good.is_some_and(|good| good.by_weight.is_some());
    let paid = paid(fields, by_weight, locale).map_err(|problem| problems.push(problem));
    let idem = key(fields, locale).map_err(|problem| problems.push(problem));
    match (seller, sold_on, good.zip(quantity), paid, idem) {
        (Some(seller), Ok(sold_on), Some((good, Ok(quantity))), Ok(paid), Ok(idem)) => Ok(NewSale {
            idem,
            seller: seller.person,
            buyer: None,
            sold_on,
            lines: vec![NewLine { product: good.id, quantity, paid, produced_on: None }],
        }),
        _ => Err(problems),
    }
}
