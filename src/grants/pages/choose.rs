//! Choosing the household that is to receive or to use a machine.
use crate::grants::model::{HouseholdChoice, MachineRow};
use crate::kernel::ids::{EquipmentId, HouseholdId};
use crate::kernel::lang::Lang;
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// What the household is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    HandOver,
    UseRight,
}

impl Purpose {
    /// Where the household is chosen, and where the form for it goes.
    pub fn url(self, lang: Lang, machine: EquipmentId) -> String {
        match self {
            Purpose::HandOver => urls::equipment_hand_over(lang, machine),
            Purpose::UseRight => urls::equipment_use_right(lang, machine),
        }
    }
}

/// A list of households with a search box; each leads to the form for it.
pub(crate) struct ChooseHousehold {
    pub machine: MachineRow,
    pub purpose: Purpose,
    pub typed: String,
    /// Those for which the machine was granted, before all others.
    pub granted: Vec<HouseholdChoice>,
    pub households: Vec<HouseholdChoice>,
}

impl ChooseHousehold {
    fn path(&self, ui: &Ui) -> String {
        self.purpose.url(ui.lang, self.machine.id)
    }

    fn form_for(&self, ui: &Ui, id: HouseholdId) -> String {
        urls::with_query(&self.path(ui), &[("household", &id.to_string())])
    }

    fn row(&self, ui: &Ui, household: &HouseholdChoice, note: Option<String>) -> Markup {
        html! {
            li { a class="row" href=(self.form_for(ui, household.id)) {
                (icon("household"))
                span class="row-main" {
                    span class="row-title" dir="auto" { (household.name) }
                    span class="row-note" { (household.area.in_lang(ui.lang)) }
                    @if let Some(note) = note { span class="row-note" { b { (note) } } }
                }
                span class="row-end" { (icon("next")) }
            } }
        }
    }
}

impl Page for ChooseHousehold {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_choose_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::equipment(ui.lang, self.machine.id), self.machine.kind.name.in_lang(ui.lang).to_owned());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), None))
                form class="search-line" method="post" action=(self.path(ui)) role="search" {
                    div class="field" {
                        label for="name" { (ui.text.grants_choose_search()) }
                        input id="name" name="name" type="search" value=(self.typed) dir="auto" autocomplete="off";
                    }
                    button class="btn" { (icon("search")) span { (ui.text.grants_choose_go()) } }
                }
                @if self.granted.is_empty() && self.households.is_empty() { p class="muted" { (ui.text.grants_choose_none()) } }
                @if self.purpose == Purpose::HandOver { p class="muted" { (ui.text.grants_choose_elsewhere()) } }
                ul class="rows" {
                    @for household in &self.granted { (self.row(ui, household, Some(ui.text.grants_choose_granted()))) }
                    @for household in &self.households { (self.row(ui, household, None)) }
                }
            }
        }
    }
}
