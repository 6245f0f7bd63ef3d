//! The forms of a household, its members, its address, and the card of a member who sells.
use super::relation_word;
use crate::accounts::model::Named;
use crate::households::model::{Member, Relation};
use crate::kernel::ids::HouseholdId;
use crate::ui::form::{Choice, Field, Kind, action_bar, choices, date, tick};
use crate::ui::parts::{left_to_right, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// A household in which the person is registered already.
pub(crate) struct KnownHousehold {
    pub id: HouseholdId,
    /// It has no case file yet; the reader can open one.
    pub is_business: bool,
}

/// GET /casework/households/new and its refused form.
pub(crate) struct NewHouseholdForm {
    pub neighbourhoods: Vec<Named>,
    pub known: Option<KnownHousehold>,
    pub form: Form,
}

impl Page for NewHouseholdForm {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_new()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::casework(ui.lang), ui.text.households_title());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &ui.text.households_new(), Some(&ui.text.households_new_lead())))
                (self.form.summary(ui))
                (known(ui, self.known.as_ref()))
                @if self.neighbourhoods.is_empty() {
                    div class="notice notice-warn" role="status" { (icon("warning")) p { (ui.text.households_no_neighbourhood()) } }
                } @else { (self.fields(ui)) }
            }
        }
    }
}

impl NewHouseholdForm {
    fn fields(&self, ui: &Ui) -> Markup {
        html! {
            form class="form stack" method="post" action=(urls::household_new(ui.lang)) data-sensitive {
                (self.form.key())
                (person(ui, &self.form))
                (neighbourhood(ui, &self.form, &self.neighbourhoods))
                (Field::new(&self.form, "address", ui.text.households_address()).hint(ui.text.households_address_hint()).optional().textarea(ui))
                (date(ui, &self.form, "since", &ui.text.households_since()))
                (action_bar(&ui.text.households_new_go(), "check", Some((urls::casework(ui.lang), ui.text.app_cancel()))))
            }
        }
    }
}

/// Where the household lives; asked only of a caseworker with several neighbourhoods.
pub(super) fn neighbourhood(ui: &Ui, form: &Form, choice: &[Named]) -> Markup {
    let areas: Vec<(String, String)> =
        choice.iter().map(|area| (area.id.to_string(), area.name(ui.lang).to_owned())).collect();
    html! {
        @match areas.as_slice() {
            [(only, _)] => input type="hidden" name="area" value=(only);,
            _ => (Field::new(form, "area", ui.text.households_neighbourhood()).select(ui, &areas)),
        }
    }
}

/// GET /casework/households/{household}/members/new and its refused form.
pub(crate) struct NewMemberForm {
    pub household: HouseholdId,
    pub name: String,
    pub known: Option<KnownHousehold>,
    pub form: Form,
}

impl Page for NewMemberForm {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_member_new()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::household(ui.lang, self.household);
        let relations: Vec<Choice> = Relation::ALL
            .iter()
            .filter(|relation| **relation != Relation::Head)
            .map(|relation| Choice {
                value: relation.as_str().to_owned(),
                word: relation_word(ui, *relation),
                note: None,
                icon: None,
            })
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &ui.text.households_member_new(), None))
                (self.form.summary(ui))
                (known(ui, self.known.as_ref().filter(|known| !known.is_business)))
                form class="form stack" method="post" action=(urls::member_new(ui.lang, self.household)) data-sensitive {
                    (choices(&self.form, "relation", &ui.text.households_relation(), &relations))
                    (person(ui, &self.form))
                    (tick(&self.form, "earner", "yes", ui.text.households_earner()))
                    (date(ui, &self.form, "since", &ui.text.households_since()))
                    (action_bar(&ui.text.households_member_new_go(), "check", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}

/// The fields of a person.
fn person(ui: &Ui, form: &Form) -> Markup {
    let text = ui.text;
    html! {
        (Field::new(form, "given-name", text.households_given_name()).input(ui))
        (Field::new(form, "family-name", text.households_family_name()).input(ui))
        (Field::new(form, "national-id", text.households_national_id()).hint(text.households_national_id_hint()).kind(Kind::Number).optional().input(ui))
        (Field::new(form, "phone", text.accounts_phone()).hint(text.households_mobile_hint()).kind(Kind::Mobile).optional().input(ui))
    }
}

/// GET /casework/households/{household}/members/{member} and its refused form.
pub(crate) struct CorrectMember {
    pub household: HouseholdId,
    pub name: String,
    pub member: Member,
    pub form: Form,
}

impl Page for CorrectMember {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_correct(self.member.name.as_str())
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (home, text, form) = (urls::household(ui.lang, self.household), ui.text, &self.form);
        let national_id = match &self.member.national_id {
            Some(known) => text.households_correct_national_id_hint(left_to_right(&ui.in_digits(&known.masked()))),
            None => text.households_national_id_hint(),
        };
        let mobile = match self.member.account {
            Some(_) => text.households_correct_mobile_hint(),
            None => text.households_mobile_hint(),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &self.title(ui), Some(&text.households_correct_lead())))
                (form.summary(ui))
                form class="form stack" method="post" action=(urls::member_correct(ui.lang, self.household, self.member.id)) data-sensitive {
                    (Field::new(form, "given-name", text.households_given_name()).input(ui))
                    (Field::new(form, "family-name", text.households_family_name()).input(ui))
                    (Field::new(form, "national-id", text.households_national_id()).hint(national_id).kind(Kind::Number).optional().input(ui))
                    (Field::new(form, "phone", text.accounts_phone()).hint(mobile).kind(Kind::Mobile).optional().input(ui))
                    (Field::new(form, "reason", text.households_reason()).hint(text.households_correct_reason_hint()).input(ui))
                    (action_bar(&text.households_correct_go(), "check", Some((home, text.app_cancel()))))
                }
                @if self.member.relation != Relation::Head && self.member.ends_on.is_none() { (self.heading(ui)) }
            }
        }
    }
}

impl CorrectMember {
    /// The way to make the member the head.
    fn heading(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack stack-s" {
                h2 { (ui.text.households_head()) }
                p { (ui.text.households_head_text()) }
                form method="post" action=(urls::member_head(ui.lang, self.household, self.member.id)) {
                    button class="btn" { (icon("household")) span { (ui.text.households_head_go(self.member.name.as_str())) } }
                }
            }
        }
    }
}

/// The way to the household in which the person is registered already.
pub(super) fn known(ui: &Ui, known: Option<&KnownHousehold>) -> Markup {
    html! {
        @match known {
            Some(KnownHousehold { id, is_business: true }) => form method="post" action=(urls::household_support(ui.lang, *id)) {
                button class="btn" { (icon("document")) span { (ui.text.households_known_business_open()) } }
            },
            Some(KnownHousehold { id, is_business: false }) => p {
                a class="btn" href=(urls::household(ui.lang, *id)) { (icon("household")) span { (ui.text.households_known_open()) } }
            },
            None => {},
        }
    }
}

/// GET /casework/households/{household}/invite and its refused form.
pub(crate) struct Invite {
    pub household: HouseholdId,
    pub name: String,
    pub members: Vec<Member>,
    pub form: Form,
}

impl Page for Invite {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_invite()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::household(ui.lang, self.household);
        let who: Vec<Choice> = self
            .members
            .iter()
            .map(|member| Choice {
                value: member.person.to_string(),
                word: member.name.clone(),
                note: Some(note(ui, member)),
                icon: None,
            })
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &ui.text.households_invite(), Some(&ui.text.households_invite_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::invite(ui.lang, self.household)) data-sensitive {
                    (choices(&self.form, "person", &ui.text.households_invite_who(), &who))
                    (Field::new(&self.form, "phone", ui.text.households_invite_mobile()).hint(ui.text.households_invite_mobile_hint()).kind(Kind::Mobile).optional().input(ui))
                    (action_bar(&ui.text.households_invite_go(), "qr", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}

fn note(ui: &Ui, member: &Member) -> String {
    match (&member.account, &member.mobile) {
        (Some(_), _) => ui.text.households_invite_has_account(),
        (None, Some(mobile)) => left_to_right(&ui.phone(mobile)),
        (None, None) => ui.text.households_invite_no_mobile(),
    }
}

/// GET /casework/households/{household}/details and its refused form.
pub(crate) struct EditDetails {
    pub household: HouseholdId,
    pub name: String,
    pub form: Form,
}

impl Page for EditDetails {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_details()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::household(ui.lang, self.household);
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.name.clone())), &ui.text.households_details(), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::household_details(ui.lang, self.household)) data-sensitive {
                    (Field::new(&self.form, "address", ui.text.households_address()).hint(ui.text.households_address_hint()).optional().textarea(ui))
                    (Field::new(&self.form, "sheba", ui.text.households_sheba()).hint(ui.text.households_sheba_hint()).kind(Kind::Code).optional().input(ui))
                    (Field::new(&self.form, "notes", ui.text.households_notes()).hint(ui.text.households_notes_hint()).optional().textarea(ui))
                    (action_bar(&ui.text.app_save(), "check", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}
