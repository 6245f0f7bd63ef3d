//! The way of market days into the calendar of a phone.
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// The address of a household's calendar right after it was made; it is shown this once.
pub(crate) struct CalendarMade {
    pub address: String,
}

impl Page for CalendarMade {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_calendar_title()
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
                (page_head(Some((urls::my_stall(ui.lang), ui.text.stalls_my_title())), &ui.text.stalls_calendar_title(), Some(&ui.text.stalls_calendar_made())))
                p { a class="btn btn-primary btn-big" href=(subscribing(&self.address)) { (icon("calendar")) span { (ui.text.stalls_calendar_open()) } } }
                section class="panel stack" {
                    p { (ui.text.stalls_calendar_by_hand()) }
                    p { bdi dir="ltr" data-latin-digits { (self.address) } }
                }
                p class="muted" { (ui.text.stalls_calendar_keep()) }
            }
        }
    }
}

/// The same address as phones know it for a calendar that is read again and again.
fn subscribing(address: &str) -> String {
    address.replacen("https://", "webcal://", 1).replacen("http://", "webcal://", 1)
}

/// The part of «my stall» that makes, replaces or ends the address.
pub(super) fn section(ui: &Ui, since: Option<NaiveDateTime>) -> Markup {
    let make = |class: &str, word: String| {
        html! { button class=(class) name="do" value="make" { (icon("calendar")) span { (word) } } }
    };
    html! {
        section class="panel stack" id="calendar" {
            h2 { (ui.text.stalls_calendar_title()) }
            @match since {
                None => p { (ui.text.stalls_calendar_lead()) },
                Some(since) => p { (ui.text.stalls_calendar_since(ui.moment(since))) },
            }
            form class="cluster" method="post" action=(urls::my_calendar(ui.lang)) {
                @if since.is_some() {
                    (make("btn", ui.text.stalls_calendar_again()))
                    button class="btn btn-quiet" name="do" value="end" { (icon("close")) span { (ui.text.stalls_calendar_end()) } }
                } @else { (make("btn", ui.text.stalls_calendar_make())) }
            }
        }
    }
}
