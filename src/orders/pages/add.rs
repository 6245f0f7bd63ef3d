//! A good that was to be put into the basket, with how much of it was typed and what is to be mended.
use super::basket::each;
use crate::orders::model::BasketGood;
use crate::ui::form::{Field, Kind, action_row};
use crate::ui::parts::page_head;
use crate::ui::photo::{Fetch, small};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The refused form of POST /basket/add.
pub(in crate::orders) struct AddGood {
    pub good: BasketGood,
    pub form: Form,
}

impl Page for AddGood {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_into_basket()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let good = &self.good;
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::product(ui.lang, &good.code), good.name.clone())), &self.title(ui), None))
                (self.form.summary(ui))
                div class="row" {
                    (small(ui, good.photo.as_deref(), &good.category, Fetch::Now))
                    div class="row-main" {
                        span class="row-title" dir="auto" { (good.name) }
                        span class="row-note" dir="auto" { (good.shop_name) }
                        span class="row-note" { (each(ui, good)) }
                        @if let Some(batch) = &good.batch { span class="row-note ahead-note" { (icon("clock")) span { (ui.text.orders_ready_at(ui.moment(batch.ready_at))) } } }
                    }
                }
                form class="form stack" method="post" action=(urls::basket_add(ui.lang)) {
                    input type="hidden" name="good" value=(good.code);
                    @if let Some(batch) = &good.batch { input type="hidden" name="batch" value=(batch.code); }
                    (Field::new(&self.form, "quantity", ui.text.orders_want(ui.sell_unit(good.unit))).kind(Kind::Decimal).input(ui))
                    (action_row(&ui.text.orders_into_basket(), "basket", Some((urls::basket(ui.lang), ui.text.orders_basket_title()))))
                }
            }
        }
    }
}
