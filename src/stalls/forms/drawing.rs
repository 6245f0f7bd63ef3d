//! What browsers send about the drawing of a site: rows, stalls, obstacles, limits and rules.
use super::{Reader, chosen};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::kernel::text_enum;
use crate::stalls::edits::{Edit, MOST_IN_ROW, MOST_STALLS, NewObstacle, NewRow, NewStalls, RowChange, StallChange};
use crate::stalls::model::{CategoryRule, MOST_STALLS_EACH, Obstacle, ObstacleKind, Rules};
use crate::stalls::numbers;
use crate::ui::Problem;

/// What a form on the page of the whole drawing changes; its `do` tells the forms apart.
pub(in crate::stalls) fn rows_edit(fields: &Fields, locale: &Locale) -> Result<Edit, Vec<Problem>> {
    match fields.text("do") {
        ROW => row_change(fields, locale).map(Edit::ChangeRow),
        MORE => new_stalls(fields, locale).map(Edit::AddStalls),
        CATEGORY => category_rule(fields, locale).map(Edit::SetCategory),
        _ => new_row(fields, locale).map(Edit::AddRow),
    }
}

/// What a form on the page of one stall changes.
pub(in crate::stalls) fn stall_edit(fields: &Fields, locale: &Locale) -> Result<Edit, Vec<Problem>> {
    match fields.text("do") {
        OBSTACLE => obstacle(fields, locale),
        _ => stall_change(fields, locale).map(Edit::ChangeStall),
    }
}

/// What `do` says of a row that is there.
pub(in crate::stalls) const ROW: &str = "row";
/// What `do` says of more stalls for a row.
pub(in crate::stalls) const MORE: &str = "more";
/// What `do` says of the rule of a category.
pub(in crate::stalls) const CATEGORY: &str = "category";
/// What `do` says of what stands between two stalls.
pub(in crate::stalls) const OBSTACLE: &str = "obstacle";

/// Reads a row of stalls.
fn new_row(fields: &Fields, locale: &Locale) -> Result<NewRow, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let name = reader.name("name", locale.text.stalls_row_label());
    let stalls = reader.number("count", locale.text.stalls_number_count(), (1, MOST_IN_ROW));
    let width_cm = reader.number("width", locale.text.stalls_number_width(), (50, 2000));
    let (prefix, first_number) = first_number(&mut reader, "first");
    let fittings = reader.fittings();
    reader.done(NewRow {
        name,
        is_ring: fields.has("ring"),
        stalls,
        prefix,
        first_number,
        width_cm,
        fittings,
        category: chosen(fields, "category"),
    })
}

/// Reads more stalls for a row.
fn new_stalls(fields: &Fields, locale: &Locale) -> Result<NewStalls, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let stalls = reader.number("more-count", locale.text.stalls_number_count(), (1, MOST_IN_ROW));
    let (prefix, first_number) = first_number(&mut reader, "more-first");
    match fields.text("row").parse() {
        Ok(row) => reader.done(NewStalls { row, stalls, prefix, first_number }),
        Err(_) => Err(no_such_row(reader)),
    }
}

fn no_such_row(mut reader: Reader) -> Vec<Problem> {
    reader.problem("main", reader.locale.text.stalls_row_unknown());
    reader.problems
}

/// The number of the first stall, which may have a letter before it: `A1`, `ب۱`.
fn first_number(reader: &mut Reader, field: &'static str) -> (String, i32) {
    let first = numbers::kept(reader.fields.text(field));
    let digits_at = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
    let (prefix, number) = first.split_at_checked(digits_at).unwrap_or((first.as_str(), ""));
    let number = number.parse::<i32>().ok().filter(|number| (0..=9000).contains(number));
    let number = number.filter(|_| is_prefix(prefix) && numbers::is_one(&first));
    if number.is_none() {
        reader.problem(field, reader.locale.text.stalls_first_wrong());
    }
    (prefix.to_owned(), number.unwrap_or(0))
}

/// Up to two letters before the number of a stall.
fn is_prefix(prefix: &str) -> bool {
    prefix.chars().count() <= 2 && prefix.chars().all(char::is_alphabetic)
}

/// Reads one stall as it shall be.
fn stall_change(fields: &Fields, locale: &Locale) -> Result<StallChange, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let Ok(stall) = fields.text("stall").parse::<StallId>() else {
        reader.problem("stall", locale.text.stalls_stall_unknown());
        return Err(reader.problems);
    };
    let number = numbers::kept(fields.text("number"));
    if !numbers::is_one(&number) {
        reader.problem("number", locale.text.stalls_stall_number_wrong(locale.count(numbers::LONGEST)));
    }
    let width_cm = reader.number("width", locale.text.stalls_number_width(), (50, 2000));
    let state =
        reader.one_of("state", &locale.text.stalls_stall_state(), StallState::parse).unwrap_or(StallState::Open);
    let reason = reader.lines("reason");
    if state == StallState::Blocked && reason.is_empty() {
        reader.problem("reason", locale.text.stalls_reason_missing());
    }
    let fittings = reader.fittings();
    reader.done(StallChange {
        stall,
        number,
        width_cm,
        fittings,
        category: chosen(fields, "category"),
        blocked: (state == StallState::Blocked).then_some(reason),
        is_retired: state == StallState::Retired,
        shapes_row: fields.has("whole-row"),
    })
}

text_enum! {
    /// What a form says of a stall.
    enum StallState {
        Open = "open",
        Blocked = "blocked",
        Retired = "retired",
    }
}

/// Reads the name of a row and whether it is a ring.
fn row_change(fields: &Fields, locale: &Locale) -> Result<RowChange, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let name = reader.name("row-name", locale.text.stalls_row_label());
    match fields.text("row").parse() {
        Ok(row) => reader.done(RowChange { row, name, is_ring: fields.has("ring") }),
        Err(_) => Err(no_such_row(reader)),
    }
}

/// Reads what stands between a stall and the next one, or that nothing does.
fn obstacle(fields: &Fields, locale: &Locale) -> Result<Edit, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let (one, other) = (fields.text("stall").parse::<StallId>(), fields.text("next").parse::<StallId>());
    let kind = reader.one_of("kind", &locale.text.stalls_obstacle_kind(), |sent| match sent {
        "none" => Some(None),
        kind => ObstacleKind::parse(kind).map(Some),
    });
    match (one, kind.flatten(), other) {
        (Ok(one), None, _) => reader.done(Edit::ClearObstacle(one)),
        (Ok(one), Some(kind), Ok(other)) => {
            let width_cm = reader.number("between", locale.text.stalls_obstacle_width(), (10, 2000));
            let obstacle = Obstacle { kind, width_cm };
            reader.done(Edit::PutObstacle(NewObstacle { between: (one, other), obstacle }))
        }
        (Err(_), ..) | (_, _, Err(_)) => {
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

/// The field of the rules that a form stood beside, as [`Rules::written`] wrote them.
pub(in crate::stalls) const RULES_SEEN: &str = "seen-rules";

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
