//! What a reader of reports chooses: the season, and the rules under which it is dealt again.
use super::rerun::{Change, Order};
use super::season::Season;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::number::{NumberError, parse_whole};
use crate::ui::Problem;
use chrono::NaiveDate;

/// The season that is asked for; this one where none is.
pub(super) fn season(query: &Fields, today: NaiveDate) -> Season {
    query.text("season").parse().unwrap_or_else(|_| Season::of(today))
}

/// The most stalls of a category that can be typed.
const MOST: i64 = 400;

/// What is changed of the rules.
pub(super) fn change(fields: &Fields, locale: &Locale) -> Result<Change, Vec<Problem>> {
    let text = locale.text;
    let answer = |name: &str| match fields.text(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let problem = |field, sentence| vec![Problem { field, sentence }];
    let most = match parse_whole(fields.text("category-most")) {
        Ok(most) if most <= MOST => usize::try_from(most).ok(),
        Err(NumberError::Empty) => None,
        Ok(_) | Err(_) => return Err(problem("category-most", text.reports_rerun_most_wrong())),
    };
    let category = match fields.text("category") {
        "" if most.is_some() => return Err(problem("category", text.reports_rerun_category_missing())),
        "" => None,
        code => Some((code.to_owned(), most)),
    };
    let max_each = match fields.text("max-each") {
        "none" => Some(None),
        number => number.parse().ok().filter(|most| *most > 0).map(Some),
    };
    let change = Change {
        max_each,
        ab_list: answer("ab-list"),
        refused_first: answer("refused-first"),
        category,
        order: Order::parse(fields.text("order")),
    };
    if change == Change::default() {
        return Err(problem("max-each", text.reports_rerun_nothing()));
    }
    Ok(change)
}
