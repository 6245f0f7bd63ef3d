//! The question for income before support.
use super::left_to_right;
use crate::grants::model::{GrantRow, HouseholdChoice};
use crate::kernel::ids::BaselineId;
use crate::ui::form::{Field, Kind, action_bar, date};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/baseline and …/baseline/{baseline}, and their refused forms.
pub(crate) struct Baseline {
    pub household: HouseholdChoice,
    pub grants: Vec<GrantRow>,
    /// The row that is corrected; it keeps its grant.
    pub corrects: Option<BaselineId>,
    pub form: Form,
}

impl Page for Baseline {
    fn title(&self, ui: &Ui) -> String {
        if self.corrects.is_some() { ui.text.grants_baseline_correct() } else { ui.text.grants_baseline_title() }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::household(ui.lang, self.household.id), self.household.name.clone());
        let grants: Vec<(String, String)> = self
            .grants
            .iter()
            .map(|grant| (grant.id.to_string(), ui.text.grants_card_grant(left_to_right(&ui.in_digits(&grant.number)))))
            .chain([(String::new(), ui.text.grants_baseline_grant_none())])
            .collect();
        let form = &self.form;
        let (lead, go, url) = match self.corrects {
            Some(row) => (
                ui.text.grants_baseline_correct_lead(),
                ui.text.grants_baseline_correct_go(),
                urls::baseline_correct(ui.lang, self.household.id, row),
            ),
            None => (
                ui.text.grants_baseline_lead(),
                ui.text.grants_baseline_go(),
                urls::baseline_new(ui.lang, self.household.id),
            ),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some(back.clone()), &self.title(ui), Some(&lead)))
                (form.summary(ui))
                form class="form stack" method="post" action=(url) {
                    (date(ui, form, "taken", &ui.text.grants_baseline_taken()))
                    @if self.corrects.is_none() { (Field::new(form, "grant", ui.text.grants_baseline_grant()).select(ui, &grants)) }
                    (self.months(ui, &ui.text.grants_baseline_good(), ("good-months", "good")))
                    (self.months(ui, &ui.text.grants_baseline_average(), ("average-months", "average")))
                    (self.months(ui, &ui.text.grants_baseline_bad(), ("bad-months", "bad")))
                    (Field::new(form, "closed-months", ui.text.grants_baseline_closed()).kind(Kind::Number).input(ui))
                    (Field::new(form, "other", ui.text.grants_baseline_other()).hint(ui.text.grants_baseline_other_hint()).optional().money(ui))
                    @if self.corrects.is_some() { (Field::new(form, "reason", ui.text.grants_baseline_correct_reason()).input(ui)) }
                    (action_bar(&go, "check", Some((back.0, ui.text.grants_cancel()))))
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
