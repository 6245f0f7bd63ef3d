//! What waits to be looked over.
use super::kind_word;
use crate::moderation::model::{ItemKind, QueueRow};
use crate::ui::empty::Empty;
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::photo::{Fetch, small};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /moderation.
pub(in crate::moderation) struct Queue {
    pub rows: Vec<QueueRow>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Queue {
    fn title(&self, ui: &Ui) -> String {
        ui.text.moderation_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::moderation(ui.lang);
        let last = self.rows.last().filter(|_| self.has_more);
        let older = last.map(|row| urls::with_query(&path, &[("after", &row.id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&ui.text.moderation_lead())))
                p { a class="more" href=(urls::moderation_shops(ui.lang)) { (icon("stall")) span { (ui.text.moderation_shops()) } } }
                @if self.rows.is_empty() {
                    (Empty { art: "bazaar", title: ui.text.moderation_empty_title(), text: ui.text.moderation_empty_text(), action: None }.render())
                }
                ul class="rows" { @for row in &self.rows { li { (line(ui, row)) } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

fn line(ui: &Ui, row: &QueueRow) -> Markup {
    html! {
        a class="row" href=(urls::moderation_item(ui.lang, row.id)) {
            @match row.photo.as_deref().filter(|_| !ui.save_data) {
                Some(photo) => (small(ui, Some(photo), "", Fetch::Later)),
                None => (icon(row.category.as_deref().unwrap_or(if row.kind == ItemKind::Licence { "document" } else { "stall" }))),
            }
            span class="row-main" {
                span class="row-title" dir="auto" { (row.name) }
                span class="row-note" { span dir="auto" { (row.shop) } " · " (ui.moment(row.sent_at)) }
                @if row.kind == ItemKind::Report { (badge(Tone::Warn, &ui.text.moderation_reports(ui.number(row.reports)))) }
                @else { (badge(Tone::Muted, &kind_word(ui, row.kind))) }
            }
            span class="row-end" { (icon("next")) }
        }
    }
}
