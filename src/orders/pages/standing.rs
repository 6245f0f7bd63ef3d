//! What a buyer wants every week: asking for it, and what it comes to week by week.
use crate::i18n::{Locale, named};
use crate::orders::model::BasketGood;
use crate::orders::model::standing::{Standing, StandingState, Turn, TurnState, WeeklyChoice, coming};
use crate::ui::form::{Field, Kind, error};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /p/{code}/weekly and its refused form.
pub(in crate::orders) struct AskWeekly {
    pub good: BasketGood,
    /// Where its shop hands over every week.
    pub places: Vec<WeeklyChoice>,
    pub form: Form,
}

impl Page for AskWeekly {
    fn title(&self, ui: &Ui) -> String {
        ui.text.weekly_title(self.good.name.as_str())
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let good = &self.good;
        let back = (urls::product(ui.lang, &good.code), good.name.clone());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), Some(&ui.text.weekly_lead())))
                (self.form.summary(ui))
                @if self.places.is_empty() {
                    div class="notice notice-warn" { (icon("clock")) p { (ui.text.weekly_no_places(good.shop_name.as_str())) } }
                } @else {
                    form class="panel stack" method="post" action=(urls::weekly(ui.lang, &good.code)) {
                        (Field::new(&self.form, "quantity", ui.text.orders_want(ui.sell_unit(good.unit))).kind(Kind::Decimal).input(ui))
                        (self.places(ui))
                        input type="hidden" name="price" value=(good.price.0);
                        p { (ui.text.weekly_price_today(named::PriceUnit { price: ui.money_about(good.price, good.kilo.is_some()), unit: ui.sell_unit(good.unit) })) }
                        p class="muted" { (ui.text.weekly_price_note()) }
                        button class="btn btn-primary btn-big btn-wide" { (icon("history")) span { (ui.text.weekly_ask()) } }
                        p class="muted small" { (ui.text.weekly_name_note()) }
                    }
                }
            }
        }
    }
}

impl AskWeekly {
    fn places(&self, ui: &Ui) -> Markup {
        let typed = self.form.fields.text("place");
        let only = self.places.len() == 1;
        html! {
            fieldset class="field" id="place" {
                legend { (ui.text.weekly_place()) }
                (error(&self.form, "place"))
                div class="choices choices-list" { @for choice in &self.places {
                    @let value = choice.place.written();
                    label class="choice" {
                        input type="radio" name="place" value=(value) checked[only || typed == value];
                        span class="choice-face" { (icon(if choice.site.is_some() { "stall" } else { "home" })) span {
                            b { (every(ui, choice)) }
                            small dir="auto" { (where_words(ui, choice, ui.text.orders_at_door())) }
                        } }
                    }
                } }
            }
        }
    }
}

/// «هر شنبه»
fn every(locale: &Locale, choice: &WeeklyChoice) -> String {
    locale.text.weekly_every(locale.weekday_name(choice.weekday))
}

/// Where, and from when until when if that is the same every week; the door is called as it is where it stands.
fn where_words(locale: &Locale, choice: &WeeklyChoice, door: String) -> String {
    let place = choice.site.clone().unwrap_or(door);
    match choice.hours {
        Some((opens, closes)) => locale.text.weekly_where(named::ClosesOpensPlace {
            closes: locale.minute_of_day(closes),
            opens: locale.minute_of_day(opens),
            place,
        }),
        None => place,
    }
}

/// When and where, in one line.
pub(in crate::orders) fn when_and_where(locale: &Locale, choice: &WeeklyChoice) -> String {
    let place = where_words(locale, choice, locale.text.weekly_at_door());
    [every(locale, choice), place].join(&locale.text.app_comma())
}

/// How much of what, in one line.
pub(in crate::orders) fn what(locale: &Locale, standing: &Standing) -> String {
    let quantity = locale.quantity(standing.quantity, standing.unit);
    locale.text.orders_good(named::NameQuantity { name: standing.name.as_str(), quantity })
}

/// What a buyer wants every week, above their orders.
pub(in crate::orders) fn standing_rows(ui: &Ui, standing: &[Standing]) -> Markup {
    html! {
        @if !standing.is_empty() {
            section class="stack" {
                h2 { (ui.text.weekly_mine()) }
                ul class="rows" { @for one in standing { li { a class="row" href=(urls::standing(ui.lang, one.id)) {
                    (icon("history"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (what(ui, one)) }
                        span class="row-note" dir="auto" { (one.shop_name) }
                        span class="row-note" { (when_and_where(ui, &one.choice)) }
                        @if one.is_dearer() { span { (badge(Tone::Warn, &ui.text.weekly_dearer_badge())) } }
                    }
                    span class="row-end" { (icon("next")) }
                } } } }
            }
        }
    }
}

/// GET /orders/weekly/{standing} and its refused forms.
pub(in crate::orders) struct StandingPage {
    pub standing: Standing,
    /// The weeks that were, and those that are left out, the latest first.
    pub turns: Vec<Turn>,
    pub form: Form,
}

impl Page for StandingPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.weekly_title(self.standing.name.as_str())
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let standing = &self.standing;
        let is_running = standing.state == StandingState::Running;
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::orders(ui.lang), ui.text.orders_mine_title())), &self.title(ui), None))
                (self.form.summary(ui))
                (self.state(ui))
                section class="panel panel-quiet stack stack-s" {
                    p { b dir="auto" { (what(ui, standing)) } }
                    p class="cluster" { (icon("stall")) span dir="auto" { (standing.shop_name) } }
                    p { (when_and_where(ui, &standing.choice)) }
                    p { (ui.text.weekly_price_today(named::PriceUnit { price: ui.money_about(standing.price, standing.is_estimate), unit: ui.sell_unit(standing.unit) })) }
                    p class="muted" { (ui.text.weekly_price_note()) }
                    a class="more" href=(urls::product(ui.lang, &standing.code)) { (ui.text.weekly_see_good()) " " (icon("next")) }
                }
                @if is_running { (self.weeks(ui)) (self.quantity(ui)) }
                (self.past(ui))
                @if is_running { (self.tap(ui, "end", "last-act", html! { button class="btn" { (icon("close")) span { (ui.text.weekly_end()) } } })) }
            }
        }
    }
}

impl StandingPage {
    /// A form of one button.
    fn tap(&self, ui: &Ui, act: &str, class: &str, button: Markup) -> Markup {
        html! {
            form class=(class) method="post" action=(urls::standing(ui.lang, self.standing.id)) {
                input type="hidden" name="do" value=(act);
                (button)
            }
        }
    }

    fn state(&self, ui: &Ui) -> Markup {
        let standing = &self.standing;
        let text = ui.text;
        html! {
            @match standing.state {
                StandingState::Running if standing.is_dearer() => div class="notice notice-warn" role="status" { (icon("warning")) div class="stack stack-s" {
                    p { (text.weekly_dearer(named::NowSeen { now: ui.money(standing.price), seen: ui.money(standing.seen_price) })) }
                    (self.tap(ui, "price", "", html! { input type="hidden" name="price" value=(standing.price.0); button class="btn btn-primary" { (icon("check")) span { (text.weekly_dearer_yes()) } } }))
                } },
                StandingState::Running => {}
                StandingState::Ended => div class="notice" role="status" { (icon("info")) div class="stack stack-s" {
                    p { (text.weekly_ended()) }
                    (self.tap(ui, "resume", "", html! { button class="btn" { (icon("undo")) span { (text.weekly_resume()) } } }))
                } },
                StandingState::Declined => div class="notice notice-warn" role="status" { (icon("warning")) p { (text.weekly_declined()) } },
                StandingState::Over => div class="notice notice-warn" role="status" { (icon("warning")) p { (text.weekly_over()) } },
            }
        }
    }

    /// The next weeks, each of which can be left out.
    fn weeks(&self, ui: &Ui) -> Markup {
        let is_left_out = |day: NaiveDate| self.turns.iter().any(|turn| turn.day == day);
        html! {
            section class="panel stack" {
                h2 { (ui.text.weekly_weeks()) }
                ul class="rows" { @for day in coming(self.standing.next_on) { li class="row" {
                    (icon("calendar"))
                    span class="row-main" {
                        span class="row-title" { (ui.near_date(day)) }
                        span class="row-note" { (if is_left_out(day) { ui.text.weekly_skipped() } else { ui.text.weekly_will_be() }) }
                    }
                    form class="row-end" method="post" action=(urls::standing(ui.lang, self.standing.id)) {
                        input type="hidden" name="day" value=(day);
                        @if is_left_out(day) { button class="btn btn-quiet" name="do" value="unskip" { (icon("undo")) span { (ui.text.weekly_unskip()) } } }
                        @else { button class="btn btn-quiet" name="do" value="skip" { (icon("close")) span { (ui.text.weekly_skip()) } } }
                    }
                } } }
                p class="muted small" { (ui.text.weekly_ahead_note()) }
            }
        }
    }

    fn quantity(&self, ui: &Ui) -> Markup {
        html! {
            form class="panel stack" method="post" action=(urls::standing(ui.lang, self.standing.id)) {
                (Field::new(&self.form, "quantity", ui.text.weekly_how_much(ui.sell_unit(self.standing.unit))).kind(Kind::Decimal).input(ui))
                button class="btn btn-primary" name="do" value="want" { (icon("check")) span { (ui.text.weekly_change()) } }
                p class="muted small" { (ui.text.weekly_change_note()) }
            }
        }
    }

    /// What the weeks before came to.
    fn past(&self, ui: &Ui) -> Markup {
        let past: Vec<&Turn> = self.turns.iter().filter(|turn| turn.day < self.standing.next_on).collect();
        html! {
            @if !past.is_empty() {
                section class="panel stack" {
                    h2 { (ui.text.weekly_past()) }
                    ul class="rows" { @for turn in past { li { (turn_row(ui, turn)) } } }
                }
            }
        }
    }
}

fn turn_row(ui: &Ui, turn: &Turn) -> Markup {
    let (drawing, tone, word) = match turn.state {
        TurnState::Placed => ("basket", Tone::Ok, ui.text.weekly_turn_placed()),
        TurnState::Missed => ("warning", Tone::Warn, ui.text.weekly_turn_missed()),
        TurnState::Skipped => ("close", Tone::Muted, ui.text.weekly_skipped()),
    };
    let said = html! {
        (icon(drawing))
        span class="row-main" {
            span class="row-title" { (ui.near_date(turn.day)) }
            @if let Some(why) = turn.why { span class="row-note" { (why.sentence(ui)) } }
            span { (badge(tone, &word)) }
        }
    };
    html! {
        @match &turn.order {
            Some(code) => a class="row" href=(urls::order(ui.lang, code)) { (said) span class="row-end" { (icon("next")) } },
            None => div class="row" { (said) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::when_and_where;
    use crate::i18n::Locale;
    use crate::kernel::calendar::Weekday;
    use crate::kernel::ids::DoorTimeId;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::orders::model::standing::{WeeklyChoice, WeeklyPlace};

    #[test]
    fn the_door_has_no_capital_inside_a_sentence() {
        let locale = Locale::new(Lang::En, MoneyUnit::Toman, crate::testing::now().date());
        let place = WeeklyPlace::Door(DoorTimeId(8));
        let choice = WeeklyChoice { place, weekday: Weekday::Thursday, hours: Some((1_020, 1_140)), site: None };
        let said = when_and_where(&locale, &choice);
        assert!(said.starts_with("Every Thursday, at the seller's door"), "{said}");
    }
}
