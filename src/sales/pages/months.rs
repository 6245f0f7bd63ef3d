//! Closing the months of the books.
use crate::i18n::named::{AreaMonth, BoughtOutput};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::sales::model::{Month, MonthRow};
use crate::ui::form::action_bar;
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
                @let (closed, open): (Vec<&MonthRow>, Vec<&MonthRow>) = self.rows.iter().partition(|row| row.closed_at.is_some());
                (rows(ui, &open))
                @if !closed.is_empty() { details class="fold" open[open.is_empty()] {
                    summary { (ui.text.sales_closed_months(ui.count(closed.len()))) }
                    (rows(ui, &closed))
                } }
                (pager(ui, (!self.is_first).then(|| urls::months(ui.lang)), self.next.map(|month| after(ui, month))))
                p { a class="btn" href=(urls::reports(ui.lang)) { (icon("chart")) span { (ui.text.stalls_reports()) } } }
            }
        }
    }
}

fn rows(ui: &Ui, rows: &[&MonthRow]) -> Markup {
    html! {
        ul class="rows rows-wide" { @for row in rows { li { div class="row" { (icon("calendar")) span class="row-main" {
            span class="row-title" { (ui.month(row.of.month)) (ui.text.app_comma()) (area(ui, row)) }
            span class="row-note" { (ui.text.sales_close_total(ui.money(row.total))) }
            @if row.to_households != Rial::ZERO { span class="row-note" { (output(ui, row)) } }
        } span class="row-end" { (close(ui, row)) } } } } }
    }
}

/// What of a month's sales other households of the programme bought, and its output without them.
fn output(ui: &Ui, row: &MonthRow) -> String {
    let output = Rial(row.total.0.saturating_sub(row.to_households.0));
    ui.text.sales_close_output(BoughtOutput { bought: ui.money(row.to_households), output: ui.money(output) })
}

/// The page of what comes after a month.
fn after(ui: &Ui, of: Month) -> String {
    urls::with_query(&urls::months(ui.lang), &named(of).each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The page that asks whether a month shall be closed.
fn asking(ui: &Ui, of: Month) -> String {
    let month = named(of);
    let fields = month.each_ref().map(|(name, value)| (*name, value.as_str()));
    urls::with_query(&urls::months(ui.lang), &[&fields[..], &[(CLOSE, "yes")]].concat())
}

fn named(of: Month) -> [(&'static str, String); 3] {
    [
        ("institution", of.institution.to_string()),
        ("area", of.area.to_string()),
        ("month", of.month.number().to_string()),
    ]
}

/// The query field by which one month is asked about instead of the list.
pub(crate) const CLOSE: &str = "close";

/// GET /casework/months of one month: closing it cannot be undone, so it is asked once.
pub(crate) struct CloseMonth {
    pub row: MonthRow,
}

impl Page for CloseMonth {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_close_go(ui.month(self.row.of.month))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let list = urls::months(ui.lang);
        let (row, month) = (&self.row, ui.month(self.row.of.month));
        html! {
            div class="narrow stack" {
                (page_head(Some((list.clone(), ui.text.sales_close_title())), &self.title(ui), Some(area(ui, row))))
                div class="notice notice-warn" { (icon("warning")) p { (ui.text.sales_close_sure(AreaMonth { area: area(ui, row), month: month.as_str() })) } }
                dl class="facts" { div { dt { (ui.text.casework_net_sales()) } dd { (ui.money(row.total)) } } }
                @if row.to_households != Rial::ZERO { p class="muted" { (output(ui, row)) } }
                form class="form stack" method="post" action=(list) {
                    @for (name, value) in named(row.of) { input type="hidden" name=(name) value=(value); }
                    (action_bar(&ui.text.sales_close_go(month.as_str()), "lock", Some((list.clone(), ui.text.sales_close_leave()))))
                }
            }
        }
    }
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
            (None, true) => a class="btn" href=(asking(ui, row.of)) { (icon("lock")) span { (ui.text.sales_close_go(ui.month(row.of.month))) } },
        }
    }
}
