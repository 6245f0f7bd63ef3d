//! The register of machines.
use crate::grants::model::{EquipmentRow, Holder, Seen};
use crate::grants::pages::{holder_word, kind_icon, machine_note, seen_word};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/equipment.
pub(crate) struct EquipmentList {
    pub rows: Vec<EquipmentRow>,
    pub is_first: bool,
    pub has_more: bool,
    /// What the reader is told of the households that hold them.
    pub seen: Seen,
    pub imports: bool,
}

impl Page for EquipmentList {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_list_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::equipment_list(ui.lang);
        let last = self.rows.last().filter(|_| self.has_more);
        let older = last.map(|last| urls::with_query(&path, &[("after", &last.id.to_string())]));
        let import = self.imports.then(|| (urls::imports(ui.lang), "upload", ui.text.grants_list_import()));
        html! {
            div class="stack" {
                (page_head(None, &ui.text.grants_list_title(), Some(&ui.text.grants_list_lead())))
                @if self.rows.is_empty() && self.is_first {
                    (Empty {
                        art: "empty-basket",
                        title: ui.text.grants_list_empty(),
                        text: ui.text.grants_list_empty_text(),
                        action: import,
                    }.render())
                } @else {
                    @if let Some((url, drawing, word)) = import { p { a class="btn" href=(url) { (icon(drawing)) span { (word) } } } }
                    ul class="rows rows-wide" { @for row in &self.rows { li { (self.row(ui, row)) } } }
                }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

impl EquipmentList {
    fn row(&self, ui: &Ui, row: &EquipmentRow) -> Markup {
        let household = row.household.map(|id| seen_word(ui, &self.seen, id));
        html! {
            a class="row" href=(urls::equipment(ui.lang, row.id)) {
                (icon(kind_icon(&row.kind)))
                span class="row-main" {
                    span class="row-title" { (row.kind.name.in_lang(ui.lang)) ": " span dir="auto" { (holder_word(ui, row.holder, household.as_deref())) } }
                    span class="row-note" { (machine_note(ui, &row.maker, &row.serial)) }
                    @if let Some(since) = row.since { span class="row-note" { (ui.text.grants_card_from(ui.full_date(since))) } }
                }
                span class="row-end" { (holder_badge(ui, row.holder)) (icon("next")) }
            }
        }
    }
}

/// A mark for every machine that is not at work.
fn holder_badge(ui: &Ui, holder: Option<Holder>) -> Markup {
    match holder {
        Some(Holder::Household) => html! {},
        None | Some(Holder::Depot) => badge(Tone::Muted, &ui.text.grants_holder_depot()),
        Some(Holder::Repair) => badge(Tone::Warn, &ui.text.grants_holder_repair()),
        Some(Holder::Lost) => badge(Tone::Danger, &ui.text.grants_holder_lost()),
        Some(Holder::Disposed) => badge(Tone::Muted, &ui.text.grants_holder_disposed()),
    }
}
