//! The forms of a case file as a whole: closing it, opening it again, giving it to another caseworker.
use crate::kernel::ids::{AccountId, HouseholdId};
use crate::ui::form::{Field, action_bar, date};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/file and its refused form.
pub(crate) struct EndFile {
    pub household: HouseholdId,
    pub name: String,
    pub is_closed: bool,
    pub form: Form,
}

impl Page for EndFile {
    fn title(&self, ui: &Ui) -> String {
        if self.is_closed { ui.text.households_reopen() } else { ui.text.households_close() }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::household(ui.lang, self.household);
        let (lead, deed, go) = if self.is_closed {
            (ui.text.households_reopen_lead(), "reopen", ui.text.households_reopen_go())
        } else {
            (ui.text.households_close_lead(), "close", ui.text.households_close_go())
        };
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &self.title(ui), Some(&lead)))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::household_file(ui.lang, self.household)) data-sensitive {
                    input type="hidden" name="do" value=(deed);
                    (Field::new(&self.form, "reason", ui.text.households_reason()).input(ui))
                    (action_bar(&go, "lock", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}

/// GET /casework/households/{household}/caseworker and its refused form.
pub(crate) struct HandOnFile {
    pub household: HouseholdId,
    pub name: String,
    /// Who can take the file, by name.
    pub caseworkers: Vec<(AccountId, String)>,
    pub form: Form,
}

impl Page for HandOnFile {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_hand_on()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (home, text) = (urls::household(ui.lang, self.household), ui.text);
        let who: Vec<(String, String)> =
            self.caseworkers.iter().map(|(account, name)| (account.to_string(), name.clone())).collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &self.title(ui), Some(&text.households_hand_on_lead())))
                (self.form.summary(ui))
                @if who.is_empty() {
                    div class="notice notice-warn" role="status" { (icon("warning")) p { (text.households_hand_on_none()) } }
                } @else {
                    form class="form stack" method="post" action=(urls::household_caseworker(ui.lang, self.household)) {
                        (Field::new(&self.form, "to", text.households_hand_on_who()).select(ui, &who))
                        (date(ui, &self.form, "since", &text.households_since()))
                        (action_bar(&text.households_hand_on_go(), "swap", Some((home, text.app_cancel()))))
                    }
                }
            }
        }
    }
}
