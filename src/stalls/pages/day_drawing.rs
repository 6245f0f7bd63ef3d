//! What a change of the drawing means for a day: its own drawing, and places on stalls that cannot be used any more.
use super::parts::stall_words;
use crate::i18n::named;
use crate::stalls::model::Request;
use crate::stalls::plan::DayPlan;
use crate::ui::{Ui, icon};
use maud::{Markup, html};

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
            div class="notice" role="status" { (icon("info")) p { (ui.text.stalls_day_drawing_changed()) } }
        }
    }
}
