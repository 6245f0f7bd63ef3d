//! The first page.
use super::{grid, shop_row, tiles};
use crate::catalogue::model::Category;
use crate::home::model::{Offer, ShopFace};
use crate::i18n::named;
use crate::stalls::model::{DayState, PublicDay};
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /.
pub(in crate::home) struct First {
    pub categories: Vec<Category>,
    pub newest: Vec<Offer>,
    pub shops: Vec<ShopFace>,
    pub next_day: Option<PublicDay>,
}

impl Page for First {
    fn title(&self, ui: &Ui) -> String {
        ui.public_name.clone()
    }

    fn feed(&self, ui: &Ui) -> Option<String> {
        Some(urls::goods_feed(ui.lang))
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack stack-l" {
                (hero(ui))
                @if let Some(market) = &self.next_day { (day_card(ui, market)) }
                section class="stack" { h2 { (ui.text.home_categories()) } (tiles(ui, &self.categories)) }
                @if !self.newest.is_empty() {
                    section class="stack" {
                        div class="section-head" {
                            h2 { (ui.text.home_newest()) }
                            a class="more" href=(urls::goods(ui.lang)) { (ui.text.home_all_goods()) " " (icon("next")) }
                        }
                        (grid(ui, &self.newest, 0))
                    }
                }
                @if !self.shops.is_empty() {
                    section class="stack" {
                        h2 { (ui.text.home_shops()) }
                        ul class="rows rows-two" { @for shop in &self.shops { li { (shop_row(ui, shop)) } } }
                    }
                }
            }
        }
    }
}

/// The next market day, as a leaf of the calendar.
fn day_card(ui: &Ui, market: &PublicDay) -> Markup {
    let day = &market.day;
    let date = ui.day_and_month(day.day);
    let (number, month) = date.split_once(' ').unwrap_or((&date, ""));
    html! {
        section class="panel day-card" {
            p class="day-leaf" { span { (ui.weekday(day.day)) } b { (number) } span { (month) } }
            div class="stack stack-s" {
                h2 { (ui.text.home_next_day()) }
                p { (ui.text.home_next_day_hours(named::ClosesOpens { closes: ui.minute_of_day(day.closes_minute), opens: ui.minute_of_day(day.opens_minute) })) }
                p dir="auto" { (market.site) }
                a class="more" href=(urls::market_day(ui.lang, day.id)) {
                    @if day.state == DayState::Open { (ui.text.home_next_day_when()) } @else { (ui.text.home_next_day_plan()) }
                    " " (icon("next"))
                 }
            }
        }
    }
}

fn hero(ui: &Ui) -> Markup {
    html! {
        section class="hero" {
            div class="hero-text" {
                h1 { (ui.text.home_hero_title()) }
                p { (ui.text.home_hero_text()) }
                a class="btn btn-sale btn-big" href=(urls::goods(ui.lang)) { (icon("basket")) span { (ui.text.home_hero_go()) } }
            }
            img src=(crate::ui::art("bazaar")) width="420" height="240" alt="";
        }
    }
}
