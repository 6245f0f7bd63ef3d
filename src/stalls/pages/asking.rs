//! The form in which a household says what it needs, how many stalls, and which of them it would like.
use super::ask_for::AskFor;
use super::parts::{category_field, day_title, fittings_fields_noting, hours};
use super::producer::standing;
use super::wishes::Wishing;
use crate::i18n::named;
use crate::kernel::ids::StallId;
use crate::stalls::fittings::Power;
use crate::stalls::model::{Category, DayState, Drawing, DrawnStall, MOST_STALLS_EACH, OwnDay, Wanted};
use crate::ui::form::tick;
use crate::ui::parts::page_head;
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Frame, Page, Ui, icon};
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// GET /my/stall/{day} and its like for others: what one needs, and which stalls one would like.
pub(crate) struct Asking {
    pub ask_for: AskFor,
    pub day: OwnDay,
    pub drawing: Drawing,
    /// Who stands where by the published plan, where whoever asks may know it.
    pub taken: Vec<(StallId, String)>,
    pub categories: Vec<Category>,
    /// The power that the household's machines need, as far as whoever asks may know.
    pub machines: Power,
    pub now: NaiveDateTime,
    /// The request would get nothing; it is asked whether that is meant.
    pub is_in_vain: bool,
    pub form: Form,
}

impl Page for Asking {
    fn title(&self, ui: &Ui) -> String {
        match &self.ask_for {
            AskFor::Own => day_title(ui, &self.day.day),
            AskFor::Household(_, name) | AskFor::Seller(_, name) => ui.text.stalls_request_of(name),
        }
    }

    fn frame(&self) -> Frame {
        self.ask_for.frame()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.day.day;
        let back = (self.ask_for.list(ui, day.id), self.ask_for.list_name(ui, day));
        let lead = match &self.ask_for {
            AskFor::Own => self.day.site.clone(),
            AskFor::Household(..) | AskFor::Seller(..) => {
                ui.text.stalls_public_day_title(named::DateSite { date: day_title(ui, day), site: &self.day.site })
            }
        };
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), Some(&lead)))
                (self.form.summary(ui))
                @if self.ask_for.can_ask(ui, day, self.now) { (self.request(ui)) (self.withdrawal(ui)) }
                @else {
                    p class="nowrap" { (hours(ui, day)) }
                    (standing(ui, (&self.ask_for, &self.categories), &self.day))
                    @if !self.day.asked { div class="notice" role="status" { (icon("info")) p { (self.over(ui)) } } }
                }
            }
        }
    }
}

impl Asking {
    fn request(&self, ui: &Ui) -> Markup {
        let id = self.day.day.id;
        let words = self.ask_for.words(ui);
        let go = match (&self.ask_for, self.day.asked) {
            (_, true) => ui.text.stalls_ask_save(),
            (AskFor::Own, false) => ui.text.stalls_ask_go(),
            (AskFor::Household(..) | AskFor::Seller(..), false) => words.ask,
        };
        html! {
            form class="form stack" method="post" action={ (self.ask_for.ask(ui, id)) "#wishes" } {
                (self.ask_for.hidden(id))
                // The button that the enter key presses: the first of a form, not the first stall of the plan.
                button hidden name="do" value="ask" { (go) }
                (category_field(ui, &self.form, &self.categories, (words.category, ui.text.stalls_ask_category_none())))
                (fittings_fields_noting(ui, &self.form, self.machine_note(ui)))
                (self.counts(ui))
                (Wishing { ask_for: &self.ask_for, drawing: &self.drawing, taken: &self.taken, site: &self.day.site, own: &self.day.own, is_in_vain: self.is_in_vain, form: &self.form }.fields(ui))
                @if !matches!(self.ask_for, AskFor::Seller(..)) {
                    div class="checks" { (tick(&self.form, "weekly", "yes", ui.text.stalls_weekly_tick(ui.weekday(self.day.day.day)))) }
                }
                div class="action-bar" {
                    button class="btn btn-primary btn-big" name="do" value="ask" { (icon("check")) span { (go) } }
                    a class="btn btn-quiet" href=(self.ask_for.list(ui, id)) { (ui.text.app_cancel()) }
                }
            }
        }
    }

    /// Beside the power that a machine of the household needs, that it is so.
    fn machine_note(&self, ui: &Ui) -> Option<(Power, String)> {
        let needed = match self.machines {
            Power::None => return None,
            Power::Single => ui.text.stalls_power_single(),
            Power::ThreePhase => ui.text.stalls_power_three(),
        };
        let note = match self.ask_for {
            AskFor::Own => ui.text.stalls_ask_machine(needed),
            AskFor::Household(..) => ui.text.stalls_theirs_machine(needed),
            AskFor::Seller(..) => return None,
        };
        Some((self.machines, note))
    }

    /// How many stalls, and with how few one would come all the same.
    fn counts(&self, ui: &Ui) -> Markup {
        let count = |count: i32| Pick { value: count.to_string(), word: ui.number(count.into()), icon: None };
        let counts: Vec<Pick> = (1..=MOST_STALLS_EACH).map(count).collect();
        html! {
            (chips(&self.form, "most", &ui.text.stalls_ask_most(), &counts))
            (chips(&self.form, "least", &ui.text.stalls_ask_least(), &counts))
        }
    }

    /// Whether only wished stalls are asked for, and none of them will ever do. Who has own stalls keeps those.
    pub fn gets_nothing(&self, wanted: &Wanted) -> bool {
        let drawn: Vec<&DrawnStall> = wanted.wishes.stalls().filter_map(|stall| self.drawing.stall(stall)).collect();
        let does = |stall: &&DrawnStall| self.drawing.lacks(stall, wanted).is_empty();
        self.day.own.is_empty() && !wanted.flexible && !drawn.is_empty() && !drawn.iter().any(does)
    }

    /// Taking the request back stands apart, so that nobody takes it for the way out.
    fn withdrawal(&self, ui: &Ui) -> Markup {
        let id = self.day.day.id;
        html! { @if self.day.asked {
            form class="last-act" method="post" action=(self.ask_for.withdraw(ui, id)) {
                (self.ask_for.hidden(id))
                button class="btn btn-danger" name="do" value="withdraw" { (icon("undo")) span { (self.ask_for.words(ui).withdraw) } }
            }
        } }
    }

    /// Why nothing can be asked any more.
    fn over(&self, ui: &Ui) -> String {
        let is_cancelled = self.day.day.state == DayState::Cancelled;
        if is_cancelled { ui.text.stalls_ask_cancelled() } else { self.ask_for.words(ui).closed }
    }
}
