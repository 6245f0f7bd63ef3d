//! Finding an order on another phone than the one it was placed on.
use crate::ui::form::{Field, Kind, action_row};
use crate::ui::parts::page_head;
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /find-order and its refused form.
pub(in crate::orders) struct FindOrder {
    pub form: Form,
}

impl Page for FindOrder {
    fn title(&self, ui: &Ui) -> String {
        ui.text.orders_find_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::orders(ui.lang), ui.text.orders_mine_title())), &self.title(ui), Some(&ui.text.orders_find_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::order_find(ui.lang)) {
                    (Field::new(&self.form, "phone", ui.text.orders_phone()).hint(ui.text.orders_find_phone_hint()).kind(Kind::Mobile).input(ui))
                    (Field::new(&self.form, "number", ui.text.orders_number()).hint(ui.text.orders_number_hint()).kind(Kind::Number).input(ui))
                    (action_row(&ui.text.orders_find_go(), "search", None))
                }
            }
        }
    }
}

/// Where somebody looks who ordered on another phone.
pub(super) fn find_link(ui: &Ui) -> Markup {
    html! { a class="more" href=(urls::order_find(ui.lang)) { (ui.text.orders_find_link()) " " (icon("next")) } }
}
