//! One order as its shop sees it: who asked, what, when; the next step; handing over with weights; and what was paid.
mod ends;
mod hand_over;
mod met;

use super::parts::{ended_words, lines, place_words, state_badge, undo_bar, when, word};
use crate::i18n::named;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::messages::SendState;
use crate::orders::model::{Order, OrderLine, OrderState, PayWay, Payment, Side, Told};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{Tone, badge, doubt_box, page_head};
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};
use met::met_words;

/// GET /my/orders/{order} and its refused forms.
pub(crate) struct KeptOrder {
    pub order: Order,
    /// Whether the shop's own last step can still be taken back.
    pub can_undo: bool,
    /// The goods of it that the shop dropped and can still take back, by their place.
    pub can_keep: Vec<i32>,
    /// Whether the time of its collection has begun.
    pub has_begun: bool,
    /// Whether buyers are told by SMS.
    pub sends_sms: bool,
    /// The fields of lines that are to be mended, each with its sentence.
    pub wrong: Vec<(String, String)>,
    /// What is to be asked about a weight.
    pub doubt: Option<WeightDoubt>,
    pub form: Form,
}

/// The field of how much of a line is handed over.
pub(crate) fn given_field(line: i32) -> String {
    format!("given-{line}")
}

/// The field of what was weighed of a line.
pub(crate) fn weight_field(line: i32) -> String {
    format!("weight-{line}")
}

/// A weight of a line to be asked about; `amount` is what all such lines come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeightDoubt {
    pub line: i32,
    pub pieces: Quantity,
    pub weight: Quantity,
    pub usual: Quantity,
    pub amount: Rial,
}

impl Page for KeptOrder {
    fn title(&self, ui: &Ui) -> String {
        match &self.order.buyer {
            Some(buyer) => ui.text.orders_order_for(buyer.name.as_str()),
            None => ui.text.orders_forgotten(),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            div class="narrow stack" {
                @if self.can_undo {
                    (undo_bar(ui, (&urls::my_order_step(ui.lang, order.id), &word(ui, order.state)), &[("to", "undo")]))
                }
                @for line in order.dropped.iter().filter(|line| self.can_keep.contains(&line.ord)) {
                    (undo_bar(ui, (&urls::my_order_step(ui.lang, order.id), &ui.text.orders_dropped_said(line.name.as_str())), &[("to", "keep"), ("line", &line.ord.to_string())]))
                }
                (page_head(Some((urls::my_orders(ui.lang), ui.text.orders_shop_title())), &self.title(ui), None))
                (self.form.summary(ui))
                @if let Some(doubt) = self.doubt {
                    (doubt_box(ui, &ui.weight_doubt(doubt.pieces, doubt.weight, doubt.usual), doubt.amount, (&weight_field(doubt.line), Some("collect"))))
                }
                div class="cluster" { (state_badge(ui, order.state)) @if let Some(met) = order.met_by() { span { (met_words(ui, met)) } } }
                @if let Some(note) = ended_words(ui, order, Side::Shop) { p { (note) } }
                @if !order.reason().is_empty() { p dir="auto" { (order.reason()) } }
                (self.next_steps(ui))
                @if order.is_unpaid() { (self.payments(ui)) }
                (self.who_and_when(ui))
                @if let Some(told) = self.order.told.filter(|_| self.sends_sms) { (self.told(ui, told)) }
                section class="panel stack" id="goods" { h2 { (ui.text.orders_goods()) } (lines(ui, order)) }
                @if self.is_to_be_handed_over() { (self.hand_over(ui)) }
                @if !order.is_unpaid() { (self.payments(ui)) }
                (self.drop_one(ui))
                (self.cancel(ui))
            }
        }
    }
}

impl KeptOrder {
    fn next_steps(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        let (to, drawing, word) = match order.state {
            OrderState::Asked => ("accept", "check", ui.text.orders_do_accept()),
            OrderState::Accepted if order.lines.iter().any(OrderLine::is_to_be_made) => {
                return html! { p class="muted" { (ui.text.orders_ready_later()) } };
            }
            OrderState::Accepted => ("ready", "basket", ui.text.orders_do_ready()),
            _ => return html! {},
        };
        html! {
            form method="post" action=(urls::my_order_step(ui.lang, order.id)) {
                button class="btn btn-primary btn-big btn-wide" name="to" value=(to) { (icon(drawing)) span { (word) } }
            }
        }
    }

    fn who_and_when(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            section class="panel panel-quiet stack stack-s" {
                @if let Some(buyer) = &order.buyer {
                    p class="cluster" { (icon("person")) span dir="auto" { (buyer.name) } }
                    a class="btn" href={ "tel:" (buyer.mobile.as_str()) } { (icon("phone")) bdi dir="ltr" { (ui.phone(&buyer.mobile)) } }
                }
                p class="cluster" { (icon("pin")) span dir="auto" { (place_words(ui, &order.place)) } }
                p class="cluster" { (icon("clock")) (when(ui, order.window)) }
                @if order.state == OrderState::Asked { p class="muted" { (ui.text.orders_answer_until(ui.moment(order.hold_until))) } }
            }
        }
    }

    /// How far the SMS to the buyer came; one that left or failed can be sent again, as long as the buyer is known.
    fn told(&self, ui: &Ui, told: Told) -> Markup {
        html! {
            section class="panel panel-quiet stack stack-s" id="told" {
                p { (ui.text.orders_told(word(ui, told.of))) }
                p class="cluster" { (send_badge(ui, told.state)) span class="muted" { (ui.moment(told.at)) } }
                @if told.state == SendState::Failed { p class="muted" { (ui.text.orders_told_failed()) } }
                @if told.state != SendState::Waiting && told.of == self.order.state && self.order.buyer.is_some() {
                    form method="post" action=(urls::my_order_tell(ui.lang, self.order.id)) {
                        button class="btn btn-quiet" { (icon("swap")) span { (ui.text.messages_again()) } }
                    }
                }
            }
        }
    }

    fn payments(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        let left = order.left();
        let is_owed = matches!(order.state, OrderState::Accepted | OrderState::Ready | OrderState::Collected);
        html! {
            @if is_owed || !order.payments.is_empty() {
                section class="panel stack" id="payments" {
                    h2 { (ui.text.orders_payments()) }
                    ul class="rows" { @for payment in &order.payments { li class="row" { (self.payment(ui, payment)) } } }
                    @let owed = order.on_credit().min(left);
                    @if owed > Rial::ZERO { p { (ui.text.orders_on_credit(ui.money(owed))) } }
                    @if left > Rial::ZERO { p { (ui.text.orders_still_due(ui.money(left))) } }
                    @else if left < Rial::ZERO { p { (ui.text.orders_paid_over(ui.money(Rial(-left.0)))) } }
                    @else { p { (ui.text.orders_all_paid()) } }
                    @if is_owed && left > Rial::ZERO && !self.is_to_be_handed_over() {
                        details open[self.is_about_payment() || self.order.is_unpaid()] { summary { @if self.order.is_unpaid() { (ui.text.orders_pay_got()) } @else { (ui.text.orders_pay_note()) } }
                            form class="stack" method="post" action=(urls::my_order_payment(ui.lang, order.id)) {
                                (self.form.key())
                                (pay_ways(ui, &self.form))
                                (self.pay_fields(ui))
                                button class="btn btn-primary" { (icon("coins")) span { (ui.text.orders_pay_save()) } }
                            } }
                    }
                }
            }
        }
    }

    /// Whether the page asks for what is handed over, and with it for what is paid: ids stand once on a page.
    fn is_to_be_handed_over(&self) -> bool {
        matches!(self.order.state, OrderState::Accepted | OrderState::Ready | OrderState::NotCollected)
    }

    /// Whether the form came back for what was written about a payment.
    fn is_about_payment(&self) -> bool {
        self.form.problems.iter().any(|problem| ["way", "amount", "last4", "trace"].contains(&problem.field))
    }

    /// A part of the sum, or what stands on the slip of a terminal, where that is to be written down.
    fn slip(&self, ui: &Ui) -> Markup {
        html! { details open[self.is_about_payment()] { summary { (ui.text.orders_pay_more()) } div class="stack" { (self.pay_fields(ui)) } } }
    }

    fn pay_fields(&self, ui: &Ui) -> Markup {
        html! {
            (Field::new(&self.form, "amount", ui.text.orders_pay_amount()).hint(ui.text.orders_pay_amount_hint()).optional().money(ui))
            (Field::new(&self.form, "last4", ui.text.orders_last4()).kind(Kind::Number).optional().input(ui))
            (Field::new(&self.form, "trace", ui.text.orders_trace()).kind(Kind::Number).optional().input(ui))
        }
    }

    fn payment(&self, ui: &Ui, payment: &Payment) -> Markup {
        html! {
            span class="row-main" {
                span class="row-title" { (ui.money(payment.amount)) }
                span class="row-note" { (way_word(ui, payment.way)) (ui.text.app_comma()) (ui.moment(payment.at)) }
                @if !payment.last4.is_empty() { span class="row-note" { (ui.text.orders_slip(named::Last4Trace { last4: ui.in_digits(&payment.last4), trace: ui.in_digits(&payment.trace) })) } }
                @if payment.is_taken_back { span class="row-note" { (ui.text.orders_pay_taken_back()) } }
            }
            @if !payment.is_taken_back {
                form class="row-end" method="post" action=(urls::my_order_payment(ui.lang, self.order.id)) {
                    button class="btn btn-quiet" name="take-back" value=(payment.id) { (icon("undo")) span { (ui.text.orders_undo()) } }
                }
            }
        }
    }
}

/// How far a message came, in a word and a colour.
fn send_badge(ui: &Ui, state: SendState) -> Markup {
    match state {
        SendState::Waiting => badge(Tone::Muted, &ui.text.messages_state_waiting()),
        SendState::Sent => badge(Tone::Ok, &ui.text.messages_state_sent()),
        SendState::Failed | SendState::Dropped => badge(Tone::Danger, &ui.text.messages_state_failed()),
    }
}

fn way_word(ui: &Ui, way: PayWay) -> String {
    match way {
        PayWay::Cash => ui.text.orders_way_cash(),
        PayWay::Terminal => ui.text.orders_way_terminal(),
        PayWay::Transfer => ui.text.orders_way_transfer(),
        PayWay::Credit => ui.text.orders_way_credit(),
    }
}

fn pay_ways(ui: &Ui, form: &Form) -> Markup {
    let picks: Vec<Pick> = PayWay::ALL
        .iter()
        .map(|way| Pick { value: way.as_str().to_owned(), word: way_word(ui, *way), icon: None })
        .collect();
    chips(form, "way", &ui.text.orders_pay_way(), &picks)
}
