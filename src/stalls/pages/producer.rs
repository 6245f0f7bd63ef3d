//! A household's market days: what is coming, asking in one tap, what came of it and why; and the form for more.
use super::ask_for::AskFor;
use super::parts::{
    Cell, Look, Plan, announcement, category_field, day_title, fittings_fields, fittings_words, hours, joined, legend,
    result,
};
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
                        span class="row-end" { (self.outcome(ui, day)) }
                    } } } }
                }
            }
        }
    }
}

impl MyDays {
    fn day(&self, ui: &Ui, day: &OwnDay) -> Markup {
        let is_open = day.day.state == DayState::Open && self.now < day.day.cutoff_at;
        html! {
            section class="panel stack" id={ "d" (day.day.id) } {
                h2 { (day_title(ui, &day.day)) }
                p { span dir="auto" { (day.site) } " · " (hours(ui, &day.day)) }
                @if !day.address.is_empty() { p class="muted" dir="auto" { (day.address) } }
                (announcement(&day.day))
                p class="cluster" { (self.outcome(ui, day)) }
                @if let Some(published) = &day.result { (result(ui, published, &self.ask_for.words(ui).anywhere)) }
                @if is_open { p class="muted small" { (self.ask_for.until(ui, &day.day)) } (self.buttons(ui, day)) }
                @else if day.day.state == DayState::Open { p class="muted small" { (ui.text.stalls_my_answer_soon()) } }
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
                        button class="btn" name="do" value="withdraw" { (icon("close")) span { (words.withdraw) } }
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

    fn outcome(&self, ui: &Ui, day: &OwnDay) -> Markup {
        let stall = day.result.as_ref().and_then(|result| result.stall.as_ref());
        if day.day.state == DayState::Cancelled {
            badge(Tone::Danger, &ui.text.stalls_state_cancelled())
        } else if let Some(number) = stall {
            badge(Tone::Ok, &self.ask_for.got(ui, &day.day, number))
        } else if day.result.is_some() {
            badge(Tone::Warn, &ui.text.stalls_my_refused())
        } else if day.asked {
            badge(Tone::Ok, &self.ask_for.words(ui).asked)
        } else {
            badge(Tone::Muted, &self.ask_for.words(ui).not_asked)
        }
    }
}

/// GET /my/stall/{day} and its like for others: what one needs, and which stalls one would like.
pub(crate) struct Asking {
    pub ask_for: AskFor,
    pub day: OwnDay,
    pub drawing: Drawing,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for Asking {
    fn title(&self, ui: &Ui) -> String {
        day_title(ui, &self.day.day)
    }

    fn frame(&self) -> Frame {
        self.ask_for.frame()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let id = self.day.day.id;
        let (back, words) = (self.ask_for.list(ui, id), self.ask_for.words(ui));
        let go = match (&self.ask_for, self.day.asked) {
            (_, true) => ui.text.stalls_ask_save(),
            (AskFor::Own, false) => ui.text.stalls_ask_go(),
            (AskFor::Household(..) | AskFor::Seller(..), false) => words.ask,
        };
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), ui.text.stalls_my_title())), &day_title(ui, &self.day.day), Some(&self.day.site)))
                @if let AskFor::Seller(_, name) | AskFor::Household(_, name) = &self.ask_for { p dir="auto" { b { (name) } } }
                (self.form.summary(ui))
                form class="form stack" method="post" action=(self.ask_for.ask(ui, id)) {
                    (self.ask_for.hidden(id))
                    (category_field(ui, &self.form, &self.categories, (words.category, ui.text.stalls_ask_category_none())))
                    (fittings_fields(ui, &self.form))
                    (self.wishes(ui))
                    div class="action-bar" {
                        button class="btn btn-primary btn-big" name="do" value="ask" { (icon("check")) span { (go) } }
                        @if self.day.asked { button class="btn btn-quiet" name="do" value="withdraw" formaction=(self.ask_for.withdraw(ui, id)) { (words.withdraw) } }
                        @else { a class="btn btn-quiet" href=(back) { (ui.text.app_cancel()) } }
                    }
                }
            }
        }
    }
}

impl Asking {
    fn wishes(&self, ui: &Ui) -> Markup {
        let cell = |stall: &DrawnStall| Cell {
            look: if stall.is_blocked() { Look::Blocked } else { Look::Free },
            name: None,
            link: None,
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.day.site), drawing: &self.drawing, cell: &cell };
        let any = (String::new(), ui.text.stalls_ask_wish_any());
        let usable = self.drawing.stalls().filter(|stall| !stall.is_blocked());
        let stalls: Vec<(String, String)> =
            std::iter::once(any).chain(usable.map(|stall| (stall.id.to_string(), self.offer(ui, stall)))).collect();
        let labels =
            [ui.text.stalls_ask_wish_first(), ui.text.stalls_ask_wish_second(), ui.text.stalls_ask_wish_third()];
        let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
        let others = [choice("yes", ui.text.stalls_ask_flexible_yes()), choice("no", ui.text.stalls_ask_flexible_no())];
        html! {
            (plan.drawn(ui))
            (legend(ui, &[Look::Free, Look::Blocked]))
            @for (name, label) in crate::stalls::forms::WISHES.into_iter().zip(labels) { (Field::new(&self.form, name, label).optional().select(ui, &stalls)) }
            (choices(&self.form, "flexible", &ui.text.stalls_ask_flexible(), &others))
        }
    }

    fn offer(&self, ui: &Ui, stall: &DrawnStall) -> String {
        let mut words = vec![ui.text.stalls_stall(ui.in_digits(&stall.number))];
        words.extend(fittings_words(ui, &stall.fittings));
        joined(ui, &words)
    }
}
