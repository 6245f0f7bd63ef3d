//! What was done to a case file for a reason: who corrected what, who closed the file or opened it again, who looked at what
//! it masks.
use crate::casework::model::CaseFile;
use crate::households::model::{EventKind, FileEvent};
use crate::i18n::named;
use crate::kernel::clock::tehran_day;
use crate::ui::{Ui, icon};
use maud::{Markup, html};

/// The latest events; nothing where there are none. For readers who see names.
pub(super) fn section(ui: &Ui, file: &CaseFile) -> Markup {
    html! {
        @if !file.history.is_empty() {
            section class="stack stack-s" {
                h2 { (ui.text.casework_history()) }
                ul class="rows" { @for event in &file.history {
                    li { div class="row" { (icon("history")) span class="row-main" {
                        span class="row-title" { (title(ui, file, event)) }
                        span class="row-note" { (ui.text.casework_history_by(named::DateName { date: ui.full_date(tehran_day(event.at)), name: event.by.as_str() })) }
                        @if let Some(reason) = &event.reason { span class="row-note" dir="auto" { (ui.text.casework_history_reason(reason)) } }
                    } } }
                } }
            }
        }
    }
}

fn title(ui: &Ui, file: &CaseFile, event: &FileEvent) -> String {
    let text = ui.text;
    let member = file.card.members.iter().find(|member| Some(member.id) == event.member);
    let name = member.map_or("", |member| member.name.as_str());
    match event.kind {
        EventKind::NewCard => text.casework_history_new_card(name),
        EventKind::NewHead => text.casework_history_new_head(name),
        EventKind::Closed => text.casework_history_closed(),
        EventKind::Reopened => text.casework_history_reopened(),
        EventKind::Looked => text.casework_history_looked(),
        EventKind::Corrected => {
            let fields: Vec<String> = event.fields.iter().filter_map(|field| field_word(ui, field)).collect();
            text.casework_history_corrected(named::FieldsName { fields: fields.join(&text.app_comma()), name })
        }
    }
}

fn field_word(ui: &Ui, field: &str) -> Option<String> {
    let text = ui.text;
    match field {
        "given_name" => Some(text.households_given_name()),
        "family_name" => Some(text.households_family_name()),
        "national_id" => Some(text.households_national_id()),
        "mobile" => Some(text.accounts_phone()),
        _ => None,
    }
}
