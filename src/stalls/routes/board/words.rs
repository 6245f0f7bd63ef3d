//! The fields of the pages of a drawing, and what is said of a change and of what stands in its way.
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::stalls::day_drawing::DayDrawingRefusal;
use crate::stalls::edits::{Edit, EditRefusal, MOST_IN_ROW, MOST_STALLS};
use crate::stalls::forms;
use crate::stalls::model::{Drawing, DrawnStall};
use crate::ui::Problem;

/// The fields of the page of a whole drawing, with what was sent over what is proposed.
pub(super) fn rows_fields(drawing: &Drawing, sent: &Fields, locale: &Locale) -> Fields {
    let next = drawing.stalls().filter_map(|stall| stall.number.parse::<i64>().ok()).max().unwrap_or(0) + 1;
    let proposed = Fields::default()
        .with("first", locale.in_digits(&next.to_string()))
        .with("width", locale.number(200))
        .with("power", "none")
        .with("baking", "none");
    sent.pairs().iter().fold(proposed, |fields, (name, value)| fields.with(name, value.clone()))
}

/// The fields of a stall as it is drawn.
pub(super) fn stall_fields(drawing: &Drawing, stall: &DrawnStall, locale: &Locale) -> Fields {
    let now = match (drawing.stall(stall.id), &stall.blocked) {
        (None, _) => "retired",
        (Some(_), Some(_)) => "blocked",
        (Some(_), None) => "open",
    };
    let fields = Fields::default()
        .with("state", now)
        .with("reason", stall.blocked.clone().unwrap_or_default())
        .with("number", locale.in_digits(&stall.number))
        .with("width", locale.number(stall.width_cm.into()))
        .with("category", stall.category.clone().unwrap_or_default())
        .with("kind", stall.after.map_or("none", |after| after.kind.as_str()))
        .with("between", locale.number(stall.after.map_or(100, |after| after.width_cm).into()));
    forms::with_fittings(fields, &stall.fittings)
}

/// What to say when it is done.
pub(super) fn done(edit: &Edit, locale: &Locale) -> String {
    let text = locale.text;
    match edit {
        Edit::AddRow(_) => text.stalls_row_added(),
        Edit::AddStalls(_) => text.stalls_more_added(),
        Edit::ChangeRow(_) => text.stalls_row_saved(),
        Edit::ChangeStall(_) => text.stalls_stall_saved(),
        Edit::PutObstacle(_) | Edit::ClearObstacle(_) | Edit::BringBack(_) => text.stalls_obstacle_saved(),
        Edit::SetCategory(_) => text.stalls_settings_saved(),
    }
}

/// What stands in the way of a change, beside its field.
pub(in crate::stalls::routes) fn problem(refusal: EditRefusal, edit: &Edit, locale: &Locale) -> Problem {
    let text = locale.text;
    let (number, count) = match edit {
        Edit::AddRow(_) => ("first", "count"),
        Edit::AddStalls(_) => ("more-first", "more-count"),
        _ => ("number", "number"),
    };
    let (field, sentence) = match refusal {
        EditRefusal::Stale => ("main", text.stalls_drawing_stale()),
        EditRefusal::NumberTaken(taken) => (number, text.stalls_number_taken(locale.in_digits(&taken))),
        EditRefusal::TooMany => (count, text.stalls_too_many(locale.number(MOST_STALLS))),
        EditRefusal::RowFull => (count, text.stalls_row_full(locale.number(MOST_IN_ROW.into()))),
        EditRefusal::UnknownCategory => ("category", text.stalls_category_missing()),
        EditRefusal::UnknownRow => ("main", text.stalls_row_unknown()),
        EditRefusal::UnknownStall | EditRefusal::NoObstacle => ("main", text.stalls_stall_gone()),
        EditRefusal::NotNeighbours => ("kind", text.stalls_obstacle_not_neighbours()),
        EditRefusal::Unmarked => ("required", text.stalls_category_unmarked()),
        EditRefusal::InUse(stall) => ("state", text.stalls_stall_in_use(locale.in_digits(&stall))),
        EditRefusal::Owned(stall) => ("state", text.stalls_stall_owned(locale.in_digits(&stall))),
    };
    Problem { field, sentence }
}

/// What stands in the way of a change of the drawing of a day, which a site does not know.
pub(in crate::stalls::routes) fn problem_of_day(refusal: DayDrawingRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let sentence = match refusal {
        DayDrawingRefusal::Closed => text.stalls_day_closed(),
        DayDrawingRefusal::InUse(stall) => text.stalls_day_drawing_in_use(locale.in_digits(&stall)),
        DayDrawingRefusal::Edit(EditRefusal::Stale) => text.stalls_drawing_stale(),
        DayDrawingRefusal::Edit(_) => text.stalls_stall_gone(),
    };
    Problem { field: "main", sentence }
}
