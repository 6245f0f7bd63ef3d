//! Before and after, as a figure that opens to its rows. Its title says what it is not.
use super::rows_url;
use super::support::baseline_anchor;
use crate::casework::before_after::{BeforeAfter, compare};
use crate::casework::model::{CaseFile, Filter, Months};
use crate::i18n::named;
use crate::kernel::calendar::YearMonth;
use crate::ui::Ui;
use maud::{Markup, html};

/// The section; nothing before a machine was handed over, and what is missing where the income before was never told.
pub(super) fn section(ui: &Ui, file: &CaseFile) -> Markup {
    let text = ui.text;
    html! {
        @if file.first_handover().is_some() {
            section class="stack" {
                h2 { (text.casework_before_after_title()) }
                @match compare(file, YearMonth::of(ui.today)) {
                    None => p class="muted" { (text.casework_before_after_untold()) },
                    Some(found) => (facts(ui, file, &found)),
                }
            }
        }
    }
}

fn facts(ui: &Ui, file: &CaseFile, found: &BeforeAfter) -> Markup {
    let text = ui.text;
    let rows = Filter::of(Months::Between(found.first, found.last_over()));
    let number = |many: u32| ui.number(many.into());
    html! {
        dl class="facts" {
            div { dt { (text.casework_before_after_mean()) } dd {
                @match found.mean {
                    Some(mean) => a href=(rows_url(ui, file.card.id, rows)) { (ui.money(mean.rounded(ui.unit))) },
                    None => (text.casework_before_after_none()),
                }
            } }
            @if let Some(before) = file.before() {
                div { dt { (text.casework_key_before()) } dd { a href={ "#" (baseline_anchor(before)) } { (ui.money(before.mean_month().rounded(ui.unit))) } } }
            }
            div { dt { (text.casework_before_after_counted()) } dd { (number(found.counted)) } }
            div { dt { (text.casework_before_after_missing()) } dd { (number(found.missing)) } }
            @if found.to_come > 0 { div { dt { (text.casework_before_after_to_come()) } dd { (number(found.to_come)) } } }
        }
        p class="muted small" { (text.casework_before_after_note(named::FromUntil { from: ui.month(found.first), until: ui.month(found.last) })) }
    }
}
