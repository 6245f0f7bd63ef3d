//! In what a drawing differs from another, in words.
use super::parts::{category_name, stall_words};
use super::plan::obstacle_word;
use crate::i18n::named;
use crate::stalls::differences::Difference;
use crate::stalls::model::Category;
use crate::ui::{Ui, icon};
use maud::{Markup, html};

/// What is otherwise, a sentence for each thing.
pub(super) fn sentences(ui: &Ui, differences: &[Difference], categories: &[Category]) -> Vec<String> {
    differences.iter().map(|one| sentence(ui, one, categories)).collect()
}

/// What others changed since the drawing that a refused form stood beside.
pub(super) fn meanwhile(ui: &Ui, differences: &[Difference], categories: &[Category]) -> Markup {
    html! { @if !differences.is_empty() {
        div class="notice notice-warn" role="status" { (icon("history")) div class="stack stack-s" {
            p { (ui.text.stalls_drawing_meanwhile()) }
            ul { @for one in sentences(ui, differences, categories) { li { (one) } } }
        } }
    } }
}

fn sentence(ui: &Ui, one: &Difference, categories: &[Category]) -> String {
    let text = ui.text;
    let name = |code: &str| category_name(categories, code, ui.lang).to_owned();
    match one {
        Difference::RowAdded { name, stalls } => {
            let count = ui.number(i64::try_from(stalls.len()).unwrap_or(i64::MAX));
            text.stalls_diff_row_added(named::CountName { count, name })
        }
        Difference::RowGone { name } => text.stalls_diff_row_gone(name),
        Difference::RowNamed { before, after } => text.stalls_diff_row_named(named::AfterBefore { after, before }),
        Difference::RowClosed { name } => text.stalls_diff_row_closed(name),
        Difference::RowOpened { name } => text.stalls_diff_row_opened(name),
        Difference::Added { stalls } => text.stalls_diff_added(stall_words(ui, stalls)),
        Difference::Gone { stalls } => text.stalls_diff_gone(stall_words(ui, stalls)),
        Difference::Renumbered { before, after } => {
            let (after, before) = (ui.in_digits(after), ui.in_digits(before));
            text.stalls_diff_renumbered(named::AfterBefore { after, before })
        }
        Difference::Blocked { stall, reason } => {
            text.stalls_diff_blocked(named::ReasonStall { reason, stall: ui.in_digits(stall) })
        }
        Difference::Unblocked { stall } => text.stalls_diff_unblocked(ui.in_digits(stall)),
        Difference::Width { stall, width_cm } => text
            .stalls_diff_width(named::StallWidth { stall: ui.in_digits(stall), width: ui.number((*width_cm).into()) }),
        Difference::Fittings { stall } => text.stalls_diff_fittings(ui.in_digits(stall)),
        Difference::Marked { stall, category: Some(code) } => {
            text.stalls_diff_marked(named::CategoryStall { category: name(code), stall: ui.in_digits(stall) })
        }
        Difference::Marked { stall, category: None } => text.stalls_diff_unmarked(ui.in_digits(stall)),
        Difference::Between { stalls, obstacle } => text.stalls_diff_between(named::ObstacleStalls {
            obstacle: obstacle_word(ui, obstacle.kind),
            stalls: ui.numbered(stalls),
        }),
        Difference::Cleared { stalls } => text.stalls_diff_cleared(ui.numbered(stalls)),
        Difference::Category { category } => text.stalls_diff_category(name(category)),
    }
}
