//! A sale that a caseworker writes down for a household; the household sees that it was so.
use crate::catalogue::model::Good;
use crate::households::model::Member;
use crate::i18n::named;
use crate::kernel::ids::HouseholdId;
use crate::kernel::quantity::SellUnit;
use crate::sales::doubt::Doubt;
use crate::sales::forms::WEIGHT;
use crate::sales::question;
use crate::ui::form::{Field, Kind, action_bar, date};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/sales/new and its refused form.
#[derive(Clone)]
pub(crate) struct OnBehalf {
    pub household: HouseholdId,
    pub name: String,
    pub goods: Vec<Good>,
    pub members: Vec<Member>,
    /// What is to be asked about the amount.
    pub doubt: Option<Doubt>,
    pub form: Form,
}

impl Page for OnBehalf {
    fn title(&self, ui: &Ui) -> String {
        ui.text.casework_sale_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let goods: Vec<(String, String)> = self
            .goods
            .iter()
            .map(|good| {
                (
                    good.id.to_string(),
                    text.casework_sale_good_option(named::LeftName {
                        left: ui.quantity(good.free(), good.unit),
                        name: good.name.as_str(),
                    }),
                )
            })
            .collect();
        let members: Vec<(String, String)> =
            self.members.iter().map(|member| (member.person.to_string(), member.name.clone())).collect();
        let back = (urls::household(ui.lang, self.household), self.name.clone());
        html! {
            form class="form narrow stack" method="post" action=(urls::sale_on_behalf(ui.lang, self.household)) data-staff="" {
                (page_head(Some(back.clone()), &self.title(ui), Some(&text.casework_sale_lead())))
                (self.form.summary(ui))
                (question(ui, self.doubt, self.chosen(), None))
                @if self.goods.is_empty() { p class="notice notice-warn" { (text.casework_no_goods()) } }
                (self.form.key())
                (Field::new(&self.form, "good", text.casework_sale_good()).select(ui, &goods))
                (Field::new(&self.form, "quantity", text.casework_sale_quantity()).kind(Kind::Number).input(ui))
                @if self.goods.iter().any(|good| good.by_weight.is_some()) {
                    (Field::new(&self.form, WEIGHT, text.sales_weight()).hint(text.casework_sale_weight_hint()).optional().input(ui))
                }
                (Field::new(&self.form, "amount", text.casework_sale_amount()).hint(text.sales_other_amount_hint()).optional().money(ui))
                (Field::new(&self.form, "seller", text.casework_sale_seller()).select(ui, &members))
                (date(ui, &self.form, "sold", &text.casework_sale_day()))
                (Field::new(&self.form, "buyer", text.casework_sale_buyer()).hint(text.casework_sale_buyer_hint()).optional().input(ui))
                (action_bar(&text.sales_save(), "check", Some((back.0, text.app_cancel()))))
            }
        }
    }
}

impl OnBehalf {
    /// The name and the unit of the good that is chosen.
    fn chosen(&self) -> Option<(&str, SellUnit)> {
        let id = self.form.fields.text("good");
        self.goods.iter().find(|good| good.id.to_string() == id).map(|good| (good.name.as_str(), good.unit))
    }
}
