//! What a reader of reports chooses: the season, and the rules under which it is dealt again.
use super::part::View;
use super::rerun::{Change, Order};
use super::season::Season;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::number::{NumberError, parse_whole};
use crate::stalls::model::{Category, MOST_STALLS_EACH};
use crate::ui::Problem;
use chrono::NaiveDate;

/// The season that is asked for; this one where none is.
pub(super) fn season(query: &Fields, today: NaiveDate) -> Season {
    query.text("season").parse().unwrap_or_else(|_| Season::of(today))
}

/// What is asked for of the report of a season; the first part of each list where nothing is said.
pub(super) fn view(query: &Fields) -> View {
    if query.text("print") == "yes" {
        return View::Whole;
    }
    let part = |name: &str| parse_whole(query.text(name)).ok().and_then(|part| usize::try_from(part).ok());
    let [days, sellers] = ["days", "sellers"].map(|name| part(name).unwrap_or(1).saturating_sub(1));
    View::Parts { days, sellers }
}

/// The most stalls of a category that can be typed.
const MOST: i64 = 400;

/// What is changed of the rules.
pub(super) fn change(fields: &Fields, categories: &[Category], locale: &Locale) -> Result<Change, Vec<Problem>> {
    let change = Change {
        max_each: max_each(fields, locale)?,
        ab_list: answer(fields, "ab-list"),
        refused_first: answer(fields, "refused-first"),
        category: category(fields, categories, locale)?,
        order: Order::parse(fields.text("order")),
    };
    if change == Change::default() { Err(nothing_changed(locale)) } else { Ok(change) }
}

/// What is said where every day had these rules already.
pub(super) fn nothing_changed(locale: &Locale) -> Vec<Problem> {
    problem("max-each", locale.text.reports_rerun_nothing())
}

fn problem(field: &'static str, sentence: String) -> Vec<Problem> {
    vec![Problem { field, sentence }]
}

fn answer(fields: &Fields, name: &str) -> Option<bool> {
    match fields.text(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn max_each(fields: &Fields, locale: &Locale) -> Result<Option<Option<usize>>, Vec<Problem>> {
    match fields.text("max-each") {
        "" => Ok(None),
        "none" => Ok(Some(None)),
        typed => match parse_whole(typed) {
            Ok(most) if (1..=i64::from(MOST_STALLS_EACH)).contains(&most) => Ok(Some(usize::try_from(most).ok())),
            Ok(_) | Err(_) => {
                let most = locale.number(MOST_STALLS_EACH.into());
                Err(problem("max-each", locale.text.reports_rerun_max_wrong(most)))
            }
        },
    }
}

fn category(
    fields: &Fields,
    categories: &[Category],
    locale: &Locale,
) -> Result<Option<(String, Option<usize>)>, Vec<Problem>> {
    let text = locale.text;
    let most = match parse_whole(fields.text("category-most")) {
        Ok(most) if most <= MOST => usize::try_from(most).ok(),
        Err(NumberError::Empty) => None,
        Ok(_) | Err(_) => return Err(problem("category-most", text.reports_rerun_most_wrong())),
    };
    match fields.text("category") {
        "" if most.is_some() => Err(problem("category", text.reports_rerun_category_missing())),
        "" => Ok(None),
        code if categories.iter().any(|category| category.code == code) => Ok(Some((code.to_owned(), most))),
        _ => Err(problem("category", text.stalls_category_missing())),
    }
}
