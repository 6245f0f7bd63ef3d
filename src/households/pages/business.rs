//! The form by which a caseworker registers a home business that is not supported.
use super::forms::{KnownHousehold, known, neighbourhood};
use crate::accounts::model::Named;
use crate::ui::form::{Field, Kind, action_bar};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/businesses/new and its refused form.
pub(crate) struct NewBusinessForm {
    pub neighbourhoods: Vec<Named>,
    pub known: Option<KnownHousehold>,
    pub form: Form,
}

impl Page for NewBusinessForm {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_business_new()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::casework(ui.lang), ui.text.households_title());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), Some(&ui.text.households_business_lead())))
                p class="muted" { (ui.text.households_business_alike()) }
                (self.form.summary(ui))
                (known(ui, self.known.as_ref()))
                @if self.neighbourhoods.is_empty() {
                    div class="notice notice-warn" role="status" { (icon("warning")) p { (ui.text.households_no_neighbourhood()) } }
                } @else { (self.fields(ui)) }
            }
        }
    }
}

impl NewBusinessForm {
    fn fields(&self, ui: &Ui) -> Markup {
        let (text, form) = (ui.text, &self.form);
        html! {
            form class="form stack" method="post" action=(urls::business_new(ui.lang)) data-sensitive {
                (Field::new(form, "given-name", text.households_given_name()).input(ui))
                (Field::new(form, "family-name", text.households_family_name()).input(ui))
                (Field::new(form, "phone", text.accounts_phone()).hint(text.accounts_phone_hint()).kind(Kind::Mobile).input(ui))
                (neighbourhood(ui, form, &self.neighbourhoods))
                (action_bar(&text.households_business_go(), "check", Some((urls::casework(ui.lang), text.app_cancel()))))
            }
        }
    }
}
