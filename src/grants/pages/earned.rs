//! What a machine or a grant earned: the total of all sellers, and the last twelve months by household.
use super::seen_word;
use crate::grants::model::{Earned, EarnedRow, Seen};
use crate::ui::Ui;
use crate::urls;
use maud::{Markup, html};

/// The section; `of` is what a household's rows are filtered by: a machine or a grant, and its id.
pub(super) fn section(ui: &Ui, earned: &Earned, seen: &Seen, of: (&str, String)) -> Markup {
    let text = ui.text;
    html! {
        section class="stack stack-s" {
            h2 { (text.grants_earned()) }
            dl class="facts panel" { div { dt { (text.grants_earned_total()) } dd { (ui.money(earned.total)) } } }
            p class="muted small" { (text.grants_earned_note()) }
            @if earned.rows.is_empty() { p class="muted" { (text.grants_earned_none()) } } @else {
                table class="table" {
                    caption { (text.grants_earned_caption(ui.unit_word())) }
                    thead { tr {
                        th scope="col" { (text.grants_earned_month()) } th scope="col" { (text.grants_earned_household()) }
                        th scope="col" class="n" { (text.grants_earned()) }
                    } }
                    tbody { @for row in &earned.rows { tr {
                        th scope="row" { (ui.month(row.month)) }
                        td data-label=(text.grants_earned_household()) { span dir="auto" { (seen_word(ui, seen, row.household)) } }
                        td class="n" data-label=(text.grants_earned()) {
                            @if seen.opens(row.household) { a href=(rows_url(ui, row, &of)) { bdi { (ui.amount(row.amount)) } } }
                            @else { bdi { (ui.amount(row.amount)) } }
                        }
                    } } }
                }
            }
        }
    }
}

/// The rows of the household's book behind a figure.
fn rows_url(ui: &Ui, row: &EarnedRow, (by, id): &(&str, String)) -> String {
    let month = row.month.number().to_string();
    urls::with_query(&urls::household_rows(ui.lang, row.household), &[("month", &month), ("by", by), ("id", id)])
}
