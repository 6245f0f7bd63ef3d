//! What a change of the drawing means for a day: its own drawing, places on stalls that cannot be used any more, and stalls
//! that have another number by now than people were told.
use super::moving::seen_fields;
use super::parts::stall_words;
use crate::i18n::named;
use crate::stalls::model::Request;
use crate::stalls::plan::DayPlan;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The field with which it is the numbers that are announced, and not a plan.
pub(crate) const NUMBERS: &str = "numbers";

/// What became of the plan since the drawing was changed; nothing where it was not.
pub(super) fn since_planned(ui: &Ui, plan: &DayPlan) -> Markup {
    let unusable: Vec<(&Request, Vec<String>)> = plan.unusable().collect();
    html! {
        @if !unusable.is_empty() {
            div class="notice notice-warn" role="status" { (icon("warning")) div class="stack" {
                p { (ui.text.stalls_day_unusable()) }
                ul { @for (request, stalls) in &unusable {
                    li { (ui.text.stalls_day_unusable_one(named::NameStall { name: &request.name, stall: stall_words(ui, stalls) })) }
                } }
            } }
        } @else if plan.planned.is_some() {
            div class="notice" role="status" { (icon("info")) div class="stack" {
                p { (ui.text.stalls_day_drawing_changed()) }
                (new_numbers(ui, plan))
            } }
        }
    }
}

/// The button that tells the new numbers of a plan that people know.
fn new_numbers(ui: &Ui, plan: &DayPlan) -> Markup {
    let is_known = plan.run.is_some_and(|run| plan.day.published_run == Some(run.id));
    let count = if is_known { plan.renumbered().count() } else { 0 };
    html! {
        @if count > 0 {
            form method="post" action=(urls::day_publish(ui.lang, plan.day.id)) {
                (seen_fields(plan))
                input type="hidden" name=(NUMBERS) value="yes";
                button class="btn btn-primary" { (icon("bell")) span { (ui.text.stalls_day_numbers(ui.number(i64::try_from(count).unwrap_or(0)))) } }
            }
        }
    }
}
