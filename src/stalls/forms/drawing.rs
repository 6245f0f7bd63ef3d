//! What browsers send about the drawing of a site: rows, stalls, obstacles, limits and rules.
use super::{Reader, chosen, fittings};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::kernel::persian::{ascii_digits, clean};
use crate::stalls::drawing::{MOST_IN_ROW, MOST_STALLS, NewRow, StallChange};
use crate::stalls::layout::{NewObstacle, RowChange};
use crate::stalls::model::{CategoryRule, MOST_STALLS_EACH, Obstacle, ObstacleKind, Rules};
use crate::ui::Problem;

/// Reads a row of stalls. The first number may have a letter before it: `A1`, `ب۱`.
pub(in crate::stalls) fn new_row(fields: &Fields, locale: &Locale) -> Result<NewRow, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let name = reader.name("name", locale.text.stalls_row_label());
    let stalls = reader.number("count", locale.text.stalls_number_count(), (1, MOST_IN_ROW));
    let width_cm = reader.number("width", locale.text.stalls_number_width(), (50, 2000));
    let first = stall_number(fields.text("first"));
    let digits_at = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
    let (prefix, number) = first.split_at_checked(digits_at).unwrap_or((first.as_str(), ""));
    let first_number = number.parse::<i32>().ok().filter(|number| (0..=9000).contains(number));
    let Some(first_number) = first_number.filter(|_| is_prefix(prefix)) else {
        reader.problem("first", locale.text.stalls_first_wrong());
        return Err(reader.problems);
    };
    let new = NewRow {
        name,
        is_ring: fields.has("ring"),
        stalls,
        prefix: prefix.to_owned(),
        first_number,
        width_cm,
        fittings: fittings(fields),
        category: chosen(fields, "category"),
    };
    reader.done(new)
}

/// Up to two letters before the number of a stall.
fn is_prefix(prefix: &str) -> bool {
    prefix.chars().count() <= 2 && prefix.chars().all(char::is_alphabetic)
}

/// Reads one stall as it shall be.
pub(in crate::stalls) fn stall_change(fields: &Fields, locale: &Locale) -> Result<StallChange, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let Ok(stall) = fields.text("stall").parse::<StallId>() else {
        reader.problem("stall", locale.text.stalls_stall_unknown());
        return Err(reader.problems);
    };
    let number = stall_number(fields.text("number"));
    if number.is_empty() || number.chars().count() > 8 {
        reader.problem("number", locale.text.stalls_first_wrong());
    }
    let width_cm = reader.number("width", locale.text.stalls_number_width(), (50, 2000));
    let state = fields.text("state");
    let reason = reader.lines("reason");
    if state == "blocked" && reason.is_empty() {
        reader.problem("reason", locale.text.stalls_reason_missing());
    }
    reader.done(StallChange {
        stall,
        number,
        width_cm,
        fittings: fittings(fields),
        category: chosen(fields, "category"),
        blocked: (state == "blocked").then_some(reason),
        is_retired: state == "retired",
    })
}

/// A stall's number as it is kept: digits of any script become ASCII, letters stay.
fn stall_number(typed: &str) -> String {
    clean(&ascii_digits(typed)).replace(' ', "")
}

/// Reads the name of a row and whether it is a ring.
pub(in crate::stalls) fn row_change(fields: &Fields, locale: &Locale) -> Result<RowChange, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let name = reader.name("name", locale.text.stalls_row_label());
    match fields.text("row").parse() {
        Ok(row) => reader.done(RowChange { row, name, is_ring: fields.has("ring") }),
        Err(_) => {
            reader.problem("main", locale.text.stalls_stall_unknown());
            Err(reader.problems)
        }
    }
}

/// Reads what stands between a stall and the next one; nothing if there is nothing.
pub(in crate::stalls) fn obstacle(fields: &Fields, locale: &Locale) -> Result<Option<NewObstacle>, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let Some(kind) = ObstacleKind::parse(fields.text("kind")) else {
        return Ok(None);
    };
    let width_cm = reader.number("between", locale.text.stalls_obstacle_width(), (10, 2000));
    match (fields.text("stall").parse(), fields.text("next").parse()) {
        (Ok(one), Ok(other)) => {
            reader.done(Some(NewObstacle { between: (one, other), obstacle: Obstacle { kind, width_cm } }))
        }
        _ => {
            reader.problem("kind", locale.text.stalls_obstacle_not_neighbours());
            Err(reader.problems)
        }
    }
}

/// Reads the rules by which a site deals its stalls.
pub(in crate::stalls) fn rules(fields: &Fields, locale: &Locale) -> Result<Rules, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let max_each = limit(&mut reader, "max-each", (locale.text.stalls_settings_max_each(), 1, MOST_STALLS_EACH));
    reader.done(Rules { max_each, ab_list: fields.has("ab-list"), refused_first: fields.has("refused-first") })
}

/// Reads the rules of one category.
pub(in crate::stalls) fn category_rule(fields: &Fields, locale: &Locale) -> Result<CategoryRule, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let most = i32::try_from(MOST_STALLS).unwrap_or(i32::MAX);
    let max_stalls = limit(&mut reader, "max-stalls", (locale.text.stalls_category_max_stalls(), 0, most));
    let max_vendors = limit(&mut reader, "max-vendors", (locale.text.stalls_category_max_vendors(), 0, most));
    let category = chosen(fields, "category").unwrap_or_default();
    reader.done(CategoryRule { category, required: fields.has("required"), max_stalls, max_vendors })
}

/// A limit that may be left open.
fn limit(reader: &mut Reader, field: &'static str, (name, least, most): (String, i32, i32)) -> Option<i32> {
    (!reader.fields.text(field).is_empty()).then(|| reader.number(field, name, (least, most)))
}
