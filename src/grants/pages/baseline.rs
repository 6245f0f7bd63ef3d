//! The question for income before support.
use crate::grants::model::{GrantRow, HouseholdChoice};
use crate::ui::form::{Field, Kind, action_bar, date};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/baseline and its refused form.
pub(crate) struct Baseline {
    pub household: HouseholdChoice,
    pub grants: Vec<GrantRow>,
    pub form: Form,
}

impl Page for Baseline {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_baseline_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::household(ui.lang, self.household.id), self.household.name.clone());
        let grants: Vec<(String, String)> = self
            .grants
            .iter()
            .map(|grant| (grant.id.to_string(), ui.text.grants_card_grant(ui.in_digits(&grant.number))))
            .chain([(String::new(), ui.text.grants_baseline_grant_none())])
            .collect();
        let form = &self.form;
        html! {
            div class="narrow stack" {
                (page_head(Some(back.clone()), &self.title(ui), Some(&ui.text.grants_baseline_lead())))
                (form.summary(ui))
                form class="form stack" method="post" action=(urls::baseline_new(ui.lang, self.household.id)) {
                    (date(ui, form, "taken", &ui.text.grants_baseline_taken()))
                    (Field::new(form, "grant", ui.text.grants_baseline_grant()).select(ui, &grants))
                    (self.months(ui, &ui.text.grants_baseline_good(), ("good-months", "good")))
                    (self.months(ui, &ui.text.grants_baseline_average(), ("average-months", "average")))
                    (self.months(ui, &ui.text.grants_baseline_bad(), ("bad-months", "bad")))
                    (Field::new(form, "closed-months", ui.text.grants_baseline_closed()).kind(Kind::Number).input(ui))
                    (Field::new(form, "other", ui.text.grants_baseline_other()).hint(ui.text.grants_baseline_other_hint()).optional().money(ui))
                    (action_bar(&ui.text.grants_baseline_go(), "check", Some((back.0, ui.text.grants_cancel()))))
                }
            }
        }
    }
}

impl Baseline {
    fn months(&self, ui: &Ui, heading: &str, (count, income): (&'static str, &'static str)) -> Markup {
        html! {
            section class="panel stack stack-s" {
                h2 { (heading) }
                (Field::new(&self.form, count, ui.text.grants_baseline_count()).kind(Kind::Number).input(ui))
                (Field::new(&self.form, income, ui.text.grants_baseline_income()).money(ui))
            }
        }
    }
}
