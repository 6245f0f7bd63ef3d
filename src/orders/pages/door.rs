//! When a shop's door is open for those who collect.
use crate::i18n::named;
use crate::kernel::calendar::Weekday;
use crate::orders::forms::HOURS;
use crate::orders::model::DoorTime;
use crate::ui::form::{Field, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/shop/door and its refused form.
pub(in crate::orders) struct DoorPage {
    pub times: Vec<DoorTime>,
    pub form: Form,
}

impl Page for DoorPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_door_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_orders(ui.lang), ui.text.orders_shop_title())), &self.title(ui), Some(&ui.text.orders_door_lead())))
                (self.form.summary(ui))
                @if !self.times.is_empty() {
                    ul class="rows" { @for time in &self.times { li class="row" {
                        (icon("clock"))
                        span class="row-main" {
                            span class="row-title" { (hours(ui, time)) }
                            span class="row-note" dir="auto" { (time.place) }
                        }
                        form class="row-end" method="post" action=(urls::my_door_end(ui.lang, time.id)) {
                            button class="btn btn-quiet" { (icon("trash")) span { (ui.text.orders_remove()) } }
                        }
                    } } }
                }
                form class="panel stack" method="post" action=(urls::my_door(ui.lang)) {
                    h2 { (ui.text.orders_door_new()) }
                    fieldset class="field" id="day" {
                        legend { (ui.text.orders_door_days()) }
                        (error(&self.form, "day"))
                        div class="checks" { @for (day, name) in week(ui) { (tick(&self.form, "day", &day.to_string(), name)) } }
                    }
                    div class="pair" {
                        (Field::new(&self.form, "opens", ui.text.orders_door_opens()).select(ui, &choices(ui)))
                        (Field::new(&self.form, "closes", ui.text.orders_door_closes()).select(ui, &choices(ui)))
                    }
                    (Field::new(&self.form, "place", ui.text.orders_door_place()).hint(ui.text.orders_door_place_hint()).textarea(ui))
                    button class="btn btn-primary" { (icon("plus")) span { (ui.text.orders_door_add()) } }
                }
            }
        }
    }
}

fn week(ui: &Ui) -> impl Iterator<Item = (i32, String)> {
    (0..).zip(Weekday::ALL.iter().map(|day| ui.weekday_name(*day)))
}

fn hours(ui: &Ui, time: &DoorTime) -> String {
    let day = week(ui).find(|(day, _)| *day == time.weekday).map(|(_, name)| name).unwrap_or_default();
    ui.text.orders_when(named::ClosesDayOpens {
        closes: ui.minute_of_day(time.closes_minute),
        day,
        opens: ui.minute_of_day(time.opens_minute),
    })
}

fn choices(ui: &Ui) -> Vec<(String, String)> {
    HOURS.map(|hour| (hour.to_string(), ui.minute_of_day(hour * 60))).collect()
}
