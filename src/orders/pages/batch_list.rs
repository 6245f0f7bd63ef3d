//! The list of a batch's orders on paper: who gets how much, and when, with room for the codes that buyers say.
use super::parts::when;
use crate::catalogue::batches::model::Batch;
use crate::catalogue::model::Good;
use crate::catalogue::pages::batches::batch_name;
use crate::kernel::quantity::Quantity;
use crate::orders::model::BatchOrder;
use crate::ui::parts::{code, page_head, print_button};
use crate::ui::{Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /my/batches/{good_batch}/list.
pub(in crate::orders) struct BatchList {
    pub good: Good,
    pub batch: Batch,
    /// Those that are open, the first to be collected first.
    pub orders: Vec<BatchOrder>,
}

impl Page for BatchList {
    fn title(&self, ui: &Ui) -> String {
        batch_name(ui, &self.batch, &self.good.category)
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (batch, unit) = (&self.batch, self.good.unit);
        let [who, quantity, time, pin] = [
            ui.text.batches_list_who(),
            ui.text.batches_list_quantity(),
            ui.text.batches_list_when(),
            ui.text.orders_pin_title(),
        ];
        let sum = Quantity(self.orders.iter().map(|order| order.quantity.0).sum());
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_batch(ui.lang, batch.id), self.good.name.clone())), &self.title(ui), None))
                p class="no-print" { (print_button(&ui.text.app_print())) }
                p { b dir="auto" { (self.good.name) } " · " (ui.full_date(batch.day)) " · " (code(batch.code.as_str())) }
                @if let Some(day) = batch.best_before() { p { (ui.text.orders_best_before(ui.full_date(day))) } }
                table class="table table-pairs" {
                    thead { tr {
                        th scope="col" { (who) } th scope="col" class="n" { (quantity) } th scope="col" { (time) } th scope="col" class="n" { (pin) }
                    } }
                    tbody { @for order in &self.orders { tr {
                        th scope="row" dir="auto" { @match &order.buyer { Some(buyer) => (buyer.name), None => (ui.text.orders_forgotten()) } }
                        td class="n" data-label=(quantity) { (ui.quantity(order.quantity, unit)) }
                        td data-label=(time) { (when(ui, order.window)) }
                        td class="n" data-label=(pin) {}
                    } } }
                }
                p { (ui.text.batches_list_sum()) " " b { (ui.quantity(sum, unit)) } }
            }
        }
    }
}
