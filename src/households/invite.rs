//! Inviting a member to sell: a phone number, an account with the producer's role, and the card to be printed.
use super::access::CaseworkerOf;
use super::history::{self, Note};
use super::model::EventKind;
use super::persons;
use super::queries::{self, is_supported};
use crate::accounts::invite::invite as invite_account;
use crate::accounts::people::{AccountRefusal, NewAccount, NewLink};
use crate::accounts::queries::account_of_person;
use crate::audit::Actor;
use crate::db::{Db, Write, refuse};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AreaId, HouseholdId, PersonId};
use crate::kernel::lang::Lang;

/// Who is invited.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    pub person: PersonId,
    /// A number told now; none takes the one written down before.
    pub mobile: Option<Mobile>,
    /// The language the account begins with.
    pub lang: Lang,
}

/// Who was invited, and how the link reaches them: on a card that is shown once, to be printed and handed over, or by e-mail.
#[derive(Clone, Debug)]
pub(crate) struct Invited {
    pub name: String,
    /// The number the account signs in with.
    pub mobile: Mobile,
    pub link: NewLink,
}

/// Why no card is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InviteRefusal {
    #[error("the person is no member of the household today")]
    NoMember,
    #[error("no phone number is known")]
    NoMobile,
    #[error("the number belongs to another account")]
    MobileTaken,
    #[error("the member works here and has an account for that")]
    IsStaff,
}

/// Invites a member of the household the caseworker follows.
pub(crate) fn invite(db: &mut Db, by: &CaseworkerOf, invitation: &Invitation) -> Write<Invited, InviteRefusal> {
    invite_member(db, by.actor(), (by.household(), by.area()), invitation)
}

/// Invites a member of a household in an area that the caller has proved to be the actor's.
pub(crate) fn invite_member(
    db: &mut Db,
    by: &Actor,
    (household, area): (HouseholdId, AreaId),
    invitation: &Invitation,
) -> Write<Invited, InviteRefusal> {
    let today = db.now.today;
    let members = queries::members(db, household)?;
    let Some(member) = members.into_iter().find(|one| one.person == invitation.person && one.is_there(today)) else {
        return refuse(InviteRefusal::NoMember);
    };
    let Some(mobile) = invitation.mobile.clone().or(member.mobile) else {
        return refuse(InviteRefusal::NoMobile);
    };
    if invitation.mobile.is_some() {
        persons::set_mobile(db, invitation.person, &mobile)?;
    }
    let person = Some(invitation.person);
    let new =
        NewAccount { name: member.name.clone(), mobile: mobile.clone(), email: None, lang: invitation.lang, person };
    let had_one = account_of_person(db, invitation.person)?.is_some();
    let link = invite_account(db, by, &new, area).map_err(|abort| abort.map(taken))?;
    if had_one && is_supported(db, household)? {
        let note = Note { kind: EventKind::NewCard, member: Some(member.id), fields: "", reason: "" };
        history::write(db, by, household, &note)?;
    }
    Ok(Invited { name: member.name, mobile, link })
}

fn taken(refusal: AccountRefusal) -> InviteRefusal {
    match refusal {
        AccountRefusal::MobileTaken | AccountRefusal::PersonHasOne => InviteRefusal::MobileTaken,
        AccountRefusal::IsStaff => InviteRefusal::IsStaff,
    }
}
