//! The pages of producers about their goods and shop, and of caseworkers about weights.
pub(crate) mod batches;
mod form;
mod goods;
mod shop;
mod stock;
mod weights;

pub(super) use form::{Doubt, GoodForm};
pub(super) use goods::MyGoods;
pub(super) use shop::{MyShop, ShareSquare};
pub(super) use stock::StockPage;
pub(super) use weights::WeightsPage;

use super::model::{Good, Machine};
use crate::kernel::quantity::Quantity;
use crate::ui::Ui;
use crate::ui::parts::{Tone, badge, code};
use maud::{Markup, html};

/// What a machine is called: its kind and its serial number.
fn machine_name(ui: &Ui, machine: &Machine) -> Markup {
    html! { (machine.kind_name(ui.lang)) @if !machine.serial.is_empty() { " · " (code(machine.serial.as_str())) } }
}

/// How much of a good there is, in a word.
fn stock_badge(ui: &Ui, good: &Good) -> Markup {
    html! {
        @if good.is_sold_out() { (badge(Tone::Muted, &ui.text.catalogue_sold_out())) }
        @else { (badge(Tone::Ok, &ui.text.catalogue_in_stock(ui.quantity(good.free(), good.unit)))) }
        @if good.held > Quantity::ZERO { " " (badge(Tone::Warn, &ui.text.catalogue_held(ui.quantity(good.held, good.unit)))) }
    }
}
