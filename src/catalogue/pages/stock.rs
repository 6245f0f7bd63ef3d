//! How much there is of one good.
use super::stock_badge;
use crate::catalogue::model::Good;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/goods/{product}/stock and its refused form.
pub(in crate::catalogue) struct StockPage {
    pub good: Good,
    pub form: Form,
}

impl Page for StockPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.catalogue_stock_title(self.good.name.as_str())
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let good = &self.good;
        let action = urls::my_good_stock(ui.lang, good.id);
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_goods(ui.lang), ui.text.app_place_goods())), &self.title(ui), None))
                (self.form.summary(ui))
                p { (stock_badge(ui, good)) }
                section class="panel stack" {
                    h2 { (ui.text.catalogue_stock_made()) }
                    form class="quantities" method="post" action=(action) {
                        (self.form.key())
                        @for made in made_at_once(good.unit) {
                            button class="btn" name="made" value=(made) { span { (ui.in_digits(made)) " " small { (unit_word(ui, made, good.unit)) } } }
                        }
                    }
                }
                form class="panel stack" method="post" action=(action) {
                    (Field::new(&self.form, "count", ui.text.catalogue_stock_count(ui.sell_unit(good.unit))).kind(Kind::Number).hint(ui.text.catalogue_stock_count_hint()).input(ui))
                    button class="btn btn-primary" { (icon("check")) span { (ui.text.app_save()) } }
                }
            }
        }
    }
}

/// The word of a unit after a number as it is sent.
fn unit_word(ui: &Ui, made: &str, unit: SellUnit) -> String {
    Quantity::parse(made, unit).map_or_else(|_| ui.sell_unit(unit), |made| ui.counted_unit(made, unit))
}

/// How much is usually made at once.
fn made_at_once(unit: SellUnit) -> [&'static str; 6] {
    match unit {
        SellUnit::Piece | SellUnit::Packet => ["1", "5", "10", "20", "50", "100"],
        SellUnit::Kilo | SellUnit::Litre => ["0.5", "1", "2", "5", "10", "20"],
        SellUnit::Gram => ["100", "250", "500", "1000", "2000", "5000"],
        SellUnit::Tray => ["1", "2", "3", "5", "10", "20"],
    }
}
