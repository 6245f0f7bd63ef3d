//! A household's market days: what is coming, asking in one tap, what came of it and why; and the form for more.
use super::ask_for::AskFor;
use super::parts::{
    Cell, Look, Plan, announcement, category_field, day_title, fittings_fields, fittings_words, hours, joined, legend,
    result,
};
use crate::i18n::named;
use crate::kernel::ids::{MarketDayId, StallId};
use crate::stalls::model::{Category, DayState, Drawing, DrawnStall, OwnDay};
use crate::ui::form::{Choice, Field, choices};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// GET /my/stall, and the same for a household the caseworker follows.
pub(crate) struct MyDays {
    pub ask_for: AskFor,
    pub days: Vec<OwnDay>,
    pub now: NaiveDateTime,
    /// The day whose request was just taken back.
    pub withdrawn: Option<MarketDayId>,
    pub form: Form,
}

impl Page for MyDays {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_my_title()
    }

    fn frame(&self) -> Frame {
        self.ask_for.frame()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (past, coming): (Vec<&OwnDay>, Vec<&OwnDay>) = self.days.iter().partition(|day| day.day.day < ui.today);
        html! {
            div class="narrow stack" {
                @match &self.ask_for {
                    AskFor::Own => (page_head(None, &ui.text.stalls_my_title(), None)),
                    AskFor::Household(of, name) | AskFor::Seller(of, name) => (page_head(Some((urls::household(ui.lang, *of), name.clone())), &ui.text.stalls_my_title(), None)),
                }
                (self.undo(ui))
                (self.form.summary(ui))
                @if coming.is_empty() {
                    (Empty { art: "closed", title: ui.text.stalls_my_none(), text: ui.text.stalls_my_none_text(), action: None }.render())
                }
                @for day in &coming { (self.day(ui, day)) }
                @if !past.is_empty() {
                    h2 { (ui.text.stalls_my_past()) }
                    ul class="rows" { @for day in past.iter().rev() { li { div class="row" {
                        (icon("history"))
                        span class="row-main" { span class="row-title" { (day_title(ui, &day.day)) } span class="row-note" dir="auto" { (day.site) } }
                        span class="row-end" { (outcome(ui, &self.ask_for, day)) }
                    } } } }
                }
            }
        }
    }
}

impl MyDays {
    /// What was just taken back, and the way to ask again for the same.
    fn undo(&self, ui: &Ui) -> Markup {
        let gone = self.days.iter().find(|day| Some(day.day.id) == self.withdrawn && !day.asked);
        html! { @if let Some(day) = gone.filter(|day| self.ask_for.can_ask(ui, &day.day, self.now)) {
            div class="notice notice-success undo" role="status" {
                (icon("check")) p { (ui.text.stalls_withdrawn(ui.date(day.day.day))) }
                form method="post" action=(self.ask_for.ask(ui, day.day.id)) {
                    (self.ask_for.hidden(day.day.id))
                    button class="btn btn-on" name="do" value="usual" { (icon("undo")) span { (ui.text.stalls_withdrawn_undo()) } }
                }
            }
        } }
    }

    fn day(&self, ui: &Ui, day: &OwnDay) -> Markup {
        html! {
            section class="panel stack" id={ "d" (day.day.id) } {
                h2 { (day_title(ui, &day.day)) }
                div { p dir="auto" { (day.site) } p class="nowrap" { (hours(ui, &day.day)) } }
                @if !day.address.is_empty() { p class="muted" dir="auto" { (day.address) } }
                (standing(ui, &self.ask_for, day))
                @if self.ask_for.can_ask(ui, &day.day, self.now) { p class="muted small" { (self.ask_for.until(ui, &day.day)) } (self.buttons(ui, day)) }
                @else { (closed(ui, &self.ask_for, day)) }
            }
        }
    }

    fn buttons(&self, ui: &Ui, day: &OwnDay) -> Markup {
        let (id, words) = (day.day.id, self.ask_for.words(ui));
        html! {
            div class="cluster" {
                @if day.asked {
                    form method="post" action=(self.ask_for.withdraw(ui, id)) {
                        (self.ask_for.hidden(id))
                        button class="btn" name="do" value="withdraw" { (icon("undo")) span { (words.withdraw) } }
                    }
                    a class="btn btn-quiet" href=(self.ask_for.form(ui, id)) { (icon("edit")) span { (ui.text.stalls_my_change()) } }
                } @else {
                    form method="post" action=(self.ask_for.ask(ui, id)) {
                        (self.ask_for.hidden(id))
                        button class="btn btn-primary btn-big" name="do" value="usual" { (icon("stall")) span { (words.ask) } }
                    }
                    a class="btn btn-quiet" href=(self.ask_for.form(ui, id)) { (icon("edit")) span { (ui.text.stalls_my_ask_more()) } }
                }
            }
        }
    }
}

/// How the request of a day stands: what the manager says, what came of it, and why.
fn standing(ui: &Ui, ask_for: &AskFor, day: &OwnDay) -> Markup {
    html! {
        (announcement(&day.day))
        p class="cluster" { (outcome(ui, ask_for, day)) }
        @if let Some(published) = &day.result { (result(ui, published, &ask_for.words(ui).anywhere)) }
    }
}

/// What to do once the time to ask is over.
fn closed(ui: &Ui, ask_for: &AskFor, day: &OwnDay) -> Markup {
    html! {
        @if day.asked && day.day.state == DayState::Open { p class="muted small" { (ui.text.stalls_my_answer_soon()) } }
        @else if !day.asked && day.day.state != DayState::Cancelled { p class="muted small" { (ask_for.words(ui).closed) } }
    }
}

fn outcome(ui: &Ui, ask_for: &AskFor, day: &OwnDay) -> Markup {
    let stall = day.result.as_ref().and_then(|result| result.stall.as_ref());
    if day.day.state == DayState::Cancelled {
        badge(Tone::Danger, &ui.text.stalls_state_cancelled())
    } else if let Some(number) = stall {
        badge(Tone::Ok, &ask_for.got(ui, &day.day, number))
    } else if day.result.is_some() {
        badge(Tone::Warn, &ui.text.stalls_my_refused())
    } else if day.asked {
        badge(Tone::Ok, &ask_for.words(ui).asked)
    } else {
        badge(Tone::Muted, &ask_for.words(ui).not_asked)
    }
}

/// GET /my/stall/{day} and its like for others: what one needs, and which stalls one would like.
pub(crate) struct Asking {
    pub ask_for: AskFor,
    pub day: OwnDay,
    pub drawing: Drawing,
    /// Who stands where by the published plan, where whoever asks may know it.
    pub taken: Vec<(StallId, String)>,
    pub categories: Vec<Category>,
    pub now: NaiveDateTime,
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
                    (standing(ui, &self.ask_for, &self.day))
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
            form class="form stack" method="post" action=(self.ask_for.ask(ui, id)) {
                (self.ask_for.hidden(id))
                (category_field(ui, &self.form, &self.categories, (words.category, ui.text.stalls_ask_category_none())))
                (fittings_fields(ui, &self.form))
                (self.wishes(ui))
                div class="action-bar" {
                    button class="btn btn-primary btn-big" name="do" value="ask" { (icon("check")) span { (go) } }
                    a class="btn btn-quiet" href=(self.ask_for.list(ui, id)) { (ui.text.app_cancel()) }
                }
            }
        }
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

    fn wishes(&self, ui: &Ui) -> Markup {
        let holder = |stall: &DrawnStall| self.taken.iter().find(|(taken, _)| *taken == stall.id);
        let cell = |stall: &DrawnStall| Cell {
            look: if holder(stall).is_some() {
                Look::Taken
            } else if stall.is_blocked() {
                Look::Blocked
            } else {
                Look::Free
            },
            name: holder(stall).map(|(_, name)| name.clone()),
            link: None,
        };
        let looks: &[Look] = if self.taken.is_empty() {
            &[Look::Free, Look::Blocked]
        } else {
            &[Look::Free, Look::Taken, Look::Blocked]
        };
        let words = self.ask_for.words(ui);
        let plan = Plan { title: ui.text.stalls_plan_of(&self.day.site), drawing: &self.drawing, cell: &cell };
        let any = (String::new(), ui.text.stalls_ask_wish_any());
        let usable = self.drawing.stalls().filter(|stall| !stall.is_blocked());
        let stalls: Vec<(String, String)> =
            std::iter::once(any).chain(usable.map(|stall| (stall.id.to_string(), self.offer(ui, stall)))).collect();
        let labels =
            [ui.text.stalls_ask_wish_first(), ui.text.stalls_ask_wish_second(), ui.text.stalls_ask_wish_third()];
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let others = [choice("yes", ui.text.stalls_ask_flexible_yes()), choice("no", words.flexible_no)];
        html! {
            (plan.drawn(ui))
            (legend(ui, looks))
            @for (name, label) in crate::stalls::forms::WISHES.into_iter().zip(labels) { (Field::new(&self.form, name, label).optional().select(ui, &stalls)) }
            (choices(&self.form, "flexible", &words.flexible, &others))
        }
    }

    fn offer(&self, ui: &Ui, stall: &DrawnStall) -> String {
        let mut words = vec![ui.text.stalls_stall(ui.in_digits(&stall.number))];
        words.extend(fittings_words(ui, &stall.fittings));
        joined(ui, &words)
    }
}
