//! For whom a stall is asked: where its forms go, and how whoever reads is spoken to.
use super::parts::day_title;
use crate::kernel::ids::{HouseholdId, MarketDayId};
use crate::stalls::model::{DayCard, DayState};
use crate::ui::{Frame, Ui};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// For whom a stall is asked, and so where the forms go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AskFor {
    /// One's own household.
    Own,
    /// A household the caseworker follows.
    Household(HouseholdId, String),
    /// A seller of the site, by its manager.
    Seller(HouseholdId, String),
}

impl AskFor {
    pub(super) fn frame(&self) -> Frame {
        if *self == AskFor::Own { Frame::Producer } else { Frame::Staff }
    }

    pub(super) fn ask(&self, ui: &Ui, day: MarketDayId) -> String {
        match self {
            AskFor::Own => urls::my_stall_day(ui.lang, day),
            AskFor::Household(of, _) => urls::stall_on_behalf(ui.lang, *of),
            AskFor::Seller(..) => urls::day_request(ui.lang, day),
        }
    }

    /// Where absences are noted, and what its forms say of whom.
    pub(super) fn absences(&self, ui: &Ui) -> (String, Markup) {
        match self {
            AskFor::Own => (urls::my_stall(ui.lang), html! {}),
            AskFor::Household(of, _) | AskFor::Seller(of, _) => (urls::stall_on_behalf(ui.lang, *of), html! {}),
        }
    }

    pub(super) fn form(&self, ui: &Ui, day: MarketDayId) -> String {
        match self {
            AskFor::Own => urls::my_stall_day(ui.lang, day),
            AskFor::Household(of, _) => {
                urls::with_query(&urls::stall_on_behalf(ui.lang, *of), &[("day", &day.to_string())])
            }
            AskFor::Seller(of, _) => {
                urls::with_query(&urls::day_request(ui.lang, day), &[("household", &of.to_string())])
            }
        }
    }

    pub(super) fn withdraw(&self, ui: &Ui, day: MarketDayId) -> String {
        match self {
            AskFor::Own => urls::my_stall_withdraw(ui.lang, day),
            AskFor::Household(..) | AskFor::Seller(..) => self.ask(ui, day),
        }
    }

    /// The name of the page that `list` leads to.
    pub(super) fn list_name(&self, ui: &Ui, day: &DayCard) -> String {
        match self {
            AskFor::Own | AskFor::Household(..) => ui.text.stalls_my_title(),
            AskFor::Seller(..) => day_title(ui, day),
        }
    }

    /// Whether they can ask for that day at this time; the manager can until the day is over.
    pub(super) fn can_ask(&self, ui: &Ui, day: &DayCard, now: NaiveDateTime) -> bool {
        match self {
            AskFor::Own | AskFor::Household(..) => day.state == DayState::Open && now < day.cutoff_at,
            AskFor::Seller(..) => day.state != DayState::Cancelled && day.day >= ui.today,
        }
    }

    pub(super) fn list(&self, ui: &Ui, day: MarketDayId) -> String {
        match self {
            AskFor::Own => urls::my_stall(ui.lang),
            AskFor::Household(of, _) => urls::stall_on_behalf(ui.lang, *of),
            AskFor::Seller(..) => urls::day(ui.lang, day),
        }
    }

    /// The words for whoever reads: one's own days are spoken of to oneself, another household's to who helps it.
    pub(super) fn words(&self, ui: &Ui) -> Words {
        let text = ui.text;
        match self {
            AskFor::Own => Words {
                ask: text.stalls_my_ask(),
                withdraw: text.stalls_my_withdraw(),
                asked: text.stalls_my_asked(),
                not_asked: text.stalls_my_not_asked(),
                category: text.stalls_ask_category(),
                flexible: text.stalls_ask_flexible(),
                flexible_no: text.stalls_ask_flexible_no(),
                closed: text.stalls_my_closed(),
                anywhere: text.stalls_proof_anywhere(),
            },
            AskFor::Household(..) | AskFor::Seller(..) => Words {
                ask: text.stalls_theirs_ask(),
                withdraw: text.stalls_theirs_withdraw(),
                asked: text.stalls_theirs_asked(),
                not_asked: text.stalls_theirs_not_asked(),
                category: text.stalls_sellers_category(),
                flexible: text.stalls_theirs_flexible(),
                flexible_no: text.stalls_theirs_flexible_no(),
                closed: text.stalls_ask_too_late_for_others(),
                anywhere: text.stalls_theirs_anywhere(),
            },
        }
    }

    /// The stalls that were got on a day, and whether that is over.
    pub(super) fn got(&self, ui: &Ui, day: &DayCard, stalls: &[String]) -> String {
        let numbers = ui.numbered(stalls);
        let is_over = day.day < ui.today;
        match (self, stalls.len() > 1) {
            (AskFor::Own, false) if is_over => ui.text.stalls_my_had(numbers),
            (AskFor::Own, true) if is_over => ui.text.stalls_my_had_many(numbers),
            (AskFor::Own, false) => ui.text.stalls_my_got(numbers),
            (AskFor::Own, true) => ui.text.stalls_my_got_many(numbers),
            (AskFor::Household(..) | AskFor::Seller(..), false) => ui.text.stalls_theirs_got(numbers),
            (AskFor::Household(..) | AskFor::Seller(..), true) => ui.text.stalls_theirs_got_many(numbers),
        }
    }

    /// Until when a stall can be asked for.
    pub(super) fn until(&self, ui: &Ui, day: &DayCard) -> String {
        let until = ui.moment(day.cutoff_at);
        match self {
            AskFor::Own => ui.text.stalls_my_until(until),
            AskFor::Household(..) | AskFor::Seller(..) => ui.text.stalls_day_asking_until(until),
        }
    }

    /// What every form says of whom and when.
    pub(super) fn hidden(&self, day: MarketDayId) -> Markup {
        html! {
            @match self {
                AskFor::Own => {}
                AskFor::Household(..) => input type="hidden" name="day" value=(day);,
                AskFor::Seller(of, _) => input type="hidden" name="household" value=(of);,
            }
        }
    }
}

/// Words that differ with whom they speak to.
pub(super) struct Words {
    pub ask: String,
    pub withdraw: String,
    pub asked: String,
    pub not_asked: String,
    pub category: String,
    pub flexible: String,
    pub flexible_no: String,
    /// That the time to ask is over.
    pub closed: String,
    pub anywhere: String,
}
