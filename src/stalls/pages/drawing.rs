//! Drawing a site: its rows, a form for a whole row, and one stall to change.
use super::parts::{category_field, category_name, fittings_fields, fittings_words, joined};
use super::plan::{Cell, Look, Plan, Tap, obstacle_word};
use crate::i18n::named;
use crate::stalls::check::Fault;
use crate::stalls::model::{Category, Drawing, DrawnStall, ObstacleKind, SiteCard};
use crate::ui::form::{Choice, Field, Kind, action_bar, action_row, choices, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /sites/{site}/rows and its refused form.
pub(crate) struct Rows {
    pub site: SiteCard,
    pub drawing: Drawing,
    /// What is to be mended.
    pub faults: Vec<Fault>,
    pub retired: Vec<DrawnStall>,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for Rows {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_drawing_edit()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let link = |stall: &DrawnStall| {
            urls::with_query(&urls::site_stall(ui.lang, self.site.id), &[("stall", &stall.id.to_string())])
        };
        let cell = |stall: &DrawnStall| Cell {
            look: if stall.is_blocked() { Look::Blocked } else { Look::Free },
            name: Some(self.notes(ui, stall)),
            tap: Tap::Link(link(stall)),
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.site.name), drawing: &self.drawing, cell: &cell };
        html! {
            div class="stack" {
                (page_head(Some((urls::site(ui.lang, self.site.id), self.site.name.clone())), &ui.text.stalls_drawing_edit(), Some(&ui.text.stalls_drawing_lead())))
                (self.form.summary(ui))
                (self.faults(ui))
                (self.row_form(ui))
                @if !self.drawing.rows.is_empty() { (plan.to_scale(ui)) (plan.listed(ui)) (self.rows(ui)) }
                @if !self.retired.is_empty() { section class="stack" {
                    h2 { (ui.text.stalls_drawing_retired()) }
                    ul class="stall-list" { @for stall in &self.retired { li { a class="stall-cell" href=(link(stall)) { b { (ui.in_digits(&stall.number)) } } } } }
                } }
            }
        }
    }
}

impl Rows {
    fn notes(&self, ui: &Ui, stall: &DrawnStall) -> String {
        let mut words = fittings_words(ui, &stall.fittings);
        words.extend(stall.category.as_deref().map(|code| category_name(&self.categories, code, ui.lang).to_owned()));
        words.extend(stall.blocked.clone());
        joined(ui, &words)
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

    /// Each row with its name, and whether it is a ring.
    fn rows(&self, ui: &Ui) -> Markup {
        html! { section class="stack" {
            h2 { (ui.text.stalls_rows_title()) }
            @for row in &self.drawing.rows { details class="panel" {
                summary { (ui.text.stalls_row_name(&row.name)) @if row.is_ring { " · " (ui.text.stalls_row_is_ring()) } }
                form class="form stack" method="post" action=(urls::site_rows(ui.lang, self.site.id)) {
                    @let id = format!("row-{}", row.id);
                    input type="hidden" name="row" value=(row.id);
                    input type="hidden" name="do" value="row";
                    div class="field" { label for=(id) { (ui.text.stalls_row_label()) } input id=(id) name="name" type="text" value=(row.name); }
                    label class="check" { input type="checkbox" name="ring" value="yes" checked[row.is_ring]; span { (ui.text.stalls_row_ring()) } }
                    button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
                }
            } }
        } }
    }

    fn row_form(&self, ui: &Ui) -> Markup {
        html! {
            details class="panel" open[self.drawing.rows.is_empty() || !self.form.problems.is_empty()] {
                summary { (ui.text.stalls_row_new()) }
                form class="form stack" method="post" action=(urls::site_rows(ui.lang, self.site.id)) {
                    (Field::new(&self.form, "name", ui.text.stalls_row_label()).hint(ui.text.stalls_row_hint()).input(ui))
                    (Field::new(&self.form, "count", ui.text.stalls_row_count()).kind(Kind::Number).input(ui))
                    (Field::new(&self.form, "first", ui.text.stalls_row_first()).hint(ui.text.stalls_row_first_hint()).input(ui))
                    (Field::new(&self.form, "width", ui.text.stalls_width()).kind(Kind::Number).input(ui))
                    (tick(&self.form, "ring", "yes", ui.text.stalls_row_ring()))
                    (fittings_fields(ui, &self.form))
                    (category_field(ui, &self.form, &self.categories, (ui.text.stalls_marked_for(), ui.text.stalls_marked_for_none())))
                    (action_row(&ui.text.stalls_row_add(), "plus", None))
                }
            }
        }
    }
}

/// GET /sites/{site}/stalls?stall= and its refused form.
pub(crate) struct EditStall {
    pub site: SiteCard,
    pub stall: DrawnStall,
    pub drawing: Drawing,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for EditStall {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_stall(ui.in_digits(&self.stall.number))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::site_rows(ui.lang, self.site.id);
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let states = [
            choice("open", ui.text.stalls_stall_open()),
            choice("blocked", ui.text.stalls_stall_blocked()),
            choice("retired", ui.text.stalls_stall_retired()),
        ];
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), ui.text.stalls_drawing_edit())), &self.title(ui), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::site_stall(ui.lang, self.site.id)) {
                    input type="hidden" name="stall" value=(self.stall.id);
                    (choices(&self.form, "state", &ui.text.stalls_stall_state(), &states))
                    (Field::new(&self.form, "reason", ui.text.stalls_stall_reason()).hint(ui.text.stalls_stall_reason_hint()).input(ui))
                    (Field::new(&self.form, "number", ui.text.stalls_stall_number()).input(ui))
                    (Field::new(&self.form, "width", ui.text.stalls_width()).kind(Kind::Number).input(ui))
                    (fittings_fields(ui, &self.form))
                    (category_field(ui, &self.form, &self.categories, (ui.text.stalls_marked_for(), ui.text.stalls_marked_for_none())))
                    (action_bar(&ui.text.app_save(), "check", Some((back, ui.text.app_cancel()))))
                }
                p class="muted small with-icon" { (icon("info")) span { (ui.text.stalls_stall_note()) } }
                (self.between(ui))
            }
        }
    }
}

impl EditStall {
    /// What stands between this stall and the next.
    fn between(&self, ui: &Ui) -> Markup {
        let mut pairs = self.drawing.rows.iter().flat_map(|row| row.pairs());
        let Some((_, next)) = pairs.find(|(stall, _)| stall.id == self.stall.id) else {
            return html! {};
        };
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let kinds: Vec<Choice> = std::iter::once(choice("none", ui.text.stalls_obstacle_none()))
            .chain(ObstacleKind::ALL.iter().map(|kind| choice(kind.as_str(), obstacle_word(ui, *kind))))
            .collect();
        let numbers = [self.stall.number.clone(), next.number.clone()];
        html! {
            form class="panel form stack" method="post" action=(urls::site_stall(ui.lang, self.site.id)) {
                h2 { (ui.text.stalls_obstacle_title(ui.numbered(&numbers))) }
                input type="hidden" name="stall" value=(self.stall.id);
                input type="hidden" name="next" value=(next.id);
                input type="hidden" name="do" value="obstacle";
                (choices(&self.form, "kind", &ui.text.stalls_obstacle_kind(), &kinds))
                (Field::new(&self.form, "between", ui.text.stalls_obstacle_width()).kind(Kind::Number).input(ui))
                p class="hint" { (ui.text.stalls_obstacle_hint()) }
                button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
            }
        }
    }
}
