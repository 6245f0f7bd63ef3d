//! Pages of selling and of a household's book.
mod day;
mod earnings;
mod months;
mod sales;
mod sell;

pub(crate) use day::MyDay;
pub(crate) use earnings::{Cost, Earnings, MONTHS_BACK, WHOLE, cost_word};
pub(crate) use months::{CLOSE, CloseMonth, Months};
pub(crate) use sales::{OneSale, Sales};
pub(crate) use sell::{Done, Sell, SellGood};

use super::doubt::Doubt;
use super::forms::WEIGHT;
use super::model::{LineRow, SaleRow, Takings};
use crate::i18n::named;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::ui::parts::{doubt_box, money, stat};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// Goods with their number: «۳ نان لواش», «۲٫۵ کیلو سبزی».
pub(crate) fn goods_words(ui: &Ui, quantity: Quantity, unit: SellUnit, name: &str) -> String {
    let many = match unit {
        SellUnit::Piece => ui.quantity_number(quantity),
        _ => ui.quantity(quantity, unit),
    };
    ui.text.sales_goods(named::NameQuantity { name, quantity: many })
}

/// What was sold, in words: the first lines, and how many more.
fn lines_words(ui: &Ui, lines: &[LineRow]) -> String {
    let words: Vec<String> = lines.iter().take(3).map(|line| line_words(ui, line)).collect();
    words.join(&ui.text.app_comma())
}

fn line_words(ui: &Ui, line: &LineRow) -> String {
    let goods = goods_words(ui, line.sold, line.unit, &line.name);
    match line.weighed {
        Some((weight, _)) => {
            ui.text.sales_goods_weighed(named::GoodsWeight { goods, weight: ui.quantity(weight, SellUnit::Kilo) })
        }
        None => goods,
    }
}

/// What was given back today for earlier sales; nothing when that is nothing.
fn given_back(ui: &Ui, today: &Takings) -> Markup {
    html! { @if today.given_back != Rial::ZERO { (stat(&ui.text.sales_given_back(), money(ui, today.given_back), None)) } }
}

/// The question about an amount that looks like a slip, of the good with this name and unit; `form` is the id of the form
/// where the question stands outside it.
pub(crate) fn question(ui: &Ui, doubt: Option<Doubt>, good: Option<(&str, SellUnit)>, form: Option<&str>) -> Markup {
    let field = if matches!(doubt, Some(Doubt::Weight { .. })) { WEIGHT } else { "amount" };
    html! { @if let Some(doubt) = doubt { (doubt_box(ui, &doubt_words(ui, doubt, good), doubt.amount(), (field, form))) } }
}

fn doubt_words(ui: &Ui, doubt: Doubt, good: Option<(&str, SellUnit)>) -> String {
    let amount = ui.money(doubt.amount());
    match doubt {
        Doubt::Total { quantity, listed, .. } => {
            let goods =
                good.map_or_else(|| ui.quantity_number(quantity), |(name, unit)| goods_words(ui, quantity, unit, name));
            ui.text.sales_amount_doubt_total(named::AmountExpectedGoods { amount, expected: ui.money(listed), goods })
        }
        Doubt::Weight { pieces, weight, usual, .. } => ui.weight_doubt(pieces, weight, usual),
        Doubt::Cost { greatest, .. } => {
            ui.text.sales_amount_doubt_cost(named::AmountExpected { amount, expected: ui.money(greatest) })
        }
    }
}

/// From which screen a sale is taken back, and so where the way leads after it.
pub(crate) const FROM: &str = "from";
/// The screen of the goods to be sold.
pub(crate) const FROM_SELL: &str = "sell";

/// The bar after a sale: what was written down, and the way back.
fn undo_bar(ui: &Ui, done: &Done, from: Option<&str>) -> Markup {
    let sale = &done.sale;
    let (goods, amount) = (lines_words(ui, &sale.lines), ui.money(sale.worth()));
    let said = if done.is_new {
        ui.text.sales_done(named::AmountGoods { amount, goods })
    } else {
        ui.text.sales_done_before(named::AmountGoods { amount, goods })
    };
    html! {
        div class="notice notice-success undo" role="status" {
            (icon("check")) p dir="auto" { (said) }
            form method="post" action=(urls::my_sale_undo(ui.lang, sale.id)) {
                @if let Some(from) = from { input type="hidden" name=(FROM) value=(from); }
                button class="btn btn-on" { (icon("undo")) span { (ui.text.sales_undo()) } }
            }
        }
    }
}

fn taken_back_word(ui: &Ui, sale: &SaleRow) -> String {
    if sale.undone_on_behalf { ui.text.sales_taken_back_on_behalf() } else { ui.text.sales_taken_back() }
}

/// One sale in a list: what, when, how much; whether the caseworker wrote it down, and whether it was taken back.
fn sale_row(ui: &Ui, sale: &SaleRow) -> Markup {
    html! {
        li { a class="row" href=(urls::my_sale(ui.lang, sale.id)) {
            span class="row-main" {
                span class="row-title" dir="auto" { (lines_words(ui, &sale.lines)) }
                span class="row-note" {
                    (ui.near_date(sale.sold_on)) (ui.text.app_comma()) (ui.time(sale.sold_at))
                    @if sale.on_behalf { (ui.text.app_comma()) (ui.text.sales_on_behalf()) }
                }
            }
            span class="row-end" {
                @if sale.is_taken_back() { span class="badge badge-muted" { (icon("undo")) (taken_back_word(ui, sale)) } }
                @else { b { (ui.amount(sale.worth())) } " " small { (ui.unit_word()) } }
                (icon("next"))
            }
        } }
    }
}
