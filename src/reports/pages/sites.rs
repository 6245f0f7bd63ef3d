//! The sites whose reports the reader may see.
use crate::stalls::model::SiteRow;
use crate::ui::parts::{page_head, pager};
use crate::ui::{Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /reports.
pub(crate) struct Sites {
    pub rows: Vec<SiteRow>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Sites {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_reports()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::reports(ui.lang);
        let last = self.rows.last().filter(|_| self.has_more);
        let older = last.map(|last| urls::with_query(&path, &[("before", &last.site.id.to_string())]));
        html! {
            div class="stack" {
                (page_head(None, &ui.text.stalls_reports(), Some(&ui.text.reports_lead())))
                @if self.rows.is_empty() {
                    (Empty { art: "closed", title: ui.text.reports_none(), text: ui.text.reports_none_text(), action: None }.render())
                }
                ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::site_report(ui.lang, row.site.id)) {
                    (icon("chart"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (row.site.name) }
                        span class="row-note" { (row.area_name(ui.lang)) }
                    }
                    span class="row-end" { (icon("next")) }
                } } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}
