//! Closing the months of the books.
use crate::kernel::lang::Lang;
use crate::sales::model::{Month, MonthRow};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/months.
pub(crate) struct Months {
    pub rows: Vec<MonthRow>,
    /// Whether this is the first page, and the month after which the next one begins.
    pub is_first: bool,
    pub next: Option<Month>,
    /// Why the last one was not closed.
    pub problem: Option<String>,
}

impl Page for Months {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_close_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack" {
                (page_head(None, &ui.text.sales_close_title(), Some(&ui.text.sales_close_lead())))
                @if let Some(problem) = &self.problem {
                    div class="notice notice-error" role="alert" { (icon("warning")) p { (problem) } }
                }
                @if self.rows.is_empty() { p class="muted" { (ui.text.sales_close_none()) } }
                ul class="rows" { @for row in &self.rows { li { div class="row" { (icon("calendar")) span class="row-main" {
                    span class="row-title" { (ui.month(row.of.month)) (ui.text.app_comma()) (area(ui, row)) }
                    span class="row-note" { (ui.text.sales_close_total(ui.money(row.total))) }
                } span class="row-end" { (close(ui, row)) } } } } }
                (pager(ui, (!self.is_first).then(|| urls::months(ui.lang)), self.next.map(|month| after(ui, month))))
            }
        }
    }
}

/// The page of what comes after a month.
fn after(ui: &Ui, of: Month) -> String {
    let (institution, area, month) = (of.institution.to_string(), of.area.to_string(), of.month.number().to_string());
    let query = [("institution", institution.as_str()), ("area", area.as_str()), ("month", month.as_str())];
    urls::with_query(&urls::months(ui.lang), &query)
}

fn area<'a>(ui: &Ui, row: &'a MonthRow) -> &'a str {
    match ui.lang {
        Lang::Fa => &row.area_fa,
        Lang::En => &row.area_en,
    }
}

fn close(ui: &Ui, row: &MonthRow) -> Markup {
    html! {
        @match (row.closed_at, row.is_over) {
            (Some(at), _) => (badge(Tone::Ok, &ui.text.sales_closed(ui.moment(at)))),
            (None, false) => (badge(Tone::Muted, &ui.text.sales_close_running())),
            (None, true) => form method="post" action=(urls::months(ui.lang)) {
                input type="hidden" name="institution" value=(row.of.institution);
                input type="hidden" name="area" value=(row.of.area);
                input type="hidden" name="month" value=(row.of.month.number());
                button class="btn" { (icon("lock")) span { (ui.text.sales_close_go(ui.month(row.of.month))) } }
            },
        }
    }
}
