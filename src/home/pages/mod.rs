//! The public pages, in maud.
mod about;
mod data;
mod feed;
mod filters;
mod first;
mod good;
mod list;
mod reviews;
mod shop;
pub(super) mod site_map;
mod wish;
mod xml;

pub(super) use about::{About, Offline};
pub(super) use feed::atom;
pub(super) use first::First;
pub(super) use good::{GoodPage, TellMe};
pub(super) use list::{List, ListKind};
pub(super) use shop::ShopPage;
pub(super) use wish::WishPage;

use super::model::{Offer, ShopFace};
use crate::catalogue::model::Category;
use crate::i18n::named;
use crate::stalls::queries::ComingStall;
use crate::ui::parts::{Tone, badge, hidden_price, price};
use crate::ui::photo::{Fetch, small};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// How many cards of a list stand in the first view of a phone.
const FIRST_VIEW: usize = 4;

/// The cards of a list, each with the name of its shop; those below the first view are fetched later.
fn grid(ui: &Ui, cards: &[Offer], in_view: usize) -> Markup {
    cards_with(cards, in_view, |card, fetch| good_card(ui, card, Some(&card.shop), fetch))
}

/// The cards of one shop, whose name stands on the page already.
fn grid_of_shop(ui: &Ui, cards: &[Offer], in_view: usize) -> Markup {
    cards_with(cards, in_view, |card, fetch| good_card(ui, card, None, fetch))
}

fn cards_with(cards: &[Offer], in_view: usize, draw: impl Fn(&Offer, Fetch) -> Markup) -> Markup {
    html! {
        ul class="goods" { @for (place, card) in cards.iter().enumerate() {
            li { (draw(card, if place < in_view { Fetch::Now } else { Fetch::Later })) }
        } }
    }
}

fn good_card(ui: &Ui, card: &Offer, shop: Option<&str>, fetch: Fetch) -> Markup {
    let class = match (card.is_gone(), card.is_sold_out()) {
        (true, _) => "good is-gone",
        (false, true) => "good is-ahead",
        (false, false) => "good",
    };
    html! {
        a class=(class) href=(urls::product(ui.lang, &card.code)) {
            (small(ui, card.photo.as_deref(), &card.category, fetch))
            span class="good-body" {
                span class="good-name" dir="auto" { (card.name) }
                @if let Some(shop) = shop { span class="good-shop" dir="auto" { (shop) } }
                @if card.is_gone() { (badge(Tone::Muted, &ui.text.home_good_gone())) } @else if card.is_sold_out() { (badge(Tone::Ok, &ui.text.home_good_ahead())) }
                @if ui.prices_in.is_in(card.city) { (price(ui, card.tag())) } @else { (hidden_price(ui)) }
            }
        }
    }
}

/// The tiles of the categories.
fn tiles(ui: &Ui, categories: &[Category]) -> Markup {
    html! {
        ul class="tiles" { @for category in categories {
            li { a class="tile" href=(urls::category(ui.lang, &category.code)) {
                (icon(&category.code)) span { (category.name(ui.lang)) }
            } }
        } }
    }
}

/// The categories in one line above a list, the `current` one first.
fn strip(ui: &Ui, categories: &[Category], current: Option<&str>) -> Markup {
    let is_current = |category: &&Category| current == Some(category.code.as_str());
    let (first, others): (Vec<_>, Vec<_>) = categories.iter().partition(is_current);
    html! {
        nav class="strip" aria-label=(ui.text.home_categories_label()) {
            a class="chip" href=(urls::goods(ui.lang)) aria-current=[current.is_none().then_some("page")] { (icon("basket")) (ui.text.home_all_goods()) }
            @for category in first { a class="chip" href=(urls::category(ui.lang, &category.code)) aria-current="page" { (icon(&category.code)) (category.name(ui.lang)) } }
            @for category in others { a class="chip" href=(urls::category(ui.lang, &category.code)) { (icon(&category.code)) (category.name(ui.lang)) } }
        }
    }
}

/// A shop in a list.
fn shop_row(ui: &Ui, shop: &ShopFace) -> Markup {
    html! {
        a class="row" href=(urls::shop(ui.lang, &shop.code)) {
            span class="shop-face shop-face-s" aria-hidden="true" { (shop.initial()) }
            span class="row-main" {
                span class="row-title" dir="auto" { (shop.name) }
                span class="row-note" { (shop.city(ui.lang)) }
            }
            span class="row-end" { (icon("next")) }
        }
    }
}

/// Where a shop stands next at the market.
fn stall_line(ui: &Ui, stall: &ComingStall) -> String {
    let time = ui.minute_of_day(stall.opens_minute);
    let (day, number, site) = (ui.near_date(stall.day), ui.numbered(&stall.numbers), stall.site.as_str());
    let said = named::DayNumberSiteTime { day, number, site, time };
    if stall.numbers.len() > 1 { ui.text.home_stalls_at(said) } else { ui.text.home_stall_at(said) }
}

/// The plan of the market day, with a shop's stall marked on it.
fn stall_on_plan(ui: &Ui, stall: &ComingStall) -> String {
    let first = stall.numbers.first().map_or("", String::as_str);
    format!("{}#map", urls::with_query(&urls::market_day(ui.lang, stall.market), &[("stall", first)]))
}

/// The way to a page from the first page on.
fn crumbs(ui: &Ui, steps: &[(String, String)], here: &str) -> Markup {
    html! {
        nav class="crumbs" aria-label=(ui.text.home_crumbs_label()) { ol {
            li { a href=(urls::home(ui.lang)) { (ui.text.app_place_home()) } }
            @for (url, word) in steps { li { a href=(url) dir="auto" { (word) } } }
            li { span aria-current="page" dir="auto" { (here) } }
        } }
    }
}
