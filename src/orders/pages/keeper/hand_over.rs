//! Handing an order over: who came, how much of each good, what it weighs, and what was paid with it.
use super::{KeptOrder, given_field, pay_ways, weight_field};
use crate::i18n::named;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::quantity::SellUnit;
use crate::orders::model::{OrderLine, OrderState};
use crate::ui::parts::price_at_scales;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

impl KeptOrder {
    pub(super) fn hand_over(&self, ui: &Ui) -> Markup {
        let order = &self.order;
        html! {
            form class="panel stack" method="post" id="collect" action=(urls::my_order_collect(ui.lang, order.id)) {
                (self.form.key())
                h2 { (ui.text.orders_hand_over()) }
                (self.met(ui))
                @for line in &order.lines { (self.given(ui, line)) }
                @if order.paid() < order.worth() { (pay_ways(ui, &self.form)) (self.slip(ui)) }
                button class="btn btn-sale btn-big btn-wide" { (icon("sell")) span { (ui.text.orders_do_collect()) } }
                // The fields of the payment stand in this form already; the enter key presses the button before.
                @if order.paid() < order.worth() && order.state.is_open() {
                    button class="btn" formaction=(urls::my_order_payment(ui.lang, order.id)) { (icon("coins")) span { (ui.text.orders_pay_before()) } }
                }
            }
            @if order.state != OrderState::NotCollected && self.has_begun {
                form method="post" action=(urls::my_order_step(ui.lang, order.id)) {
                    button class="btn" name="to" value="not_collected" { (icon("warning")) span { (ui.text.orders_do_not_collected()) } }
                }
            }
        }
    }

    fn given(&self, ui: &Ui, line: &OrderLine) -> Markup {
        let name = given_field(line.ord);
        let typed = self.form.fields.text(&name);
        let shown = if typed.is_empty() { ui.quantity_number(line.quantity) } else { typed.to_owned() };
        let (mistake, described_by) = self.mistake(&name);
        html! {
            div class="field" {
                label for=(name) { (ui.text.orders_given(named::NameUnit { name: line.name.as_str(), unit: ui.sell_unit(line.unit) })) }
                p class="hint" id={ (name) "-hint" } { (ui.text.orders_asked_for(ui.quantity(line.quantity, line.unit))) }
                @if let Some(mistake) = &mistake { (mistake) }
                input class="short" id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off" value=(shown) aria-invalid=[mistake.as_ref().map(|_| "true")] aria-describedby=(described_by);
            }
            @if let Some(by_weight) = line.by_weight { (self.weighed(ui, line, by_weight)) }
        }
    }

    /// What the pieces of a line weigh: its price is reckoned from it.
    fn weighed(&self, ui: &Ui, line: &OrderLine, by_weight: ByWeight) -> Markup {
        let name = weight_field(line.ord);
        let usual = ui.quantity(by_weight.usual_of(line.quantity), SellUnit::Kilo);
        let (mistake, described_by) = self.mistake(&name);
        html! {
            div class="field" {
                label for=(name) { (ui.text.orders_weight(line.name.as_str())) }
                p class="hint" id={ (name) "-hint" } { (ui.text.orders_weight_hint(named::KiloUsual { kilo: ui.money(by_weight.kilo), usual })) }
                @if let Some(mistake) = &mistake { (mistake) }
                input class="short" id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off" value=(self.form.fields.text(&name)) aria-invalid=[mistake.as_ref().map(|_| "true")] aria-describedby=(described_by);
                (price_at_scales(ui, &name, by_weight.kilo))
            }
        }
    }

    /// What is to be mended in the field of a line, and the ids of what describes that field.
    fn mistake(&self, name: &str) -> (Option<Markup>, String) {
        let hint = format!("{name}-hint");
        match self.wrong.iter().find(|(field, _)| field == name) {
            Some((_, sentence)) => {
                let said = html! { p class="error" id={ (name) "-error" } { (icon("warning")) span { (sentence) } } };
                (Some(said), format!("{hint} {name}-error"))
            }
            None => (None, hint),
        }
    }
}
