//! Drawing a site, or changing it for one market day: its rows, a form for a whole row, and what was taken off.
use super::board::Board;
use super::differences::{meanwhile, sentences};
use super::parts::{category_field, category_name, fittings_fields, fittings_words, joined};
use super::plan::{Cell, Look, Plan, Tap};
use super::settings::CategoryRules;
use crate::i18n::named;
use crate::kernel::fields::Fields;
use crate::stalls::check::Fault;
use crate::stalls::differences::Difference;
use crate::stalls::forms::{MORE, ROW};
use crate::stalls::model::{Category, Drawing, DrawnRow, DrawnStall};
use crate::ui::form::{Field, Kind, action_row, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /sites/{site}/rows, GET /days/{day}/drawing, and their refused forms.
pub(crate) struct Rows {
    pub board: Board,
    pub drawing: Drawing,
    /// What is to be mended.
    pub faults: Vec<Fault>,
    /// How the drawing of a day differs from the site's.
    pub differences: Vec<Difference>,
    /// What was changed since the drawing that a refused form stood beside.
    pub meanwhile: Vec<Difference>,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for Rows {
    fn title(&self, ui: &Ui) -> String {
        self.board.title(ui)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let link = |stall: &DrawnStall| urls::with_query(&self.board.stall(ui), &[("stall", &stall.id.to_string())]);
        let cell = |stall: &DrawnStall| Cell {
            look: if stall.is_blocked() { Look::Blocked } else { Look::Free },
            name: Some(self.notes(ui, stall)),
            tap: Tap::Link(link(stall)),
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.board.site().name), drawing: &self.drawing, cell: &cell };
        html! {
            div class="stack" {
                (page_head(Some(self.board.back(ui)), &self.title(ui), Some(&self.board.lead(ui))))
                (self.form.summary(ui))
                (meanwhile(ui, &self.meanwhile, &self.categories))
                (self.faults(ui))
                (self.of_the_day(ui))
                (self.row_form(ui))
                @if !self.drawing.rows.is_empty() { (plan.to_scale(ui)) (plan.listed(ui)) (self.rows(ui)) }
                @if self.drawing.taken_off().next().is_some() { section class="stack" {
                    h2 { (ui.text.stalls_drawing_retired()) }
                    ul class="stall-list" { @for stall in self.drawing.taken_off() { li { a class="stall-cell" href=(link(stall)) { b { (ui.in_digits(&stall.number)) } } } } }
                } }
                @match &self.board {
                    Board::Site(site) => p { a class="btn" href=(urls::site_versions(ui.lang, site.id)) { (icon("history")) span { (ui.text.stalls_versions_title()) } } },
                    Board::Day(_) => (CategoryRules { board: &self.board, rules: &self.drawing.categories, categories: &self.categories, form: &self.form }.section(ui)),
                }
            }
        }
    }
}

impl Rows {
    fn notes(&self, ui: &Ui, stall: &DrawnStall) -> String {
        let mut words: Vec<String> =
            stall.blocked.iter().map(|reason| ui.text.stalls_drawing_blocked(reason.as_str())).collect();
        words.extend(fittings_words(ui, &stall.fittings));
        words.extend(stall.category.as_deref().map(|code| category_name(&self.categories, code, ui.lang).to_owned()));
        if words.is_empty() { ui.text.stalls_power_none() } else { joined(ui, &words) }
    }

    /// What the check of the drawing found.
    fn faults(&self, ui: &Ui) -> Markup {
        let sentence = |fault: &Fault| match fault {
            Fault::RequiredUnmarked { category } => {
                ui.text.stalls_fault_unmarked(category_name(&self.categories, category, ui.lang))
            }
            Fault::ObstacleAtEnd { stall } => ui.text.stalls_fault_at_end(ui.in_digits(self.drawing.number(*stall))),
            Fault::OwnApart { name, stalls } => ui
                .text
                .stalls_fault_own_apart(named::NameStalls { name, stalls: ui.numbered(&self.drawing.numbers(stalls)) }),
        };
        html! { @if !self.faults.is_empty() {
            div class="notice notice-warn" role="status" { (icon("warning")) ul { @for fault in &self.faults { li { (sentence(fault)) } } } }
        } }
    }

    /// How a day with a drawing of its own differs from the site, and the way back.
    fn of_the_day(&self, ui: &Ui) -> Markup {
        let Board::Day(of) = &self.board else {
            return html! {};
        };
        html! { @if of.is_own {
            section class="panel stack" {
                h2 { (ui.text.stalls_day_drawing_own()) }
                @if self.differences.is_empty() { p { (ui.text.stalls_day_drawing_alike()) } }
                ul { @for one in sentences(ui, &self.differences, &self.categories) { li { (one) } } }
                form method="post" action=(self.board.rows(ui)) {
                    (self.board.seen())
                    input type="hidden" name="do" value=(THROW_AWAY);
                    button class="btn" { (icon("undo")) span { (ui.text.stalls_day_drawing_throw_away()) } }
                }
            }
        } }
    }

    /// The form as it came back, if it is this one of this row.
    fn refused(&self, row: &DrawnRow, form: &str) -> Option<&Form> {
        let fields = &self.form.fields;
        let is_it = fields.text("do") == form && fields.text("row") == row.id.to_string();
        (is_it && !self.form.problems.is_empty()).then_some(&self.form)
    }

    /// Each row with its name, whether it is a ring, and more stalls for it.
    fn rows(&self, ui: &Ui) -> Markup {
        html! { section class="stack" {
            h2 { (ui.text.stalls_rows_title()) }
            @for row in &self.drawing.rows {
                @let (renamed, longer) = (self.refused(row, ROW), self.refused(row, MORE));
                details class="panel" open[renamed.is_some() || longer.is_some()] {
                    summary { (ui.text.stalls_row_name(&row.name)) @if row.is_ring { " · " (ui.text.stalls_row_is_ring()) } }
                    div class="stack" { (self.row(ui, row, renamed)) (self.more(ui, row, longer)) }
                }
            }
        } }
    }

    fn row(&self, ui: &Ui, row: &DrawnRow, refused: Option<&Form>) -> Markup {
        let is_ring = refused.map_or(row.is_ring, |form| form.fields.has("ring"));
        html! {
            form class="form stack" method="post" action=(self.board.rows(ui)) {
                (self.board.seen())
                input type="hidden" name="row" value=(row.id);
                input type="hidden" name="do" value=(ROW);
                (line(row, refused, ("row-name", ui.text.stalls_row_label(), &row.name), Kind::Text))
                label class="check" { input type="checkbox" name="ring" value="yes" checked[is_ring]; span { (ui.text.stalls_row_ring()) } }
                button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
            }
        }
    }

    fn more(&self, ui: &Ui, row: &DrawnRow, refused: Option<&Form>) -> Markup {
        let next = self.form.fields.text("first").to_owned();
        html! {
            form class="form stack" method="post" action=(self.board.rows(ui)) {
                (self.board.seen())
                input type="hidden" name="row" value=(row.id);
                input type="hidden" name="do" value=(MORE);
                (line(row, refused, ("more-count", ui.text.stalls_more_count(), &ui.number(1)), Kind::Number))
                (line(row, refused, ("more-first", ui.text.stalls_more_first(), &next), Kind::Text))
                button class="btn" { (icon("plus")) span { (ui.text.stalls_more_add()) } }
            }
        }
    }

    fn row_form(&self, ui: &Ui) -> Markup {
        let fresh = Form::filled(self.form.fields.pairs().iter().fold(Fields::default(), |kept, (name, value)| {
            if matches!(name.as_str(), "first" | "width" | "power" | "baking") {
                kept.with(name, value.clone())
            } else {
                kept
            }
        }));
        // The other forms of the page name what they do.
        let form = if self.form.fields.has("do") { &fresh } else { &self.form };
        html! {
            details class="panel" open[self.drawing.rows.is_empty() || !form.problems.is_empty()] {
                summary { (ui.text.stalls_row_new()) }
                form class="form stack" method="post" action=(self.board.rows(ui)) {
                    (self.board.seen())
                    (Field::new(form, "name", ui.text.stalls_row_label()).hint(ui.text.stalls_row_hint()).input(ui))
                    (Field::new(form, "count", ui.text.stalls_row_count()).kind(Kind::Number).input(ui))
                    (Field::new(form, "first", ui.text.stalls_row_first()).hint(ui.text.stalls_row_first_hint()).input(ui))
                    (Field::new(form, "width", ui.text.stalls_width()).kind(Kind::Number).input(ui))
                    (tick(form, "ring", "yes", ui.text.stalls_row_ring()))
                    (fittings_fields(ui, form))
                    (category_field(ui, form, &self.categories, (ui.text.stalls_marked_for(), ui.text.stalls_marked_for_none())))
                    (action_row(&ui.text.stalls_row_add(), "plus", None))
                }
            }
        }
    }
}

/// A line of text of one of the rows' forms: what was typed, or else what is there. Only that of the refused form has the id
/// that its problem leads to.
fn line(row: &DrawnRow, refused: Option<&Form>, (name, label, now): (&str, String, &str), kind: Kind) -> Markup {
    let id = if refused.is_some() { name.to_owned() } else { format!("{name}-{}", row.id) };
    let value = refused.map_or(now, |form| form.fields.text(name));
    let has_error = refused.is_some_and(|form| form.problem(name).is_some());
    html! {
        div class=(if has_error { "field has-error" } else { "field" }) {
            label for=(id) { (label) }
            @if let Some(form) = refused { (error(form, name)) }
            input id=(id) name=(name) type="text" autocomplete="off" dir="auto" inputmode=[matches!(kind, Kind::Number).then_some("numeric")] value=(value)
                aria-invalid=[has_error.then_some("true")] aria-describedby=[has_error.then(|| format!("{name}-error"))];
        }
    }
}

/// What `do` says of giving a day the drawing of its site again.
pub(crate) const THROW_AWAY: &str = "throw-away";
