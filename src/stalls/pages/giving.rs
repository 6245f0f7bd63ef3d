//! A free stall on the day: who else could have it, with what that breaks said first.
use super::breaking::break_sentence;
use super::check_in::{free_head, seen_run};
use super::parts::{fittings_words, joined};
use crate::i18n::named;
use crate::kernel::ids::StallId;
use crate::stalls::model::{Category, DrawnStall};
use crate::stalls::plan::DayPlan;
use crate::stalls::underway::Gift;
use crate::ui::parts::{Tone, badge};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, html};

/// GET /days/{day}/give and what is refused there.
pub(crate) struct Giving {
    pub plan: DayPlan,
    pub categories: Vec<Category>,
    pub stall: StallId,
    /// Who could have it, the next in turn first.
    pub gifts: Vec<Gift>,
    pub form: Form,
}

impl Page for Giving {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_stall(ui.in_digits(self.plan.drawing.number(self.stall)))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                @if let Some(stall) = self.plan.drawing.stall(self.stall) {
                    (free_head(ui, &self.plan, stall))
                    (self.form.summary(ui))
                    @let offers = fittings_words(ui, &stall.fittings);
                    @if !offers.is_empty() { p class="muted" { (joined(ui, &offers)) } }
                    (outbox::needs_network(ui))
                    @if self.gifts.is_empty() { p class="muted" { (ui.text.stalls_day_nobody_waits()) } }
                    @for gift in &self.gifts { (self.person(ui, stall, gift)) }
                    p { a class="btn" href=(urls::day_walk_in(ui.lang, self.plan.day.id)) data-online { (icon("plus")) span { (ui.text.stalls_walk_in_go()) } } }
                }
            }
        }
    }
}

impl Giving {
    fn person(&self, ui: &Ui, stall: &DrawnStall, gift: &Gift) -> Markup {
        let (name, number, breaks) = (gift.to.name.as_str(), ui.in_digits(&stall.number), &gift.breaks);
        html! {
            form class="panel stack stack-s" method="post" action=(urls::day_give(ui.lang, self.plan.day.id)) {
                (seen_run(self.plan.run.map(|run| run.id)))
                input type="hidden" name="stall" value=(stall.id);
                input type="hidden" name="accept" value="yes";
                p class="cluster" {
                    b dir="auto" { (name) }
                    @if gift.to.is_here() { (badge(Tone::Ok, &ui.text.stalls_check_in_here())) }
                    span class="muted" { (ui.text.stalls_seniority(ui.number(gift.seniority.into()))) }
                }
                @if !breaks.is_empty() { ul { @for one in breaks { li { (break_sentence(ui, (&self.plan, &self.categories), one)) } } } }
                button class=(if breaks.is_empty() { "btn btn-primary" } else { "btn" }) name="booking" value=(gift.to.booking) data-online {
                    (icon("check")) span { @if breaks.is_empty() { (ui.text.stalls_give_to(named::NameStall { name, stall: number })) } @else { (ui.text.stalls_give_anyway(named::NameStall { name, stall: number })) } }
                }
            }
        }
    }
}
