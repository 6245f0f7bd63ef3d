//! A home business that is not supported, registered by a caseworker of its neighbourhood: as the manager of a market registers
//! one, without a case file and with a card for the one who runs it. Because caseworkers register both kinds, nobody can tell
//! by who registered a seller whether the household is supported.
use super::access::Caseworker;
use super::invite::{Invitation, InviteRefusal, Invited, invite_member};
use super::model::Relation;
use super::persons::NewPerson;
use super::queries;
use super::register::{NewHousehold, RegisterRefusal, institution_for, register_business};
use crate::accounts::queries::awaits_password;
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AreaId, HouseholdId, PersonId};
use crate::kernel::lang::Lang;
use diesel::QueryResult;

/// A home business: who runs it, and where.
#[derive(Clone, Debug)]
pub(crate) struct NewBusiness {
    pub given_name: String,
    pub family_name: String,
    pub mobile: Mobile,
    /// A neighbourhood of the caseworker.
    pub area: AreaId,
    /// The language the account begins with.
    pub lang: Lang,
}

/// Why a home business is not registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BusinessRefusal {
    #[error(transparent)]
    Register(RegisterRefusal),
    #[error(transparent)]
    Invite(InviteRefusal),
}

/// Registers a home business and invites the one who runs it; gives the card. One who was registered before and has not chosen
/// a password yet gets a new card instead.
pub(crate) fn register(db: &mut Db, by: &Caseworker, new: &NewBusiness) -> Write<Invited, BusinessRefusal> {
    if institution_for(db, by, new.area)?.is_none() {
        return refuse(BusinessRefusal::Register(RegisterRefusal::Area));
    }
    let head = NewPerson {
        given_name: new.given_name.clone(),
        family_name: new.family_name.clone(),
        national_id: None,
        mobile: Some(new.mobile.clone()),
    };
    let since = db.now.today;
    let business = NewHousehold { area: new.area, head, address: String::new(), notes: String::new(), since };
    let household = match register_business(db, by.actor(), by.scopes(), &business) {
        Ok(household) => household,
        Err(Abort::Refused(RegisterRefusal::KnownBusiness { household, name })) => {
            let waits = match head_of(db, household)? {
                Some(head) => awaits_password(db, head)?,
                None => false,
            };
            if !waits {
                return refuse(BusinessRefusal::Register(RegisterRefusal::KnownBusiness { household, name }));
            }
            household
        }
        Err(abort) => return Err(abort.map(BusinessRefusal::Register)),
    };
    let Some(person) = head_of(db, household)? else {
        return refuse(BusinessRefusal::Invite(InviteRefusal::NoMember));
    };
    let invitation = Invitation { person, mobile: None, lang: new.lang };
    invite_member(db, by.actor(), (household, new.area), &invitation)
        .map_err(|abort| abort.map(BusinessRefusal::Invite))
}

fn head_of(db: &mut Db, household: HouseholdId) -> QueryResult<Option<PersonId>> {
    let members = queries::members(db, household)?;
    Ok(members.into_iter().find(|member| member.relation == Relation::Head).map(|member| member.person))
}
