//! The weights of the machines behind a good, for its household's caseworker.
use super::machine_name;
use crate::catalogue::forms::shares::share_field;
use crate::catalogue::model::{Good, Machine, WeightHistory};
use crate::kernel::ids::{EquipmentId, HouseholdId};
use crate::ui::form::{Field, action_bar, date, error};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/goods/{product}/weights and its refused form.
pub(in crate::catalogue) struct WeightsPage {
    pub household: HouseholdId,
    pub good: Good,
    /// The machines within the household's reach today.
    pub machines: Vec<Machine>,
    pub history: Vec<WeightHistory>,
    pub form: Form,
}

impl Page for WeightsPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.catalogue_weights_title(self.good.name.as_str())
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let household = urls::household(ui.lang, self.household);
        html! {
            div class="narrow stack" {
                (page_head(Some((household.clone(), ui.text.catalogue_weights_back())), &self.title(ui), Some(&ui.text.catalogue_weights_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::weights(ui.lang, self.household, self.good.id)) {
                    fieldset class="field" id="shares" {
                        legend { (ui.text.catalogue_weights_shares()) }
                        (error(&self.form, "shares"))
                        div class="stack" {
                            @for machine in &self.machines { (self.share(ui, Some(machine), machine_name(ui, machine))) }
                            (self.share(ui, None, html! { (ui.text.catalogue_weights_own()) }))
                        }
                    }
                    (date(ui, &self.form, "starts", &ui.text.catalogue_weights_starts()))
                    (Field::new(&self.form, "reason", ui.text.catalogue_weights_reason()).hint(ui.text.catalogue_weights_reason_hint()).input(ui))
                    (action_bar(&ui.text.catalogue_weights_go(), "lock", Some((household, ui.text.app_cancel()))))
                }
                section class="stack" {
                    h2 { (ui.text.catalogue_weights_history()) }
                    ol class="timeline" { @for (place, set) in self.history.iter().enumerate() { (self.past(ui, set, place > 0)) } }
                }
            }
        }
    }
}

impl WeightsPage {
    fn share(&self, ui: &Ui, machine: Option<&Machine>, word: Markup) -> Markup {
        let name = share_field(machine);
        html! {
            div class="field" {
                label for=(name) { (word) }
                div class="money" {
                    input id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off" value=(self.form.fields.text(&name));
                    span { (ui.text.catalogue_percent()) }
                }
            }
        }
    }

    fn past(&self, ui: &Ui, entry: &WeightHistory, is_past: bool) -> Markup {
        html! {
            li class=[is_past.then_some("is-past")] {
                time { (ui.full_date(entry.set.starts_on)) }
                @for line in &entry.set.lines { div { (self.line_name(ui, line.machine)) " · " b { (ui.percent(i64::from(line.share_bp))) } } }
                p dir="auto" { @if entry.set.is_agreed() { (entry.set.reason) } @else { (ui.text.catalogue_weights_equal()) } }
                p class="small muted" dir="auto" { (entry.author) }
            }
        }
    }

    /// A machine that is no longer within reach is told as that.
    fn line_name(&self, ui: &Ui, machine: Option<EquipmentId>) -> Markup {
        match machine {
            None => html! { (ui.text.catalogue_weights_own()) },
            Some(id) => match self.machines.iter().find(|known| known.id == id) {
                Some(known) => machine_name(ui, known),
                None => html! { (ui.text.catalogue_weights_gone()) },
            },
        }
    }
}
