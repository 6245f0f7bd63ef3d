//! An order as its buyer sees it, and the orders that were placed from this phone.
use super::find::find_link;
use super::parts::{
    drawing, ended_words, goods_words, lines, place_words, state_badge, sum_words, undo_bar, when, word,
};
use super::standing::standing_rows;
use crate::catalogue::batches::model::BatchState;
use crate::i18n::named;
use crate::kernel::money::Rial;
use crate::orders::model::standing::Standing;
use crate::orders::model::{BuyerCard, MetBy, Order, OrderState, Place, Side};
use crate::ui::empty::Empty;
use crate::ui::parts::page_head;
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, PreEscaped, html};

/// GET /orders.
pub(in crate::orders) struct BuyerOrders {
    pub orders: Vec<BuyerCard>,
    /// What they want every week.
    pub standing: Vec<Standing>,
}

impl Page for BuyerOrders {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_mine_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        if self.orders.is_empty() && self.standing.is_empty() {
            let (title, text) = (ui.text.orders_mine_none_title(), ui.text.orders_mine_none_text());
            let action = Some((urls::goods(ui.lang), "basket", ui.text.home_all_goods()));
            return html! {
                (Empty { art: "empty-basket", title, text, action }.as_page())
                p class="center" { (find_link(ui)) }
            };
        }
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&ui.text.orders_mine_lead())))
                (standing_rows(ui, &self.standing))
                ul class="rows" { @for order in &self.orders { li { a class="row" href=(urls::order(ui.lang, &order.code)) {
                    (icon(drawing(order.state)))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (order.shop_name) }
                        span class="row-note" dir="auto" { (goods_words(ui, &order.lines)) }
                        span class="row-note" { (when(ui, order.window)) }
                        span { (state_badge(ui, order.state)) }
                    }
                    span class="row-end" { b { (sum_words(ui, order.sum())) } (icon("next")) }
                } } } }
                p { (find_link(ui)) }
            }
        }
    }
}

/// GET /orders/{code}.
pub(in crate::orders) struct BuyerOrder {
    pub order: Order,
    /// Whether the buyer's own last step can still be taken back.
    pub can_undo: bool,
    /// The goods of it that the buyer dropped and can still take back, by their place.
    pub can_keep: Vec<i32>,
    /// What became of a step that was not made.
    pub refused: Option<String>,
    /// The square that the seller reads, while there is something to collect.
    pub square: Option<String>,
    /// What the buyer can do about reviews of the goods.
    pub reviewing: Option<Reviewing>,
    /// The lines whose good can be wanted every week, with its code.
    pub weekly: Vec<(i32, String)>,
}

/// The number of an order as it is said over the phone, in three parts; nothing of an order that has none.
fn number_words(ui: &Ui, number: &str) -> Option<String> {
    let (first, rest) = number.split_at_checked(3)?;
    let (second, third) = rest.split_at_checked(3)?;
    Some(ui.in_digits(&format!("{first} {second} {third}")))
}

/// What a buyer can do about reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::orders) enum Reviewing {
    Write,
    Read,
}

impl Page for BuyerOrder {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_order_of(self.order.shop_name.as_str())
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            div class="narrow stack" {
                @if self.can_undo { (undo_bar(ui, (&urls::order_undo(ui.lang, &order.code), &ui.text.orders_cancelled_said()), &[])) }
                @for line in order.dropped.iter().filter(|line| self.can_keep.contains(&line.ord)) {
                    (undo_bar(ui, (&urls::order_undo(ui.lang, &order.code), &ui.text.orders_dropped_said(line.name.as_str())), &[("line", &line.ord.to_string())]))
                }
                @if let Some(sentence) = &self.refused { div class="notice notice-warn" role="alert" { (icon("warning")) p { (sentence) } } }
                (page_head(Some((urls::orders(ui.lang), ui.text.orders_mine_title())), &self.title(ui), Some(&ui.text.orders_placed_at(ui.moment(order.placed_at)))))
                @for line in &order.lines { @if let Some(batch) = line.batch.as_ref().filter(|batch| batch.state == BatchState::CalledBack) {
                    div class="notice notice-error" role="alert" { (icon("warning")) div {
                        p { b { (ui.text.orders_do_not_use(line.name.as_str())) } }
                        p dir="auto" { (batch.reason) }
                    } }
                } }
                @for line in &order.perhaps_recalled {
                    div class="notice notice-error" role="alert" { (icon("warning")) div {
                        p { b { (ui.text.orders_perhaps_do_not_use(line.name.as_str())) } }
                        p dir="auto" { (line.reason) }
                    } }
                }
                (self.state(ui))
                (self.moved(ui))
                @if order.state.is_open() || self.is_late(ui) { (self.collection(ui)) }
                section class="panel stack" { h2 { (ui.text.orders_goods()) } (lines(ui, order)) @if order.paid() > Rial::ZERO { p { (ui.text.orders_paid_so_far(ui.money(order.paid()))) } }
                    @if order.left() > Rial::ZERO { p class="muted" { @if order.state == OrderState::Collected { (ui.text.orders_still_due(ui.money(order.left()))) } @else { (ui.text.orders_pay_later()) } } }
                    a class="more" href=(urls::shop(ui.lang, &order.shop_code)) dir="auto" { (order.shop_name) " " (icon("next")) } }
                (self.without_code(ui))
                @if let Some(reviewing) = self.reviewing { p { a class="btn" href=(urls::order_reviews(ui.lang, &order.code)) { (icon("star")) span {
                    (match reviewing { Reviewing::Write => ui.text.reviews_write_title(), Reviewing::Read => ui.text.reviews_read_own() })
                } } } }
                (self.every_week(ui))
                (self.number(ui))
                (self.drop_one(ui))
                @if order.state.is_open() {
                    form class="last-act" method="post" action=(urls::order_cancel(ui.lang, &order.code)) {
                        button class="btn" { (icon("close")) span { (ui.text.orders_cancel()) } }
                    }
                }
            }
        }
    }
}

impl BuyerOrder {
    /// Whether its time is over, and it can still be collected that day of what is free.
    fn is_late(&self, ui: &Ui) -> bool {
        self.order.state == OrderState::NotCollected && self.order.window.on == ui.today
    }

    /// That the shop says it handed the order over without the code that only the buyer has.
    fn without_code(&self, ui: &Ui) -> Markup {
        html! {
            @if matches!(self.order.met_by(), Some(MetBy::Forgot | MetBy::Known)) {
                section class="panel panel-quiet stack stack-s" {
                    p { (ui.text.orders_met_without_note()) }
                    p { a class="more" rel="nofollow" href=(urls::report_shop(ui.lang, &self.order.shop_code)) { (ui.text.orders_not_received()) " " (icon("next")) } }
                }
            }
        }
    }

    /// That what was ordered ahead is ready at another time than the buyer was told, and that they need not take it then.
    fn moved(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        let moved: Vec<_> = order.lines.iter().filter_map(|line| Some((line, line.moved()?))).collect();
        html! {
            @if order.state.is_open() && !moved.is_empty() {
                div class="notice notice-warn" role="status" id="moved" { (icon("clock")) div class="stack stack-s" {
                    @for (line, (before, now)) in &moved {
                        p { b dir="auto" { (ui.text.orders_moved(line.name.as_str())) } br;
                            (ui.text.orders_moved_from_to(named::BeforeNow { before: ui.moment(*before), now: ui.moment(*now) })) }
                    }
                    p { (ui.text.orders_moved_free()) }
                    form method="post" action=(urls::order_cancel(ui.lang, &order.code)) {
                        button class="btn" { (icon("close")) span { (ui.text.orders_cancel()) } }
                    }
                } }
            }
        }
    }

    /// The number by which the buyer finds it on another phone.
    fn number(&self, ui: &Ui) -> Markup {
        html! {
            @if let Some(number) = number_words(ui, &self.order.number) {
                section class="panel panel-quiet stack stack-s" {
                    h2 { (ui.text.orders_number()) }
                    p { b { bdi dir="ltr" { (number) } } }
                    p class="muted" { (ui.text.orders_number_note()) }
                }
            }
        }
    }

    /// What was collected can be wanted every week.
    fn every_week(&self, ui: &Ui) -> Markup {
        html! {
            @if ui.viewer.is_some() && !self.weekly.is_empty() && !self.order.is_called_back() {
                section class="panel panel-quiet stack stack-s" {
                    h2 { (ui.text.weekly_again()) }
                    @for line in &self.order.lines { @if let Some((_, code)) = self.weekly.iter().find(|(ord, _)| *ord == line.ord) {
                        @let quantity = ui.quantity_number(line.quantity);
                        a class="more" rel="nofollow" href=(urls::with_query(&urls::weekly(ui.lang, code), &[("quantity", &quantity)])) dir="auto" { (line.name) " " (icon("next")) }
                    } }
                }
            }
        }
    }

    /// One good can be left out of an order of several.
    fn drop_one(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            @if order.can_drop() {
                details class="last-act" { summary { (ui.text.orders_drop_one()) }
                    form class="stack stack-s" method="post" action=(urls::order_cancel(ui.lang, &order.code)) {
                        p class="muted" { (ui.text.orders_drop_note()) }
                        @for line in &order.lines {
                            button class="btn" name="line" value=(line.ord) { (icon("close")) span dir="auto" { (ui.text.orders_drop(line.name.as_str())) } }
                        }
                    } }
            }
        }
    }

    fn state(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        let note = match order.state {
            OrderState::Asked => Some(ui.text.orders_asked_note(ui.moment(order.hold_until))),
            OrderState::Accepted => Some(ui.text.orders_accepted_note()),
            OrderState::Ready => Some(ui.text.orders_ready_note()),
            OrderState::Collected if order.is_called_back() => None,
            OrderState::Collected => Some(ui.text.orders_collected_note()),
            OrderState::NotCollected | OrderState::Cancelled => ended_words(ui, order, Side::Buyer),
        };
        let class = match order.state {
            OrderState::Collected if order.is_called_back() => "order-state notice",
            OrderState::Asked | OrderState::NotCollected => "order-state notice notice-warn",
            OrderState::Accepted | OrderState::Ready | OrderState::Collected => "order-state notice notice-success",
            OrderState::Cancelled => "order-state notice",
        };
        html! {
            div class=(class) role="status" {
                (icon(drawing(order.state)))
                div { p { b { (word(ui, order.state)) } } @if let Some(note) = note { p { (note) } }
                    @if !order.reason().is_empty() { p dir="auto" { (order.reason()) } } }
            }
        }
    }

    fn collection(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            @if order.state != OrderState::Asked { section class="panel stack stack-s center" {
                h2 { (ui.text.orders_pin_title()) }
                p class="pin" { bdi { (ui.in_digits(&order.pin)) } }
                @if let Some(square) = &self.square { (PreEscaped(square)) }
                p class="muted" { (ui.text.orders_pin_note()) }
            } }
            section class="panel panel-quiet stack stack-s" {
                h2 class="cluster" { (icon("pin")) (ui.text.orders_where()) }
                p dir="auto" { (place_words(ui, &order.place)) }
                p class="cluster" { (icon("clock")) (when(ui, order.window)) }
                @match &order.place {
                    Place::Market { day, stalls, .. } => {
                        @let number = stalls.first().map_or("", String::as_str);
                        a class="btn" href=(format!("{}#map", urls::with_query(&urls::market_day(ui.lang, *day), &[("stall", number)]))) { (icon("map")) span { (ui.text.home_stall_map()) } }
                    }
                    Place::Door { place: Some(place) } => p dir="auto" { b { (place) } },
                    Place::Door { place: None } => p class="muted" { (ui.text.orders_door_later()) },
                }
            }
        }
    }
}
