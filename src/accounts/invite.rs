//! Inviting a producer: an account without a password, the producer's role, and the token of the card to be printed.
//! Whoever proved that they may invite the person calls this; a second card ends the first, and its number is the one
//! the account signs in with from then on. The owner of an account that was there before is told; where they have a password
//! and an e-mail address, their new link goes there and is seen by nobody else.
use super::access::Role;
use super::people::{self, AccountRefusal, NewAccount, NewLink};
use super::scopes::{self, NewScope};
use super::{links, queries, session};
use crate::audit::{self, Actor, Event};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, AreaId};
use crate::messages::{self, Letter};

/// Makes the producer's account if there is none yet, and a new card or link for it.
pub(crate) fn invite(db: &mut Db, by: &Actor, new: &NewAccount, area: AreaId) -> Write<NewLink, AccountRefusal> {
    let known = match new.person {
        Some(person) => queries::account_of_person(db, person)?,
        None => None,
    };
    let id = match known {
        Some(id) => {
            if session::scopes_today(db, id)?.iter().any(|scope| scope.role != Role::Producer) {
                return refuse(AccountRefusal::IsStaff);
            }
            people::set_mobile(db, by, id, &new.mobile)?;
            let letter = Letter::CardMade { day: db.now.today };
            messages::put_in_inbox(db, id, &letter)?;
            if queries::is_reached_by_email(db, id)? {
                audit::record(db, by, invited(id, area))?;
                messages::send(db, id, &Letter::ResetPassword)?;
                return Ok(NewLink::Mailed);
            }
            id
        }
        None => {
            let id = people::insert(db, new, None).map_err(people::taken)?;
            let today = db.now.today;
            let role = NewScope { role: Role::Producer, institution: None, area, starts_on: today, ends_on: None };
            scopes::insert(db, id, &role, (None, Some(by.account)))?;
            id
        }
    };
    audit::record(db, by, invited(id, area))?;
    Ok(NewLink::Card(links::make(db, "invitation", id, Some(by.account))?))
}

fn invited(id: AccountId, area: AreaId) -> Event<'static> {
    Event { action: "invite", object: ("account", id.0), detail: "", area: Some(area) }
}
