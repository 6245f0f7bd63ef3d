//! Which stalls one would like: touched on the plan one after the other, the best first. Every touch sends the form, which
//! comes back with the stall in its place; so it goes without script and with the keyboard alike.
use super::ask_for::AskFor;
use super::parts::{fittings_words, joined};
use super::plan::{Cell, Look, Plan, Tap, legend};
use crate::kernel::ids::StallId;
use crate::stalls::forms::{JOIN, TOUCH, WISHES, wishes_in};
use crate::stalls::model::{Drawing, DrawnStall, Wishes};
use crate::ui::form::{Choice, choices, error};
use crate::ui::{Form, Ui, icon};
use maud::{Markup, html};

/// The part of the form on the wishes.
pub(super) struct Wishing<'a> {
    pub ask_for: &'a AskFor,
    pub drawing: &'a Drawing,
    /// Who stands where, where whoever asks may know it.
    pub taken: &'a [(StallId, String)],
    pub site: &'a str,
    pub form: &'a Form,
}

impl Wishing<'_> {
    pub fn fields(&self, ui: &Ui) -> Markup {
        let wishes = wishes_in(&self.form.fields);
        let words = self.ask_for.words(ui);
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let others = [choice("yes", ui.text.stalls_ask_flexible_yes()), choice("no", words.flexible_no)];
        html! {
            fieldset class="field" id=(WISHES) {
                legend { (ui.text.stalls_ask_wishes()) }
                p class="hint" { (ui.text.stalls_ask_wishes_hint()) }
                (error(self.form, WISHES))
                input type="hidden" name=(WISHES) value=(self.form.fields.text(WISHES));
                (self.plan(ui, &wishes))
                (self.chosen(ui, &wishes))
            }
            (choices(self.form, "flexible", &words.flexible, &others))
        }
    }

    fn plan(&self, ui: &Ui, wishes: &Wishes) -> Markup {
        let cell = |stall: &DrawnStall| self.cell(ui, stall, wishes);
        let plan = Plan { title: ui.text.stalls_plan_of(self.site), drawing: self.drawing, cell: &cell };
        let looks: &[Look] = if self.taken.is_empty() {
            &[Look::Wished, Look::Free, Look::Blocked]
        } else {
            &[Look::Wished, Look::Free, Look::Taken, Look::Blocked]
        };
        html! { (plan.drawn(ui)) (legend(ui, looks)) }
    }

    fn cell(&self, ui: &Ui, stall: &DrawnStall, wishes: &Wishes) -> Cell {
        let holder = self.taken.iter().find(|(taken, _)| *taken == stall.id).map(|(_, name)| name.clone());
        let rank = wishes.rank(stall.id).map(|rank| rank_word(ui, rank));
        let look = if rank.is_some() {
            Look::Wished
        } else if holder.is_some() {
            Look::Taken
        } else if stall.is_blocked() {
            Look::Blocked
        } else {
            Look::Free
        };
        let tap = if stall.is_blocked() { Tap::Nothing } else { Tap::Press(TOUCH) };
        Cell { look, name: rank.or(holder), tap }
    }

    /// The wishes in their order, with what each stall offers.
    fn chosen(&self, ui: &Ui, wishes: &Wishes) -> Markup {
        let ranked: Vec<(usize, StallId)> =
            wishes.stalls().filter_map(|stall| Some((wishes.rank(stall)?, stall))).collect();
        html! { @if !ranked.is_empty() { ol class="rows" role="list" { @for (rank, stall) in ranked { li { div class="row row-line" {
            b { (rank_word(ui, rank)) }
            span class="row-main" {
                span class="row-title" { (ui.text.stalls_stall(ui.in_digits(self.drawing.number(stall)))) }
                @if let Some(drawn) = self.drawing.stall(stall) { span class="row-note" { (joined(ui, &fittings_words(ui, &drawn.fittings))) } }
            }
            span class="row-end cluster" {
                @if rank > 1 || wishes.is_shared(stall) { button class="chip" name=(JOIN) value=(stall) aria-pressed=(if wishes.is_shared(stall) { "true" } else { "false" }) { (ui.text.stalls_ask_wish_equal()) } }
                button class="btn btn-quiet" name=(TOUCH) value=(stall) { (icon("close")) span { (ui.text.stalls_ask_wish_drop()) } }
            }
        } } } } } }
    }
}

fn rank_word(ui: &Ui, rank: usize) -> String {
    ui.text.stalls_ask_wish_rank(ui.number(i64::try_from(rank).unwrap_or(1)))
}
