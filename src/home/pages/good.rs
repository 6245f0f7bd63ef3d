//! The page of one good.
use super::reviews::Named;
use super::{crumbs, data, grid, grid_of_shop, shop_row, stall_line, stall_on_plan};
use crate::catalogue::batches::model::OpenBatch;
use crate::catalogue::pages::licences::licences_seen;
use crate::home::model::{GoodDetail, Offer};
use crate::i18n::named;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{Tone, badge, big_price, hidden_price};
use crate::ui::photo::{for_sharing, large};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /p/{code}.
pub(in crate::home) struct GoodPage {
    pub good: GoodDetail,
    pub tell_me: TellMe,
}

/// How its reader can ask to be told when a good is there again.
pub(in crate::home) enum TellMe {
    /// They cannot: there is no gateway for SMS, and nobody is signed in.
    No,
    /// In the program; whether they asked before.
    InApp { waits: bool },
    /// By SMS, to the number of this form.
    BySms(Form),
}

impl Page for GoodPage {
    fn title(&self, _: &Ui) -> String {
        self.good.card.name.clone()
    }

    fn description(&self, ui: &Ui) -> String {
        let card = &self.good.card;
        if !ui.prices_in.is_in(card.city) {
            return ui
                .text
                .home_good_description_plain(named::NameShop { name: card.name.as_str(), shop: card.shop.as_str() });
        }
        ui.text.home_good_description(named::NamePriceShopUnit {
            name: card.name.as_str(),
            price: ui.money_about(card.price, card.kilo.is_some()),
            shop: card.shop.as_str(),
            unit: ui.sell_unit(card.unit),
        })
    }

    fn picture(&self) -> Option<String> {
        self.good.card.photo.as_deref().map(for_sharing)
    }

    fn shared_as(&self) -> &'static str {
        "product"
    }

    fn structured(&self, ui: &Ui) -> Option<serde_json::Value> {
        Some(data::good(ui, &self.good, self.description(ui)))
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (good, card) = (&self.good, &self.good.card);
        let is_priced = ui.prices_in.is_in(card.city);
        let can_be_ordered = good.can_be_ordered && !card.is_sold_out();
        let category = (urls::category(ui.lang, &good.category.code), good.category.name(ui.lang).to_owned());
        html! {
            div class="stack stack-l" {
                article class="product" {
                    div class="stack" {
                        (crumbs(ui, &[category], &card.name))
                        (large(ui, card.photo.as_deref(), &card.category, &card.name))
                    }
                    div class="stack" {
                        h1 dir="auto" { (card.name) }
                        p { @if is_priced { (big_price(ui, card.tag())) } @else { (hidden_price(ui)) } }
                        @if let Some(by_weight) = good.by_weight { div class="notice" { (icon("info")) p { (by_weight_words(ui, by_weight)) } } }
                        p class="cluster" { @if card.is_sold_out() && card.is_ahead { (badge(Tone::Ok, &ui.text.home_ahead_open())) } @else { (stock(ui, card)) } }
                        @for line in good.description.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                        @if !is_priced { (price_later(ui, can_be_ordered || !good.ahead.is_empty())) }
                        @if !card.is_sold_out() && !can_be_ordered && good.ahead.is_empty() { div class="notice" { (icon("clock")) p { (ui.text.home_good_no_time()) } } }
                        @if can_be_ordered { (into_basket(ui, card)) }
                        @if !good.ahead.is_empty() { (order_ahead(ui, card, &good.ahead)) }
                        @if ui.viewer.is_some() { p { a class="more" rel="nofollow" href=(urls::weekly(ui.lang, &card.code)) { (icon("history")) span { (ui.text.weekly_link()) } } } }
                        @if card.is_sold_out() { (self.tell_me(ui)) }
                        ul class="rows" { li { (shop_row(ui, &good.shop)) } }
                        (licences_seen(ui, &good.licences))
                        section class="panel panel-quiet stack stack-s" {
                            h2 class="cluster" { (icon("pin")) (ui.text.home_good_where()) }
                            @match &good.stall {
                                Some(stall) => {
                                    p { (stall_line(ui, stall)) }
                                    a class="btn btn-primary" href=(stall_on_plan(ui, stall)) { (icon("map")) span { (ui.text.home_stall_map()) } }
                                }
                                None => {
                                    p { (ui.text.home_good_where_text(good.shop.city(ui.lang))) }
                                    a class="btn" href=(urls::market_days(ui.lang)) { (icon("calendar")) span { (ui.text.app_market_days()) } }
                                }
                            }
                        }
                    }
                }
                p { a class="more" rel="nofollow" href=(urls::report_good(ui.lang, &card.code)) { (icon("warning")) span { (ui.text.moderation_report_link()) } } }
                (good.reviews.section(ui, Named::Nothing, &urls::product(ui.lang, &card.code)))
                @if !good.others.is_empty() {
                    section class="stack" { h2 { (ui.text.home_good_others()) } (grid_of_shop(ui, &good.others, 0)) }
                }
                @if !good.similar.is_empty() {
                    section class="stack" { h2 { (ui.text.home_good_similar()) } (grid(ui, &good.similar, 0)) }
                }
            }
        }
    }
}

impl GoodPage {
    /// The form by which its reader asks to be told.
    fn tell_me(&self, ui: &Ui) -> Markup {
        let action = urls::tell_me(ui.lang, &self.good.card.code);
        let text = ui.text;
        html! {
            @match &self.tell_me {
                TellMe::No => {}
                TellMe::InApp { waits: true } => form class="panel stack stack-s" id="tell-me" method="post" action=(action) {
                    div class="notice" { (icon("bell")) p { (text.home_tell_me_waits()) } }
                    button class="btn btn-quiet" name="do" value="stop" { (icon("close")) span { (text.home_tell_me_no_longer()) } }
                },
                TellMe::InApp { waits: false } => form class="panel" id="tell-me" method="post" action=(action) {
                    button class="btn btn-primary btn-big btn-wide" { (icon("bell")) span { (text.home_tell_me()) } }
                },
                TellMe::BySms(form) => form class="panel stack stack-s" id="tell-me" method="post" action=(action) {
                    h2 { (text.home_tell_me_title()) }
                    (form.summary(ui))
                    (Field::new(form, "phone", text.orders_phone()).hint(text.home_tell_me_hint()).kind(Kind::Mobile).input(ui))
                    button class="btn btn-primary" { (icon("bell")) span { (text.home_tell_me()) } }
                },
            }
        }
    }
}

/// What a piece usually weighs, and when its exact price is known.
fn by_weight_words(ui: &Ui, by_weight: ByWeight) -> String {
    let kilos = |weight| ui.quantity(weight, SellUnit::Kilo);
    if by_weight.least == by_weight.most {
        return ui.text.home_good_weighs(kilos(by_weight.least));
    }
    ui.text.home_good_weighs_from_to(named::LeastMost {
        least: ui.quantity_number(by_weight.least),
        most: kilos(by_weight.most),
    })
}

/// How a visitor comes to see the price, where prices are not shown to everyone.
fn price_later(ui: &Ui, can_be_ordered: bool) -> Markup {
    html! {
        div class="panel panel-quiet stack stack-s" {
            p { @if can_be_ordered { (ui.text.orders_price_later()) } @else { (ui.text.orders_price_signed_in()) } }
            p { a class="btn" href=(urls::sign_in(ui.lang)) { (icon("key")) span { (ui.text.app_sign_in()) } } }
        }
    }
}

/// The form that puts the good into the reader's basket.
fn into_basket(ui: &Ui, card: &Offer) -> Markup {
    html! {
        form class="panel stack stack-s" method="post" action=(urls::basket_add(ui.lang)) {
            input type="hidden" name="good" value=(card.code);
            label for="quantity" { b { (ui.text.orders_want(ui.sell_unit(card.unit))) } }
            div class="cluster" {
                input class="input short" id="quantity" name="quantity" type="text" inputmode="decimal" autocomplete="off" value=(ui.in_digits("1"));
                button class="btn btn-sale btn-big" { (icon("basket")) span { (ui.text.orders_into_basket()) } }
            }
            p class="muted small" { (ui.text.orders_want_note()) }
        }
    }
}

/// The form that orders ahead: which batch, and how much of it.
fn order_ahead(ui: &Ui, card: &Offer, batches: &[OpenBatch]) -> Markup {
    html! {
        form class="panel stack stack-s" method="post" action=(urls::basket_add(ui.lang)) {
            h2 class="cluster" { (icon("calendar")) (ui.text.home_ahead()) }
            input type="hidden" name="good" value=(card.code);
            fieldset class="field" {
                legend { (ui.text.home_ahead_which()) }
                div class="choices choices-list" { @for (at, batch) in batches.iter().enumerate() { label class="choice" {
                    input type="radio" name="batch" value=(batch.code) checked[at == 0];
                    span class="choice-face" { span {
                        b { (ui.moment(batch.ready_at)) }
                        small { (ui.text.home_ahead_left(ui.quantity(batch.free, card.unit))) " · " (ui.text.home_ahead_until(ui.moment(batch.orders_until))) @if let Some(day) = batch.best_before() { " · " (ui.text.orders_best_before(ui.date(day))) } }
                    } }
                } } }
            }
            label for="ahead" { b { (ui.text.orders_want(ui.sell_unit(card.unit))) } }
            div class="cluster" {
                input class="input short" id="ahead" name="quantity" type="text" inputmode="decimal" autocomplete="off" value=(ui.in_digits("1"));
                button class="btn btn-primary btn-big" { (icon("basket")) span { (ui.text.home_ahead_order()) } }
            }
            p class="muted small" { (ui.text.orders_want_note()) }
        }
    }
}

/// Below this there are few enough to say how many.
const FEW: Quantity = Quantity(5_000);

fn stock(ui: &Ui, card: &Offer) -> Markup {
    if card.is_sold_out() {
        badge(Tone::Muted, &ui.text.home_good_gone())
    } else if card.stock <= FEW {
        badge(Tone::Warn, &ui.text.home_good_few(ui.quantity(card.stock, card.unit)))
    } else {
        badge(Tone::Ok, &ui.text.home_good_ready())
    }
}
