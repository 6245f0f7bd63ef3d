//! Who belongs to a household, and who did: a part of its page.
use super::household::Household;
use crate::grants::{ELEMENT, with_element};
use crate::households::model::{Member, Relation};
use crate::i18n::named;
use crate::ui::parts::{Tone, badge};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

impl Household {
    pub(super) fn members(&self, ui: &Ui) -> Markup {
        let there = self.file.card.members.iter().filter(|member| member.is_there(ui.today));
        html! {
            ul class="rows" { @for member in there {
                li { div class="row" { (icon("person")) span class="row-main" {
                    span class="row-title" dir="auto" { @if self.names { (member.name) } @else { (relation_word(ui, member.relation)) } }
                    @if self.names { span class="row-note" { (member_note(ui, member)) } }
                    span class="row-note" { (stay(ui, member)) }
                    span class="cluster" {
                        @if member.is_earner { (badge(Tone::Muted, &ui.text.casework_earner())) }
                        @if member.account.is_some() { (badge(Tone::Ok, &ui.text.casework_sells())) }
                        @if self.names && member.is_national_id_repaired { (badge(Tone::Warn, &ui.text.casework_national_id_repaired())) }
                    }
                } }
                @if self.keeps { div class="row-acts no-print" {
                    a class="more" href=(urls::member_correct(ui.lang, self.file.card.id, member.id)) { (icon("edit")) (ui.text.casework_member_correct()) }
                    @if self.may_leave(member, ui) { (self.leaving(ui, member)) }
                } } }
            } }
            (self.left(ui))
            div class="cluster no-print" {
                @if self.keeps {
                    (self.action(ui, urls::member_new, "person", ui.text.casework_member_new()))
                    (self.action(ui, urls::invite, "qr", ui.text.casework_invite()))
                }
                a class="btn btn-quiet" href=(urls::household_identity(ui.lang, self.file.card.id)) { (icon("lock")) span {
                    @if self.names { (ui.text.households_identity()) } @else { (ui.text.households_identity_auditor()) }
                } }
            }
        }
    }

    /// Somebody has to stay, and who is leaving already needs no button.
    fn may_leave(&self, member: &Member, ui: &Ui) -> bool {
        let staying = self.file.card.members.iter().filter(|one| one.is_there(ui.today) && one.ends_on.is_none());
        member.ends_on.is_none() && staying.count() > 1
    }

    /// Who belonged to the household before.
    fn left(&self, ui: &Ui) -> Markup {
        let left: Vec<&Member> =
            self.file.card.members.iter().filter(|member| member.ends_on.is_some_and(|end| end <= ui.today)).collect();
        html! {
            @if !left.is_empty() { details class="fold" {
                summary { (ui.text.casework_members_left()) }
                ul class="rows" { @for member in left { li { div class="row" { (icon("person")) span class="row-main" {
                    span class="row-title" dir="auto" { @if self.names { (member.name) } @else { (relation_word(ui, member.relation)) } }
                    span class="row-note" { (stay(ui, member)) }
                } } } } }
            } }
        }
    }

    fn leaving(&self, ui: &Ui, member: &Member) -> Markup {
        html! {
            details {
                summary { (ui.text.casework_member_end()) }
                @if member.relation == Relation::Head { p { (ui.text.households_member_head()) }
                    p class="cluster" { @for other in self.file.card.members.iter().filter(|other| other.id != member.id && other.is_there(ui.today) && other.ends_on.is_none()) {
                        a class="btn btn-quiet" dir="auto" href=(urls::member_correct(ui.lang, self.file.card.id, other.id)) { (other.name) }
                    } }
                } @else { form class="stack stack-s" method="post" action=(urls::member_end(ui.lang, self.file.card.id, member.id)) {
                    p { (ui.text.casework_member_end_text()) }
                    button class="btn btn-danger" { (icon("close")) span { (ui.text.casework_member_end_go(member.name.as_str())) } }
                } }
            }
        }
    }
}

/// What the member is, the last digits of the national ID, and the number to call.
fn member_note(ui: &Ui, member: &Member) -> Markup {
    let relation = relation_word(ui, member.relation);
    html! {
        @match &member.national_id {
            Some(id) => (with_element(
                &ui.text.casework_member_note(named::IdRelation { id: ELEMENT, relation: relation.as_str() }),
                &html! { bdi dir="ltr" { (ui.in_digits(&id.masked())) } },
            )),
            None => (relation),
        }
        @if let Some(mobile) = &member.mobile { (ui.text.app_comma()) a href={ "tel:" (mobile.as_str()) } { bdi dir="ltr" { (ui.phone(mobile)) } } }
    }
}

/// From when a member belongs to the household, and until when where the end is known.
fn stay(ui: &Ui, member: &Member) -> String {
    let from = ui.full_date(member.starts_on);
    match member.ends_on {
        Some(end) => ui.text.casework_from_until(named::FromUntil { from, until: ui.full_date(end) }),
        None => ui.text.casework_member_since(from),
    }
}

fn relation_word(ui: &Ui, relation: Relation) -> String {
    match relation {
        Relation::Head => ui.text.casework_relation_head(),
        Relation::Spouse => ui.text.casework_relation_spouse(),
        Relation::Child => ui.text.casework_relation_child(),
        Relation::Parent => ui.text.casework_relation_parent(),
        Relation::Sibling => ui.text.casework_relation_sibling(),
        Relation::Other => ui.text.casework_relation_other(),
    }
}
