//! How a shop says that it was the buyer who came: by their code, or without it and why.
use super::KeptOrder;
use crate::orders::model::MetBy;
use crate::ui::Ui;
use crate::ui::form::{Field, Kind};
use crate::ui::picks::{Pick, chips};
use maud::{Markup, html};

impl KeptOrder {
    pub(super) fn met(&self, ui: &Ui) -> Markup {
        let without: Vec<Pick> =
            [(MetBy::Forgot, ui.text.orders_without_forgot()), (MetBy::Known, ui.text.orders_without_known())]
                .into_iter()
                .map(|(met, word)| Pick { value: met.as_str().to_owned(), word, icon: None })
                .collect();
        html! {
            (Field::new(&self.form, "pin", ui.text.orders_pin_ask()).hint(ui.text.orders_pin_ask_hint()).kind(Kind::Number).input(ui))
            (chips(&self.form, "without", &ui.text.orders_pin_without(), &without))
        }
    }
}

/// How the shop knew the buyer.
pub(super) fn met_words(ui: &Ui, met: MetBy) -> String {
    match met {
        MetBy::Code => ui.text.orders_met_code(),
        MetBy::Forgot => ui.text.orders_met_without(ui.text.orders_without_forgot()),
        MetBy::Known => ui.text.orders_met_without(ui.text.orders_without_known()),
    }
}
