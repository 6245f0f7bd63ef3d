//! Which stalls one would like: touched on the plan one after the other, the best first. Every touch sends the form, which
//! comes back with the stall in its place; so it goes without script and with the keyboard alike.
use super::ask_for::AskFor;
use super::parts::{fittings_words, joined, lack_word};
use super::plan::{Cell, Look, Plan, Tap, legend};
use crate::kernel::ids::StallId;
use crate::stalls::fittings::Lack;
use crate::stalls::forms::{JOIN, TOUCH, WISHES, wanted_so_far, wishes_in};
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
    /// The numbers of the own stalls, which suit as they are.
    pub own: &'a [String],
    /// The request would get nothing; it is asked whether that is meant.
    pub is_in_vain: bool,
    pub form: &'a Form,
}

/// What the button sends that asks for the wished stalls although none of them suits.
pub(crate) const ASK_ALL_THE_SAME: &str = "ask-all-the-same";
/// What the button sends that asks for any stall instead.
pub(crate) const ASK_FOR_ANY: &str = "ask-for-any";

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
                @if self.is_in_vain { (in_vain(ui)) }
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
        let taken = (!self.taken.is_empty()).then_some(Look::Taken);
        let unsuited = self.drawing.stalls().any(|stall| !self.suits(stall)).then_some(Look::Unsuited);
        let looks = [Look::Wished, Look::Free].into_iter().chain(taken).chain(unsuited).chain([Look::Blocked]);
        html! { (plan.drawn(ui)) (legend(ui, &looks.collect::<Vec<_>>())) }
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
        } else if self.suits(stall) {
            Look::Free
        } else {
            Look::Unsuited
        };
        let tap = if stall.is_blocked() { Tap::Nothing } else { Tap::Press(TOUCH) };
        Cell { look, name: rank.or(holder), tap }
    }

    fn suits(&self, stall: &DrawnStall) -> bool {
        self.lacks(stall).is_empty()
    }

    /// What a stall lacks for what is asked for so far.
    fn lacks(&self, stall: &DrawnStall) -> Vec<Lack> {
        if self.own.contains(&stall.number) {
            return Vec::new();
        }
        self.drawing.lacks(stall, &wanted_so_far(&self.form.fields))
    }

    /// The wishes in their order, with what each stall offers, and what it lacks.
    fn chosen(&self, ui: &Ui, wishes: &Wishes) -> Markup {
        let ranked: Vec<(usize, StallId)> =
            wishes.stalls().filter_map(|stall| Some((wishes.rank(stall)?, stall))).collect();
        html! { @if !ranked.is_empty() { ol class="rows" role="list" { @for (rank, stall) in ranked { li { div class="row row-line" {
            b { (rank_word(ui, rank)) }
            span class="row-main" {
                span class="row-title" { (ui.text.stalls_stall(ui.in_digits(self.drawing.number(stall)))) }
                @if let Some(drawn) = self.drawing.stall(stall) { (self.offers(ui, drawn)) }
            }
            span class="row-end cluster" {
                @if rank > 1 || wishes.is_shared(stall) { button class="chip" name=(JOIN) value=(stall) aria-pressed=(if wishes.is_shared(stall) { "true" } else { "false" }) { (ui.text.stalls_ask_wish_equal()) } }
                button class="btn btn-quiet" name=(TOUCH) value=(stall) { (icon("close")) span { (ui.text.stalls_ask_wish_drop()) } }
            }
        } } } } } }
    }

    fn offers(&self, ui: &Ui, stall: &DrawnStall) -> Markup {
        let lacks: Vec<String> = self.lacks(stall).into_iter().map(|lack| lack_word(ui, lack)).collect();
        html! {
            span class="row-note" { (joined(ui, &fittings_words(ui, &stall.fittings))) }
            @if !lacks.is_empty() { span class="badge badge-warn" { (icon("warning")) (ui.text.stalls_ask_wish_lacks(joined(ui, &lacks))) } }
        }
    }
}

/// That nothing would come of the request, and what to do about it.
fn in_vain(ui: &Ui) -> Markup {
    html! {
        div class="notice notice-warn doubt" role="alert" tabindex="-1" autofocus { (icon("warning")) div class="stack stack-s" {
            p { (ui.text.stalls_ask_in_vain()) }
            div class="cluster" {
                button class="btn" name="do" value=(ASK_FOR_ANY) { (icon("check")) span { (ui.text.stalls_ask_flexible_yes()) } }
                button class="btn btn-quiet" name="do" value=(ASK_ALL_THE_SAME) { (ui.text.stalls_ask_all_the_same()) }
            }
        } }
    }
}

fn rank_word(ui: &Ui, rank: usize) -> String {
    ui.text.stalls_ask_wish_rank(ui.number(i64::try_from(rank).unwrap_or(1)))
}
