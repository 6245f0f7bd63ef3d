//! One stall of a drawing to change, and what stands between it and the next.
use super::board::Board;
use super::differences::meanwhile;
use super::parts::{category_field, fittings_fields};
use super::plan::obstacle_word;
use crate::stalls::differences::Difference;
use crate::stalls::forms::OBSTACLE;
use crate::stalls::model::{Category, Drawing, DrawnStall, ObstacleKind};
use crate::ui::form::{Choice, Field, Kind, action_bar, choices, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use maud::{Markup, html};

/// GET /sites/{site}/stalls?stall=, GET /days/{day}/drawing/stalls?stall=, and their refused forms.
pub(crate) struct EditStall {
    pub board: Board,
    pub stall: DrawnStall,
    pub drawing: Drawing,
    /// What was changed since the drawing that a refused form stood beside.
    pub meanwhile: Vec<Difference>,
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
        let back = self.board.rows(ui);
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let states = [
            choice("open", ui.text.stalls_stall_open()),
            choice("blocked", ui.text.stalls_stall_blocked()),
            match self.board {
                Board::Site(_) => choice("retired", ui.text.stalls_stall_retired()),
                Board::Day(_) => choice("retired", ui.text.stalls_stall_not_that_day()),
            },
        ];
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), self.board.title(ui))), &self.title(ui), None))
                (self.form.summary(ui))
                (meanwhile(ui, &self.meanwhile, &self.categories))
                form class="form stack" method="post" action=(self.board.stall(ui)) {
                    (self.board.seen())
                    input type="hidden" name="stall" value=(self.stall.id);
                    (choices(&self.form, "state", &ui.text.stalls_stall_state(), &states))
                    (Field::new(&self.form, "reason", ui.text.stalls_stall_reason()).hint(ui.text.stalls_stall_reason_hint()).input(ui))
                    (Field::new(&self.form, "number", ui.text.stalls_stall_number()).input(ui))
                    (Field::new(&self.form, "width", ui.text.stalls_width()).kind(Kind::Number).input(ui))
                    (fittings_fields(ui, &self.form))
                    (category_field(ui, &self.form, &self.categories, (ui.text.stalls_marked_for(), ui.text.stalls_marked_for_none())))
                    div class="checks" { (tick(&self.form, "whole-row", "yes", ui.text.stalls_stall_whole_row())) }
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
            form class="panel form stack" method="post" action=(self.board.stall(ui)) {
                (self.board.seen())
                h2 { (ui.text.stalls_obstacle_title(ui.numbered(&numbers))) }
                input type="hidden" name="stall" value=(self.stall.id);
                input type="hidden" name="next" value=(next.id);
                input type="hidden" name="do" value=(OBSTACLE);
                (choices(&self.form, "kind", &ui.text.stalls_obstacle_kind(), &kinds))
                (Field::new(&self.form, "between", ui.text.stalls_obstacle_width()).kind(Kind::Number).input(ui))
                p class="hint" { (ui.text.stalls_obstacle_hint()) }
                button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
            }
        }
    }
}
