//! A new grant, and a proposal of one.
use super::{kind_icon, kind_word};
use crate::grants::model::{Decided, GrantKind, HouseholdChoice, Kind, ProgrammeRow};
use crate::ui::form::{Choice, Field, action_bar, choices, date};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

fn kinds(ui: &Ui) -> Vec<Choice> {
    let drawing = |kind: GrantKind| match kind {
        GrantKind::Asset => "machine",
        GrantKind::Loan => "coins",
        GrantKind::Training => "people",
    };
    GrantKind::ALL
        .iter()
        .map(|kind| Choice {
            value: kind.as_str().to_owned(),
            word: kind_word(ui, *kind),
            note: None,
            icon: Some(drawing(*kind)),
        })
        .collect()
}

fn programmes(ui: &Ui, form: &Form, list: &[ProgrammeRow]) -> Markup {
    let options: Vec<(String, String)> =
        list.iter().map(|row| (row.id.to_string(), row.name.in_lang(ui.lang).to_owned())).collect();
    Field::new(form, "programme", ui.text.grants_new_programme()).select(ui, &options)
}

/// GET /casework/households/{household}/grants/new and its refused form.
pub(crate) struct NewGrant {
    pub household: HouseholdChoice,
    pub programmes: Vec<ProgrammeRow>,
    pub approvals: Vec<Decided>,
    pub machine_kinds: Vec<Kind>,
    pub form: Form,
}

impl Page for NewGrant {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_new_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::household(ui.lang, self.household.id), self.household.name.clone());
        html! {
            div class="narrow stack" {
                (page_head(Some(back.clone()), &self.title(ui), Some(&ui.text.grants_new_for(&self.household.name))))
                p { a class="btn" href=(urls::proposal_new(ui.lang, self.household.id)) { (icon("share")) span { (ui.text.grants_propose_link()) } } }
                (self.form.summary(ui))
                form class="form stack by-kind" method="post" action=(urls::grant_new(ui.lang, self.household.id)) {
                    (self.form.key())
                    (self.decision(ui))
                    (date(ui, &self.form, "awarded", &ui.text.grants_new_awarded()))
                    (Field::new(&self.form, "number", ui.text.grants_new_number()).hint(ui.text.grants_new_number_hint()).optional().input(ui))
                    (choices(&self.form, "kind", &ui.text.grants_new_kind(), &kinds(ui)))
                    (self.machine(ui))
                    section class="panel stack for-money" {
                        h2 { (ui.text.grants_new_money_part()) }
                        (Field::new(&self.form, "amount", ui.text.grants_new_amount()).money(ui))
                    }
                    (action_bar(&ui.text.grants_new_go(), "check", Some((back.0, ui.text.grants_cancel()))))
                }
            }
        }
    }
}

impl NewGrant {
    fn decision(&self, ui: &Ui) -> Markup {
        let mut list = vec![Choice {
            value: "paper".to_owned(),
            word: ui.text.grants_new_decision_paper(),
            note: None,
            icon: Some("document"),
        }];
        list.extend(self.approvals.iter().map(|approval| Choice {
            value: approval.id.to_string(),
            word: ui.text.grants_new_decision_known(ui.full_date(approval.decided_on)),
            note: Some(match (approval.kind, approval.amount, &approval.paper) {
                (Some(kind), Some(amount), _) => format!("{} · {}", kind_word(ui, kind), ui.money(amount)),
                (_, _, Some(paper)) => paper.clone(),
                _ => approval.programme.in_lang(ui.lang).to_owned(),
            }),
            icon: Some("check"),
        }));
        html! {
            section class="panel stack" {
                @if !self.approvals.is_empty() { (choices(&self.form, "decision", &ui.text.grants_new_decision(), &list)) }
                @else { h2 { (ui.text.grants_new_decision_paper()) } }
                (programmes(ui, &self.form, &self.programmes))
                (Field::new(&self.form, "paper", ui.text.grants_new_paper()).input(ui))
                (date(ui, &self.form, "decided", &ui.text.grants_new_decided()))
            }
        }
    }

    fn machine(&self, ui: &Ui) -> Markup {
        let list: Vec<Choice> = self
            .machine_kinds
            .iter()
            .map(|kind| Choice {
                value: kind.code.clone(),
                word: kind.name.in_lang(ui.lang).to_owned(),
                note: None,
                icon: Some(kind_icon(kind)),
            })
            .collect();
        let form = &self.form;
        html! {
            section class="panel stack for-machine" {
                h2 { (ui.text.grants_new_machine_part()) }
                (choices(form, "machine", &ui.text.grants_new_machine(), &list))
                (Field::new(form, "maker", ui.text.grants_new_maker()).optional().input(ui))
                (Field::new(form, "serial", ui.text.grants_new_serial()).hint(ui.text.grants_new_serial_hint()).optional().input(ui))
                (Field::new(form, "cost", ui.text.grants_new_cost()).money(ui))
                (Field::new(form, "own", ui.text.grants_new_own()).optional().money(ui))
                (Field::new(form, "other", ui.text.grants_new_other()).hint(ui.text.grants_new_other_hint()).optional().money(ui))
                (date(ui, form, "acquired", &ui.text.grants_new_acquired()))
            }
        }
    }
}

/// GET /casework/households/{household}/proposals/new and its refused form.
pub(crate) struct NewProposal {
    pub household: HouseholdChoice,
    pub programmes: Vec<ProgrammeRow>,
    pub form: Form,
}

impl Page for NewProposal {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_propose_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::household(ui.lang, self.household.id), self.household.name.clone());
        html! {
            div class="narrow stack" {
                (page_head(Some(back.clone()), &self.title(ui), Some(&ui.text.grants_propose_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::proposal_new(ui.lang, self.household.id)) {
                    (self.form.key())
                    (programmes(ui, &self.form, &self.programmes))
                    (choices(&self.form, "kind", &ui.text.grants_new_kind(), &kinds(ui)))
                    (Field::new(&self.form, "amount", ui.text.grants_propose_amount()).money(ui))
                    (Field::new(&self.form, "reason", ui.text.grants_propose_reason()).textarea(ui))
                    (action_bar(&ui.text.grants_propose_go(), "check", Some((back.0, ui.text.grants_cancel()))))
                }
            }
        }
    }
}
