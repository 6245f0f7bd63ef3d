//! What waits to be looked over, and how much of each kind.
use super::{kind_word, licence_title, of_kind};
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
    /// The kind that is looked at alone.
    pub kind: Option<ItemKind>,
    /// How many wait of each kind.
    pub counts: Vec<(ItemKind, i64)>,
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
        let path = of_kind(urls::moderation(ui.lang), self.kind);
        let last = self.rows.last().filter(|_| self.has_more).map(|row| row.id.to_string());
        let kept = self.kind.map(|kind| ("kind", kind.as_str()));
        let older = last.map(|after| {
            let query: Vec<(&str, &str)> = kept.into_iter().chain([("after", after.as_str())]).collect();
            urls::with_query(&urls::moderation(ui.lang), &query)
        });
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&self.lead(ui))))
                @if self.all() > 0 { (self.kinds(ui)) }
                @if self.rows.is_empty() { (self.nothing(ui)) }
                ul class="rows" { @for row in &self.rows { li { (self.line(ui, row)) } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
                p { a class="more" href=(urls::moderation_shops(ui.lang)) { (icon("stall")) span { (ui.text.moderation_shops()) } } }
            }
        }
    }
}

impl Queue {
    /// How many wait in all.
    fn all(&self) -> i64 {
        self.counts.iter().map(|(_, many)| many).sum()
    }

    fn of(&self, kind: ItemKind) -> i64 {
        self.counts.iter().filter(|(counted, _)| *counted == kind).map(|(_, many)| many).sum()
    }

    fn lead(&self, ui: &Ui) -> String {
        match self.all() {
            0 => ui.text.moderation_lead(),
            many => ui.text.moderation_lead_many(ui.number(many)),
        }
    }

    /// A chip for each kind of which something waits, and for the one that is looked at.
    fn kinds(&self, ui: &Ui) -> Markup {
        let path = urls::moderation(ui.lang);
        let kinds = ItemKind::ALL.iter().copied().filter(|kind| self.of(*kind) > 0 || self.kind == Some(*kind));
        html! {
            nav aria-label=(ui.text.moderation_kinds()) { ul class="chips" {
                li { a class="chip" href=(path) aria-current=[self.kind.is_none().then_some("page")] { (ui.text.moderation_kind_all()) " " b { (ui.number(self.all())) } } }
                @for kind in kinds {
                    li { a class="chip" href=(of_kind(path.clone(), Some(kind))) aria-current=[(self.kind == Some(kind)).then_some("page")] {
                        (kind_word(ui, kind)) " " b { (ui.number(self.of(kind))) }
                    } }
                }
            } }
        }
    }

    fn nothing(&self, ui: &Ui) -> Markup {
        let all = urls::moderation(ui.lang);
        let (title, text, action) = match self.all() {
            0 => (ui.text.moderation_empty_title(), ui.text.moderation_empty_text(), None),
            many => (
                ui.text.moderation_empty_kind_title(),
                ui.text.moderation_empty_kind_text(ui.number(many)),
                Some((all, "next", ui.text.moderation_see_all())),
            ),
        };
        Empty { art: "bazaar", title, text, action }.render()
    }

    fn line(&self, ui: &Ui, row: &QueueRow) -> Markup {
        html! {
            a class="row" href=(of_kind(urls::moderation_item(ui.lang, row.id), self.kind)) {
                @match row.photo.as_deref().filter(|_| !ui.save_data) {
                    Some(photo) => (small(ui, Some(photo), "", Fetch::Later)),
                    None => (icon(row.category.as_deref().unwrap_or(if row.kind == ItemKind::Licence { "document" } else { "stall" }))),
                }
                span class="row-main" {
                    span class="row-title" dir="auto" { @if row.kind == ItemKind::Licence { (licence_title(ui, row.licence.as_ref(), &row.name)) } @else { (row.name) } }
                    span class="row-note" { span dir="auto" { (row.shop) } " · " (ui.moment(row.sent_at)) }
                    @if row.kind == ItemKind::Report { (badge(Tone::Warn, &ui.text.moderation_reports(ui.number(row.reports)))) }
                    @else { (badge(Tone::Muted, &kind_word(ui, row.kind))) }
                }
                span class="row-end" { (icon("next")) }
            }
        }
    }
}
