//! Small parts that the pages of orders share.
use crate::catalogue::batches::model::BatchState;
use crate::i18n::named;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::model::{
    DroppedLine, Given, LineBatch, Order, OrderLine, OrderState, Place, Side, Sum, Uncollected, Window,
};
use crate::ui::parts::{Tone, badge, code, money};
use crate::ui::{Ui, icon};
use maud::{Markup, html};

/// The picture of a state; each has its own, beside its word and its colour.
pub(super) fn drawing(state: OrderState) -> &'static str {
    match state {
        OrderState::Asked => "clock",
        OrderState::Accepted => "check",
        OrderState::Ready => "basket",
        OrderState::Collected => "star",
        OrderState::NotCollected => "warning",
        OrderState::Cancelled => "close",
    }
}

/// The word of a state.
pub(super) fn word(ui: &Ui, state: OrderState) -> String {
    match state {
        OrderState::Asked => ui.text.orders_state_asked(),
        OrderState::Accepted => ui.text.orders_state_accepted(),
        OrderState::Ready => ui.text.orders_state_ready(),
        OrderState::Collected => ui.text.orders_state_collected(),
        OrderState::NotCollected => ui.text.orders_state_not_collected(),
        OrderState::Cancelled => ui.text.orders_state_cancelled(),
    }
}

pub(super) fn state_badge(ui: &Ui, state: OrderState) -> Markup {
    let tone = match state {
        OrderState::Asked | OrderState::NotCollected => Tone::Warn,
        OrderState::Accepted | OrderState::Ready | OrderState::Collected => Tone::Ok,
        OrderState::Cancelled => Tone::Muted,
    };
    badge(tone, &word(ui, state))
}

/// When an order is collected: «فردا، از ۸:۰۰ تا ۱۴:۰۰».
pub(super) fn when(ui: &Ui, window: Window) -> String {
    ui.text.orders_when(named::ClosesDayOpens {
        closes: ui.minute_of_day(window.closes_minute),
        day: ui.near_date(window.on),
        opens: ui.minute_of_day(window.opens_minute),
    })
}

/// The goods of an order with what they cost; what was handed over stands in the place of what was asked for.
pub(super) fn lines(ui: &Ui, order: &Order) -> Markup {
    html! {
        ul class="rows" { @for line in &order.lines { li class="row" {
            span class="row-main" {
                span class="row-title" dir="auto" { (line.name) }
                span class="row-note" { (given_words(ui, order, line)) }
                @if let Some(batch) = &line.batch { (batch_note(ui, batch)) }
                @if order.lines.len() > 1 && order.ended_for(line) { span { (badge(Tone::Warn, &ui.text.orders_not_there())) } }
            }
            span class="row-end" {
                @if order.given.is_empty() && line.by_weight.is_some() { small { (ui.text.app_roughly()) } " " }
                b { (money(ui, amount(order, line))) }
            }
        } }
        @for line in &order.dropped { li class="row" { span class="row-main" {
            span class="row-title" dir="auto" { s { (line.name) } }
            span class="row-note" { (ui.quantity(line.quantity, line.unit)) }
            span { (badge(Tone::Muted, &dropped_words(ui, line))) }
            @if !line.why.is_empty() { span class="row-note" dir="auto" { (line.why) } }
        } } }
        li class="row" { span class="row-main" { b { (ui.text.orders_sum()) } } span class="row-end" {
            @if order.is_estimate() { small { (ui.text.app_roughly()) } " " } b { (money(ui, order.worth())) } } } }
        @if order.returned > Rial::ZERO { li class="row" { span class="row-main" { (ui.text.orders_returned()) } span class="row-end" { b { (money(ui, order.returned)) } } } }
        @if order.is_estimate() && order.state.is_open() { p class="muted" { (ui.text.orders_weighed_later()) } }
    }
}

/// Who dropped a good.
fn dropped_words(ui: &Ui, line: &DroppedLine) -> String {
    match line.by {
        Side::Buyer => ui.text.orders_dropped_by_buyer(),
        Side::Shop | Side::Time => ui.text.orders_dropped_by_shop(),
    }
}

/// Which batch a line is from: when it is or was ready, by which code it is known, and how long it keeps.
fn batch_note(ui: &Ui, batch: &LineBatch) -> Markup {
    html! {
        span class="row-note" {
            (ui.text.orders_ready_at(ui.moment(batch.ready_at))) " · " (ui.text.orders_batch_code()) " " (code(batch.code.as_str()))
            @if let Some(day) = batch.best_before() { " · " (ui.text.orders_best_before(ui.full_date(day))) }
        }
        @if batch.state == BatchState::CalledBack {
            span class="row-note cluster" { (icon("warning")) span dir="auto" { (ui.text.orders_called_back(batch.reason.as_str())) } }
        }
    }
}

/// What a line costs: nothing where none of it was handed over.
fn amount(order: &Order, line: &OrderLine) -> Rial {
    if order.given.is_empty() {
        return line.amount();
    }
    let given = order.given.iter().find(|given| given.line == line.ord);
    given.map_or(Rial::ZERO, |given| given.amount)
}

/// How the price of a line comes about, and where it differs, how much was asked for.
fn given_words(ui: &Ui, order: &Order, line: &OrderLine) -> String {
    let of = |quantity: Quantity| {
        ui.text.orders_line(named::PriceQuantity {
            price: ui.money(line.price),
            quantity: ui.quantity(quantity, line.unit),
        })
    };
    let handed_over = order.given.iter().find(|given| given.line == line.ord);
    if let Some(by_weight) = line.by_weight {
        return match handed_over {
            Some(given) => weighed_words(ui, (line, by_weight), given),
            None if order.given.is_empty() => estimate_words(ui, line, by_weight),
            None => ui.text.orders_line_other(named::AskedGiven {
                asked: ui.quantity(line.quantity, line.unit),
                given: ui.quantity(Quantity::ZERO, line.unit),
            }),
        };
    }
    if order.given.is_empty() {
        return of(line.quantity);
    }
    let given = handed_over.map_or(Quantity::ZERO, |given| given.quantity);
    if given == line.quantity {
        return of(given);
    }
    ui.text.orders_line_other(named::AskedGiven { asked: ui.quantity(line.quantity, line.unit), given: of(given) })
}

/// What a line is about to cost, as long as it was not weighed.
fn estimate_words(ui: &Ui, line: &OrderLine, by_weight: ByWeight) -> String {
    ui.text.orders_line_estimate(named::KiloQuantityUsual {
        kilo: ui.money(by_weight.kilo),
        quantity: ui.quantity(line.quantity, line.unit),
        usual: ui.quantity(by_weight.usual(), SellUnit::Kilo),
    })
}

/// How the price of what was weighed came about.
fn weighed_words(ui: &Ui, (line, by_weight): (&OrderLine, ByWeight), given: &Given) -> String {
    let weight = given.weight.unwrap_or_default();
    let sum = ui.weighed_sum(given.quantity, (weight, by_weight.kilo), given.amount);
    if given.quantity == line.quantity {
        return sum;
    }
    ui.text.orders_line_other(named::AskedGiven { asked: ui.quantity(line.quantity, line.unit), given: sum })
}

/// Where an order is collected.
pub(super) fn place_words(ui: &Ui, place: &Place) -> String {
    match place {
        Place::Market { site, stalls, .. } if stalls.is_empty() => site.clone(),
        Place::Market { site, stalls, .. } => {
            let number = ui.numbered(stalls);
            let said = named::NumberSite { number, site: site.as_str() };
            if stalls.len() > 1 { ui.text.orders_at_stalls(said) } else { ui.text.orders_at_stall(said) }
        }
        Place::Door { .. } => ui.text.orders_at_door(),
    }
}

/// The goods of an order in one line.
pub(super) fn goods_words(ui: &Ui, lines: &[OrderLine]) -> String {
    let each = lines.iter().map(|line| {
        ui.text.orders_good(named::NameQuantity {
            name: line.name.as_str(),
            quantity: ui.quantity(line.quantity, line.unit),
        })
    });
    each.collect::<Vec<_>>().join(&ui.text.app_comma())
}

/// What an order comes to, or about what.
pub(super) fn sum_words(ui: &Ui, sum: Sum) -> String {
    ui.money_about(sum.amount, sum.is_estimate)
}

/// The bar that takes the last step back.
pub(super) fn undo_bar(ui: &Ui, (action, word): (&str, &str), hidden: &[(&str, &str)]) -> Markup {
    html! {
        form class="notice notice-success" method="post" action=(action) {
            (icon("check")) p { (word) }
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            button class="btn btn-on" { (icon("undo")) span { (ui.text.orders_undo()) } }
        }
    }
}

/// Why an order is over, in a sentence to its buyer or to its shop.
pub(super) fn ended_words(ui: &Ui, order: &Order, reader: Side) -> Option<String> {
    let text = ui.text;
    let by = order.last_by()?;
    match (order.state, by) {
        (OrderState::Cancelled, Side::Buyer) if reader == Side::Buyer => Some(text.orders_cancelled_by_you()),
        (OrderState::Cancelled, Side::Buyer) => Some(text.orders_cancelled_by_buyer()),
        (OrderState::Cancelled, Side::Shop) if reader == Side::Shop => Some(text.orders_cancelled_by_you()),
        (OrderState::Cancelled, Side::Shop) => Some(text.orders_cancelled_by_shop()),
        (OrderState::Cancelled, Side::Time) if order.ran_out() => Some(text.orders_cancelled_by_time()),
        (OrderState::Cancelled, Side::Time) => Some(text.orders_cancelled_by_day()),
        (OrderState::NotCollected, _) => Some(match (order.not_collected_for(), reader) {
            (Uncollected::NobodyCame, _) => text.orders_not_collected_note(),
            (Uncollected::NotMade, Side::Shop) => text.orders_not_made_note_shop(),
            (Uncollected::NotMade, Side::Buyer | Side::Time) => text.orders_not_made_note(),
            (Uncollected::SaleTakenBack, _) => text.orders_sale_taken_back_note(),
        }),
        _ => None,
    }
}
