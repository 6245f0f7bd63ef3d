//! The list of households of whoever reads case files.
use crate::households::model::{HouseholdRow, pseudonym};
use crate::ui::empty::Empty;
use crate::ui::form::error;
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework, and POST /casework when a number found nobody.
pub(crate) struct Households {
    pub rows: Vec<HouseholdRow>,
    pub form: Form,
    /// The words of a search by name that found the rows, sealed.
    pub sealed: Option<String>,
    /// Whether the rows are those of closed files.
    pub is_closed: bool,
    pub is_first: bool,
    pub has_more: bool,
    /// Whether the reader registers households.
    pub may_register: bool,
    /// Whether the reader may be told no names.
    pub is_nameless: bool,
}

impl Page for Households {
    fn title(&self, ui: &Ui) -> String {
        if self.is_closed { ui.text.households_files_closed() } else { ui.text.households_title() }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack" {
                (page_head(self.is_closed.then(|| (urls::casework(ui.lang), ui.text.households_title())), &self.title(ui), None))
                div class="toolbar" {
                    @if !self.is_nameless && (self.is_found() || !self.rows.is_empty() || !self.form.problems.is_empty()) { (self.search(ui)) }
                    @if self.may_register && !self.is_closed {
                        a class="btn btn-primary" href=(urls::household_new(ui.lang)) { (icon("plus")) span { (ui.text.households_new()) } }
                        a class="btn btn-quiet" href=(urls::business_new(ui.lang)) { (icon("shop")) span { (ui.text.households_business_new()) } }
                    }
                }
                @if self.rows.is_empty() && self.form.problems.is_empty() { (self.nobody(ui)) }
                ul class="rows rows-wide" { @for row in &self.rows { li { (self.row(ui, row)) } } }
                (self.pages(ui))
                @if !self.is_closed {
                    p class="no-print" { a class="more" href=(closed_files(ui)) { (icon("lock")) span { (ui.text.households_files_closed()) } } }
                }
            }
        }
    }
}

fn closed_files(ui: &Ui) -> String {
    urls::with_query(&urls::casework(ui.lang), &[CLOSED])
}

/// What stands in the query of the list of closed files.
const CLOSED: (&str, &str) = ("files", "closed");

impl Households {
    fn is_found(&self) -> bool {
        self.sealed.is_some()
    }

    fn search(&self, ui: &Ui) -> Markup {
        let problem = !self.form.problems.is_empty();
        html! {
            form class="search-line" method="post" action=(urls::casework(ui.lang)) role="search" {
                @if self.is_closed { input type="hidden" name=(CLOSED.0) value=(CLOSED.1); }
                div class=(if problem { "field has-error" } else { "field" }) {
                    label for="who" { (ui.text.households_search()) }
                    (error(&self.form, "who"))
                    input id="who" name="who" type="text" dir="auto" autocomplete="off" enterkeyhint="search"
                        value=(self.form.fields.text("who")) aria-invalid=[problem.then_some("true")]
                        aria-describedby=[problem.then_some("who-error")];
                }
                button class="btn" { (icon("search")) span { (ui.text.households_search_go()) } }
                @if self.is_found() || problem { a class="btn btn-quiet" href=(if self.is_closed { closed_files(ui) } else { urls::casework(ui.lang) }) { (ui.text.households_search_all()) } }
            }
        }
    }

    fn nobody(&self, ui: &Ui) -> Markup {
        let (art, title, text) = if self.is_found() {
            ("lost", ui.text.households_search_none(), ui.text.households_search_none_text())
        } else if self.is_closed {
            ("closed", ui.text.households_files_closed_none(), String::new())
        } else if self.may_register {
            ("empty-basket", ui.text.households_empty(), ui.text.households_empty_text())
        } else {
            ("empty-basket", ui.text.households_empty_reader(), String::new())
        };
        let action = (self.may_register && !self.is_found() && !self.is_closed)
            .then(|| (urls::household_new(ui.lang), "plus", ui.text.households_new()));
        Empty { art, title, text, action }.render()
    }

    fn row(&self, ui: &Ui, row: &HouseholdRow) -> Markup {
        html! {
            a class="row" href=(urls::household(ui.lang, row.id)) {
                (icon("household"))
                span class="row-main" {
                    span class="row-title" dir="auto" {
                        @if self.is_nameless { (ui.text.households_file(ui.in_digits(&pseudonym(row.id)))) } @else { (row.name) }
                    }
                    span class="row-note" { (row.area(ui.lang)) " · " (machines(ui, row)) }
                    span class="row-note" { (last_sale(ui, row)) }
                }
                span class="row-end" {
                    @if !self.is_closed && row.is_quiet(ui.today) { (badge(Tone::Warn, &ui.text.households_quiet())) }
                    (icon("next"))
                }
            }
        }
    }

    fn pages(&self, ui: &Ui) -> Markup {
        let path = urls::casework(ui.lang);
        let link = |after: Option<String>| {
            let mut query = Vec::new();
            if self.is_closed {
                query.push(CLOSED);
            }
            if let Some(sealed) = &self.sealed {
                query.push((urls::WORDS, sealed));
            }
            if let Some(after) = &after {
                query.push(("after", after.as_str()));
            }
            urls::with_query(&path, &query)
        };
        let older = self.rows.last().filter(|_| self.has_more).map(|last| link(Some(last.id.to_string())));
        pager(ui, (!self.is_first).then(|| link(None)), older)
    }
}

fn machines(ui: &Ui, row: &HouseholdRow) -> String {
    match row.machines {
        Some(count) if count > 0 => ui.text.households_row_machines(ui.number(count)),
        _ => ui.text.households_row_no_machine(),
    }
}

fn last_sale(ui: &Ui, row: &HouseholdRow) -> String {
    match row.last_sale {
        Some(month) => ui.text.households_row_last_sale(ui.month(month)),
        None => ui.text.households_row_no_sale(),
    }
}
