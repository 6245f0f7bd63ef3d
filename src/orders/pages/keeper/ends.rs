//! How a shop ends an order, or one good of it, when it cannot make it.
use super::KeptOrder;
use crate::ui::form::{Field, error};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

impl KeptOrder {
    /// One good of several, of which there is not enough.
    pub(super) fn drop_one(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            @if order.can_drop() {
                @let is_wrong = |name| self.form.problem(name).is_some();
                details class="last-act" open[is_wrong("line") || is_wrong("why")] { summary { (ui.text.orders_do_drop_one()) }
                    form class="stack" method="post" action=(urls::my_order_step(ui.lang, order.id)) {
                        input type="hidden" name="to" value="drop";
                        fieldset class="field" id="line" {
                            legend { (ui.text.orders_do_drop_which()) }
                            (error(&self.form, "line"))
                            div class="choices choices-list" { @for line in &order.lines { label class="choice" {
                                input type="radio" name="line" value=(line.ord) checked[self.form.fields.text("line") == line.ord.to_string()];
                                span class="choice-face" { span { b dir="auto" { (line.name) } small { (ui.quantity(line.quantity, line.unit)) } } }
                            } } }
                        }
                        div class="field" {
                            label for="why" { (ui.text.orders_reason()) " " span class="optional" { (ui.text.form_optional()) } }
                            p class="hint" id="why-hint" { (ui.text.orders_reason_hint()) }
                            (error(&self.form, "why"))
                            input id="why" name="why" type="text" autocomplete="off" dir="auto" value=(self.drop_reason(ui)) aria-invalid=[is_wrong("why").then_some("true")] aria-describedby="why-hint";
                        }
                        button class="btn btn-danger" { (icon("close")) span { (ui.text.orders_do_drop()) } }
                    } }
            }
        }
    }

    /// Why it is not there: what was typed, or what it usually is.
    fn drop_reason(&self, ui: &Ui) -> String {
        match self.form.fields.text("why") {
            "" => ui.text.orders_drop_usual(),
            typed => typed.to_owned(),
        }
    }

    pub(super) fn cancel(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            @if order.state.is_open() {
                details class="last-act" open[self.form.problem("reason").is_some()] { summary { (ui.text.orders_do_cancel()) }
                    form class="stack" method="post" action=(urls::my_order_step(ui.lang, order.id)) {
                        (Field::new(&self.form, "reason", ui.text.orders_reason()).hint(ui.text.orders_reason_hint()).optional().input(ui))
                        button class="btn btn-danger" name="to" value="cancel" { (icon("close")) span { (ui.text.orders_do_cancel()) } }
                    } }
            }
        }
    }
}
