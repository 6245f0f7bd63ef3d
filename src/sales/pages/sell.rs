//! Selling: goods as tiles, then how many. Two taps for a sale at the listed price.
use super::{FROM_SELL, given_back, question, undo_bar};
use crate::catalogue::model::Good;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::sales::doubt::Doubt;
use crate::sales::forms::{PICKED, WEIGHT};
use crate::sales::model::{SaleRow, Takings};
use crate::ui::form::Field;
use crate::ui::parts::{money, page_head, price, price_at_scales, stat};
use crate::ui::photo::{self, Fetch};
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// The sale just written down; not a new one, when its form arrived for the second time.
pub(crate) struct Done {
    pub sale: SaleRow,
    pub is_new: bool,
}

/// A good to be tapped.
pub(crate) type Tile = Good;

/// The goods as tiles, each a link to its quantities.
pub(super) fn tiles(ui: &Ui, goods: &[Tile]) -> Markup {
    html! {
        ul class="sale-tiles" { @for good in goods {
            li { a class=(if good.is_sold_out() { "sale-tile is-gone" } else { "sale-tile" }) href=(urls::sell_good(ui.lang, good.id)) {
                (picture(ui, good))
                b dir="auto" { (good.name) }
                span class="price" { @if good.is_sold_out() { (ui.text.sales_gone()) } @else if let Some(by_weight) = good.by_weight { (ui.text.app_kilo_price(ui.money(by_weight.kilo))) } @else { (ui.money(good.price)) } }
            } }
        } }
    }
}

fn picture(ui: &Ui, good: &Good) -> Markup {
    photo::small(ui, good.photo.as_deref(), &good.category, Fetch::Now)
}

/// GET /my/sell.
pub(crate) struct Sell {
    pub tiles: Vec<Tile>,
    pub today: Takings,
    /// The sale just written down.
    pub done: Option<Done>,
}

impl Page for Sell {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_sell_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack" {
                @if let Some(done) = &self.done { (undo_bar(ui, done, Some(FROM_SELL))) }
                (page_head(None, &ui.text.sales_what_sold(), None))
                @if self.tiles.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.sales_no_goods_title(), text: ui.text.sales_no_goods_text(),
                        action: Some((urls::my_good_new(ui.lang), "camera", ui.text.sales_first_good())) }.render())
                } @else { (tiles(ui, &self.tiles)) }
                ul class="stats" { (stat(&ui.text.sales_today(), money(ui, self.today.sold), None)) (given_back(ui, &self.today)) }
                a class="more" href=(urls::my_sales(ui.lang)) { (ui.text.sales_all()) " " (icon("next")) }
            }
        }
    }
}

/// The id of the form for another quantity or price.
const OTHER: &str = "other";

/// GET /my/sell/{product} and its refused form.
pub(crate) struct SellGood {
    pub good: Good,
    /// What is to be asked about the amount.
    pub doubt: Option<Doubt>,
    pub form: Form,
}

impl Page for SellGood {
    fn title(&self, _: &Ui) -> String {
        self.good.name.clone()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        let good = &self.good;
        html! {
            div class="narrow stack" {
                a class="back" href=(urls::sell(ui.lang)) { (icon("back")) span { (ui.text.sales_sell_title()) } }
                (self.form.summary(ui))
                (question(ui, self.doubt, Some((&good.name, good.unit)), Some(OTHER)))
                div class="picked panel" { (picture(ui, good)) div {
                    h1 dir="auto" { (good.name) }
                    p { (price(ui, good.tag())) }
                    p class="muted" { (ui.text.sales_left(ui.quantity(good.free(), good.unit))) }
                } }
                @if good.is_sold_out() {
                    div class="notice notice-warn" role="status" { (icon("warning")) p { (ui.text.sales_sold_out(good.name.as_str())) }
                        a class="btn btn-on" href=(urls::my_good_stock(ui.lang, good.id)) { (icon("goods")) span { (ui.text.sales_mend_stock()) } } }
                } @else {
                    @if let Some(by_weight) = good.by_weight { (self.on_the_scales(ui, by_weight)) } @else {
                        h2 { (ui.text.sales_how_many()) }
                        form class="stack" method="post" data-sale="" {
                            (self.form.key())
                            (quantity_buttons(ui, good))
                        }
                        (self.other(ui))
                    }
                    (self.at_home(ui))
                }
            }
        }
    }
}

impl SellGood {
    /// Another number, or another amount than the listed one.
    fn other(&self, ui: &Ui) -> Markup {
        let (label, hint) =
            (ui.text.sales_other_quantity(ui.sell_unit(self.good.unit)), ui.text.sales_other_amount_hint());
        html! {
            details class="panel" open[self.doubt.is_some() || !self.form.problems.is_empty()] {
                summary { (ui.text.sales_other()) }
                form class="form stack" method="post" data-sale="" id=(OTHER) {
                    (self.form.key())
                    (chips(&self.form, PICKED, &label, &picks(ui, &self.good)))
                    (Field::new(&self.form, "quantity", ui.text.sales_other_number()).kind(crate::ui::form::Kind::Number).optional().input(ui))
                    (Field::new(&self.form, "amount", ui.text.sales_other_amount()).hint(hint).optional().money(ui))
                    button class="btn btn-sale btn-big btn-wide" { (icon("check")) span { (ui.text.sales_save()) } }
                }
            }
        }
    }
}

impl SellGood {
    /// Pieces and what they weigh: the price is reckoned from it.
    fn on_the_scales(&self, ui: &Ui, by_weight: ByWeight) -> Markup {
        let usual = ui.quantity(by_weight.usual(), SellUnit::Kilo);
        let is_other = !self.form.fields.text("amount").is_empty() || self.form.problem("amount").is_some();
        html! {
            form class="form stack" method="post" data-sale="" id=(OTHER) {
                (self.form.key())
                (chips(&self.form, PICKED, &ui.text.sales_other_quantity(ui.sell_unit(self.good.unit)), &picks(ui, &self.good)))
                (Field::new(&self.form, "quantity", ui.text.sales_other_number()).kind(crate::ui::form::Kind::Number).optional().input(ui))
                (Field::new(&self.form, WEIGHT, ui.text.sales_weight()).hint(ui.text.sales_weight_hint(usual)).kind(crate::ui::form::Kind::Decimal).input(ui))
                (price_at_scales(ui, WEIGHT, by_weight.kilo))
                details open[is_other] { summary { (ui.text.sales_other_amount_fold()) }
                    (Field::new(&self.form, "amount", ui.text.sales_other_amount()).hint(ui.text.sales_weighed_amount_hint()).optional().money(ui))
                }
                button class="btn btn-sale btn-big btn-wide" { (icon("check")) span { (ui.text.sales_save()) } }
            }
        }
    }

    /// Goods that the household takes for itself.
    fn at_home(&self, ui: &Ui) -> Markup {
        html! {
            details class="panel" {
                summary { (ui.text.sales_home_title()) }
                form class="stack" method="post" action=(urls::own_use(ui.lang, self.good.id)) {
                    p class="muted" { (ui.text.sales_home_text()) }
                    (self.form.key())
                    (quantity_buttons(ui, &self.good))
                }
            }
        }
    }
}

/// The usual quantities that are still there, to be picked.
fn picks(ui: &Ui, good: &Good) -> Vec<Pick> {
    usual(good.unit)
        .iter()
        .filter(|(quantity, _)| *quantity <= good.free())
        .map(|(quantity, typed)| Pick { value: (*typed).to_owned(), word: ui.quantity_number(*quantity), icon: None })
        .collect()
}

/// Buttons for the usual quantities that are still there, each with what it costs.
fn quantity_buttons(ui: &Ui, good: &Good) -> Markup {
    html! {
        div class="quantities" { @for (quantity, typed) in usual(good.unit) {
            @if *quantity <= good.free() {
                button class="btn" name="quantity" value=(typed) {
                    span { (ui.quantity_number(*quantity)) " " small { (ui.counted_unit(*quantity, good.unit)) } }
                    small { (ui.amount(worth(good, *quantity))) span class="visually-hidden" { " " (ui.unit_word()) } }
                }
            }
        } }
    }
}

fn worth(good: &Good, quantity: Quantity) -> Rial {
    good.price.times(quantity).unwrap_or_default()
}

/// The quantities people buy in, in thousandths and as the form sends them.
fn usual(unit: SellUnit) -> &'static [(Quantity, &'static str)] {
    match unit {
        SellUnit::Piece | SellUnit::Packet | SellUnit::Tray => &[
            (Quantity(1_000), "1"),
            (Quantity(2_000), "2"),
            (Quantity(3_000), "3"),
            (Quantity(4_000), "4"),
            (Quantity(5_000), "5"),
            (Quantity(6_000), "6"),
        ],
        SellUnit::Kilo | SellUnit::Litre => &[
            (Quantity(250), "0.25"),
            (Quantity(500), "0.5"),
            (Quantity(1_000), "1"),
            (Quantity(1_500), "1.5"),
            (Quantity(2_000), "2"),
            (Quantity(3_000), "3"),
        ],
        SellUnit::Gram => &[
            (Quantity(100_000), "100"),
            (Quantity(200_000), "200"),
            (Quantity(250_000), "250"),
            (Quantity(300_000), "300"),
            (Quantity(500_000), "500"),
            (Quantity(1_000_000), "1000"),
        ],
    }
}
