//! Inviting a producer: an account without a password, the producer's role, and the token of the card to be printed.
//! Whoever proved that they may invite the person calls this; a second card ends the first.
use super::access::Role;
use super::people::{self, AccountRefusal, NewAccount};
use super::scopes::{self, NewScope};
use super::{links, queries};
use crate::audit::{self, Actor, Event};
use crate::db::{Db, Write};
use crate::kernel::ids::{AccountId, AreaId};

/// Makes the producer's account if there is none yet, and a new card for it. Gives the account and the card's token.
pub(crate) fn invite(
    db: &mut Db,
    by: &Actor,
    new: &NewAccount,
    area: AreaId,
) -> Write<(AccountId, String), AccountRefusal> {
    let known = match new.person {
        Some(person) => queries::account_of_person(db, person)?,
        None => None,
    };
    let id = match known {
        Some(id) => id,
        None => {
            let id = people::insert(db, new, None).map_err(people::taken)?;
            let today = db.now.today;
            let role = NewScope { role: Role::Producer, institution: None, area, starts_on: today, ends_on: None };
            scopes::insert(db, id, &role, Some(by.account))?;
            id
        }
    };
    let event = Event { action: "invite", object: ("account", id.0), detail: "", area: Some(area) };
    audit::record(db, by, event)?;
    Ok((id, links::make(db, "invitation", id, Some(by.account))?))
}
