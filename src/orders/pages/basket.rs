//! The basket: the goods of each shop, when they are collected, and who asks. One form sends everything.
use super::find::find_link;
use super::parts::when;
use crate::i18n::named;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::orders::basket::Basket;
use crate::orders::forms::{Mended, choice_field, price_field, quantity_field};
use crate::orders::model::{BasketGood, Slot, Window};
use crate::ui::empty::Empty;
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{hidden_price, money, page_head};
use crate::ui::photo::{Fetch, small};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /basket and its refused form.
pub(in crate::orders) struct BasketPage {
    /// The goods that are still on offer, those of a shop together, each with how much of it is wanted.
    pub goods: Vec<(BasketGood, Quantity)>,
    pub slots: Vec<Slot>,
    /// Whether something was left out because it is no longer sold.
    pub lost_some: bool,
    /// Whether buyers are told by SMS.
    pub sends_sms: bool,
    pub form: Form,
    pub mended: Vec<Mended>,
}

/// Puts the goods on offer beside how much of each lies in the basket; whether all of the basket is on offer.
pub(in crate::orders) fn basket_rows(basket: &Basket, offered: Vec<BasketGood>) -> (Vec<(BasketGood, Quantity)>, bool) {
    let is_whole = offered.len() == basket.items().len();
    let rows = offered.into_iter().filter_map(|good| {
        let quantity = basket.quantity_of(&good.code)?;
        Some((good, quantity))
    });
    (rows.collect(), is_whole)
}

impl Page for BasketPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_basket_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        if self.goods.is_empty() {
            let (title, text) = (ui.text.orders_basket_empty_title(), ui.text.orders_basket_empty_text());
            let text = if self.lost_some { ui.text.orders_lost_all() } else { text };
            let action = Some((urls::goods(ui.lang), "basket", ui.text.home_all_goods()));
            return html! {
                div class="narrow" { (self.form.summary(ui)) }
                (Empty { art: "empty-basket", title, text, action }.as_page())
                p class="center" { a class="more" href=(urls::orders(ui.lang)) { (ui.text.orders_mine_title()) " " (icon("next")) } }
                p class="center" { (find_link(ui)) }
            };
        }
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&ui.text.orders_pay_later())))
                (self.form.summary(ui))
                @if self.lost_some {
                    div class="notice notice-warn" role="status" { (icon("warning")) p { (ui.text.orders_lost_some()) } }
                }
                @if !self.is_priced(ui) { div class="notice" { (icon("info")) p { (ui.text.orders_price_later()) } } }
                form class="stack" method="post" action=(urls::basket(ui.lang)) {
                    (self.form.key())
                    // The first button of a form is the one that the enter key presses.
                    div class="cluster spread" {
                        span { @if self.is_priced(ui) { (ui.text.orders_sum()) " " @if self.goods.iter().any(|(good, _)| good.kilo.is_some()) { small { (ui.text.app_roughly()) } " " } b { (money(ui, self.sum())) } } }
                        button class="btn btn-quiet" name="do" value="update" { (icon("swap")) span { (ui.text.orders_update()) } }
                    }
                    div class="stack" id="goods" {
                        @for part in self.goods.chunk_by(|one, next| one.0.shop == next.0.shop) { (self.shop(ui, part)) }
                    }
                    (self.buyer(ui))
                    button class="btn btn-primary btn-big btn-wide" name="do" value="place" { (icon("check")) span { (ui.text.orders_place()) } }
                    p class="muted small" { (ui.text.orders_kept()) }
                }
                p { (find_link(ui)) }
            }
        }
    }
}

impl BasketPage {
    /// What of the basket is on offer.
    pub fn basket(&self) -> Basket {
        let mut basket = Basket::default();
        for (good, quantity) in &self.goods {
            let batch = good.batch.as_ref().map(|batch| batch.code.as_str());
            let fits = basket.put(&good.code, batch, *quantity);
            debug_assert!(fits, "it was in the basket before");
        }
        basket
    }

    /// Whether this reader is shown the price of each.
    fn is_priced(&self, ui: &Ui) -> bool {
        self.goods.iter().all(|(good, _)| ui.prices_in.is_in(good.city))
    }

    fn sum(&self) -> Rial {
        let amounts = self.goods.iter().filter_map(|(good, quantity)| good.price.times(*quantity));
        Rial(amounts.fold(0_i64, |sum, amount| sum.saturating_add(amount.0)))
    }

    /// What is to be mended about a good or a shop.
    fn mending(&self, code: &str) -> Markup {
        html! {
            @for (_, sentence) in self.mended.iter().filter(|(known, _)| known == code) {
                p class="error" id={ "mend-" (code) } { (icon("warning")) span { (sentence) } }
            }
        }
    }

    fn shop(&self, ui: &Ui, goods: &[(BasketGood, Quantity)]) -> Markup {
        let Some((first, _)) = goods.first() else {
            return html! {};
        };
        html! {
            section class="panel stack" {
                h2 { a href=(urls::shop(ui.lang, &first.shop_code)) dir="auto" { (first.shop_name) } }
                ul class="rows" { @for (good, quantity) in goods { (self.good(ui, good, *quantity)) } }
                (self.times(ui, first))
            }
        }
    }

    fn good(&self, ui: &Ui, good: &BasketGood, quantity: Quantity) -> Markup {
        let name = quantity_field(&good.code);
        let typed = self.form.fields.text(&name);
        let shown = if typed.is_empty() { ui.quantity_number(quantity) } else { typed.to_owned() };
        let is_priced = ui.prices_in.is_in(good.city);
        let cost = good.price.times(quantity).unwrap_or(Rial::ZERO);
        let has_error = self.mended.iter().any(|(code, _)| *code == good.code);
        html! {
            li class="row basket-row" {
                (small(ui, good.photo.as_deref(), &good.category, Fetch::Now))
                div class="row-main" {
                    a class="row-title" href=(urls::product(ui.lang, &good.code)) dir="auto" { (good.name) }
                    span class="row-note" { (each(ui, good)) }
                    @if let Some(kilo) = good.kilo.filter(|_| is_priced) { span class="row-note" { (ui.text.orders_each_kilo(ui.money(kilo))) } }
                    @if let Some(batch) = &good.batch { span class="row-note ahead-note" { (icon("clock")) span {
                        (ui.text.orders_ready_at(ui.moment(batch.ready_at)))
                        @if let Some(day) = batch.best_before() { " · " (ui.text.orders_best_before(ui.date(day))) }
                    } } }
                    (self.mending(&good.code))
                    div class="cluster" {
                        label class="visually-hidden" for=(name) { (ui.text.orders_how_much(good.name.as_str())) }
                        @if is_priced { input type="hidden" name=(price_field(&good.code)) value=(good.price.0); }
                        input class=(if has_error { "input short has-mistake" } else { "input short" }) id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off" value=(shown)
                            aria-invalid=[has_error.then_some("true")] aria-describedby=[has_error.then(|| format!("mend-{}", good.code))];
                        span { (ui.counted_unit(quantity, good.unit)) }
                    }
                    @if is_priced { span class="row-note" { @if good.kilo.is_some() { (ui.text.app_roughly()) " " } b { (money(ui, cost)) } } }
                }
                div class="row-end" {
                    button class="btn btn-quiet" name="remove" value=(good.code) { (icon("trash")) span { (ui.text.orders_remove()) } }
                }
            }
        }
    }

    fn times(&self, ui: &Ui, good: &BasketGood) -> Markup {
        let field = choice_field(&good.shop_code);
        let slots: Vec<&Slot> = self.slots.iter().filter(|slot| slot.household == good.household).collect();
        let typed = self.form.fields.text(&field);
        let only = slots.len() == 1;
        html! {
            @if slots.is_empty() {
                div class="notice notice-warn" { (icon("clock")) p { (ui.text.orders_no_offers(good.shop_name.as_str())) } }
            } @else {
                fieldset class="field" id=(field) {
                    legend { (ui.text.orders_collect_legend()) }
                    (self.mending(&good.shop_code))
                    div class="choices choices-list" { @for slot in slots {
                        @let value = slot.choice.written();
                        label class="choice" {
                            input type="radio" name=(field) value=(value) checked[only || typed == value];
                            span class="choice-face" { (icon(if slot.site.is_some() { "stall" } else { "home" })) span {
                                b dir="auto" { @match &slot.site { Some(site) => (site), None => (ui.text.orders_at_door()) } }
                                small { (when(ui, window(slot))) }
                            } }
                        }
                    } }
                }
            }
        }
    }

    fn buyer(&self, ui: &Ui) -> Markup {
        let hint = if self.sends_sms { ui.text.orders_phone_hint_sms() } else { ui.text.orders_phone_hint() };
        html! {
            section class="panel stack" {
                h2 { (ui.text.orders_buyer()) }
                (Field::new(&self.form, "name", ui.text.orders_name()).hint(ui.text.orders_name_hint()).input(ui))
                (Field::new(&self.form, "phone", ui.text.orders_phone()).hint(hint).kind(Kind::Mobile).input(ui))
            }
        }
    }
}

/// What a unit of a good costs, if this reader is shown it.
pub(super) fn each(ui: &Ui, good: &BasketGood) -> Markup {
    if !ui.prices_in.is_in(good.city) {
        return hidden_price(ui);
    }
    let price = ui.money_about(good.price, good.kilo.is_some());
    html! { (ui.text.orders_each(named::PriceUnit { price, unit: ui.sell_unit(good.unit) })) }
}

fn window(slot: &Slot) -> Window {
    Window { on: slot.on, opens_minute: slot.opens_minute, closes_minute: slot.closes_minute }
}
