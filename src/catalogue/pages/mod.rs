//! The pages of producers about their goods and shop, and of caseworkers about weights.
pub(crate) mod batches;
mod form;
mod goods;
pub(crate) mod licences;
mod shop;
mod stock;
mod usual;
mod weights;

pub(super) use form::{Doubt, GoodForm, WITHOUT_PHOTO};
pub(super) use goods::MyGoods;
pub(super) use shop::{MyShop, ShareSquare};
pub(super) use stock::StockPage;
pub(super) use usual::SUGGEST;
pub(super) use weights::WeightsPage;

use super::model::{Fate, Good, ItemState, Machine, Shop};
use crate::kernel::quantity::Quantity;
use crate::messages::said;
use crate::ui::parts::{Tone, badge, code};
use crate::ui::{Ui, icon};
use maud::{Markup, html};

/// What a machine is called: its kind and its serial number.
fn machine_name(ui: &Ui, machine: &Machine) -> Markup {
    html! { (machine.kind_name(ui.lang)) @if !machine.serial.is_empty() { " · " (code(machine.serial.as_str())) } }
}

/// That buyers do not see the shop, where a moderator has hidden it.
fn hidden_notice(ui: &Ui, shop: &Shop) -> Markup {
    html! {
        @if shop.hidden_at.is_some() { div class="notice notice-warn" { (icon("warning")) p { (ui.text.catalogue_shop_hidden()) } } }
    }
}

/// How much of a good there is, in a word.
fn stock_badge(ui: &Ui, good: &Good) -> Markup {
    html! {
        @if good.is_sold_out() { (badge(Tone::Muted, &ui.text.catalogue_sold_out())) }
        @else if good.held > Quantity::ZERO { (badge(Tone::Ok, &ui.text.catalogue_free(ui.quantity(good.free(), good.unit)))) }
        @else { (badge(Tone::Ok, &ui.text.catalogue_in_stock(ui.quantity(good.free(), good.unit)))) }
        @if good.held > Quantity::ZERO { " " (badge(Tone::Muted, &ui.text.catalogue_held(ui.quantity(good.held, good.unit)))) }
    }
}

/// What became of something that buyers do not see, in a word.
fn fate_badge(ui: &Ui, fate: &Fate) -> Markup {
    match fate.state {
        ItemState::ToMend => badge(Tone::Warn, &ui.text.catalogue_to_mend()),
        ItemState::Refused => badge(Tone::Danger, &ui.text.catalogue_refused()),
        ItemState::Waiting | ItemState::Accepted | ItemState::Withdrawn => {
            badge(Tone::Muted, &ui.text.catalogue_waiting())
        }
    }
}

/// The same in sentences: what happens next to what waits, or what is wrong.
fn fate_words(ui: &Ui, fate: &Fate, next: String) -> String {
    match fate.state {
        ItemState::ToMend | ItemState::Refused => said(&fate.reasons, &fate.note, ui),
        ItemState::Waiting | ItemState::Accepted | ItemState::Withdrawn => next,
    }
}

/// What the seller does about what is wrong with a good; nothing while it waits.
fn fate_deed(ui: &Ui, fate: &Fate) -> Option<String> {
    match fate.state {
        ItemState::ToMend => Some(ui.text.catalogue_to_mend_do()),
        ItemState::Refused => Some(ui.text.catalogue_refused_do()),
        ItemState::Waiting | ItemState::Accepted | ItemState::Withdrawn => None,
    }
}
