//! Members come and go, each stay with its dates. Nothing of a stay is ever taken away; it ends.
use super::access::CaseworkerOf;
use super::model::Relation;
use super::persons::{self, NewPerson};
use super::register::{RegisterRefusal, Stay, join, known_but_free};
use crate::audit::{self, Event};
use crate::db::schema::{handover, household, household_member, sale};
use crate::db::{Abort, Db, Write, refuse, vault};
use crate::kernel::ids::{HouseholdId, KeyId, MemberId, PersonId};
use chrono::{Days, NaiveDate};
use diesel::dsl::max;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A member to be added.
#[derive(Clone, Debug)]
pub(crate) struct NewMember {
    pub person: NewPerson,
    pub relation: Relation,
    pub is_earner: bool,
    /// Today or before.
    pub since: NaiveDate,
}

/// Adds a member. Someone whose stay in another household is over is known by the national ID and comes as the same person.
pub(crate) fn add(db: &mut Db, by: &CaseworkerOf, new: &NewMember) -> Write<MemberId, RegisterRefusal> {
    if new.since > db.now.today {
        return refuse(RegisterRefusal::Day);
    }
    let person = match known_but_free(db, by.scopes(), &new.person, new.since)? {
        Some(person) => person,
        None => {
            let key_id: KeyId = household::table.find(by.household()).select(household::key_id).first(db.conn)?;
            let key = vault::key(db, key_id)?.ok_or(Abort::Database(diesel::result::Error::NotFound))?;
            persons::insert(db, (key_id, &key), &new.person)?
        }
    };
    let stay = Stay { person, relation: new.relation, is_earner: new.is_earner, since: new.since };
    let id = join(db, by.household(), &stay)?;
    audit::record(db, by.actor(), about(by, "add_member"))?;
    Ok(id)
}

/// Why a stay does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EndRefusal {
    #[error("there is no such member today")]
    NotThere,
    #[error("the household would have no member left")]
    LastOne,
    #[error("the household would have no head")]
    Head,
}

/// Ends a stay today; one that began today ends tomorrow, and so does that of a person who sold or received a machine for the
/// household today, so that the sale keeps its seller and the paper its receiver.
pub(crate) fn end(db: &mut Db, by: &CaseworkerOf, member: MemberId) -> Write<(), EndRefusal> {
    let today = db.now.today;
    let still_there = household_member::ends_on.is_null().or(household_member::ends_on.gt(today));
    type Here = (MemberId, PersonId, NaiveDate, Relation, Option<NaiveDate>);
    let here: Vec<Here> = household_member::table
        .filter(household_member::household_id.eq(by.household()))
        .filter(still_there)
        .select((
            household_member::id,
            household_member::person_id,
            household_member::starts_on,
            household_member::relation,
            household_member::ends_on,
        ))
        .load(db.conn)?;
    let Some((_, person, starts_on, relation, _)) = here.iter().find(|(id, ..)| *id == member) else {
        return refuse(EndRefusal::NotThere);
    };
    let stays = |(id, .., ends_on): &Here| *id != member && ends_on.is_none();
    if !here.iter().any(stays) {
        return refuse(EndRefusal::LastOne);
    }
    if *relation == Relation::Head {
        return refuse(EndRefusal::Head);
    }
    let last_day = (*starts_on).max(last_act(db, by.household(), *person)?.unwrap_or(*starts_on));
    let ends_on = today.max(last_day + Days::new(1));
    let ended = diesel::update(household_member::table.find(member).filter(household_member::ends_on.is_null()))
        .set(household_member::ends_on.eq(ends_on))
        .execute(db.conn)?;
    if ended == 0 {
        return refuse(EndRefusal::NotThere);
    }
    Ok(audit::record(db, by.actor(), about(by, "end_member"))?)
}

/// The last day on which a person sold for a household or received a machine for it.
fn last_act(db: &mut Db, household: HouseholdId, person: PersonId) -> QueryResult<Option<NaiveDate>> {
    let sold: Option<NaiveDate> = sale::table
        .filter(sale::seller_person_id.eq(person))
        .filter(sale::household_id.eq(household))
        .select(max(sale::sold_on))
        .first(db.conn)?;
    let received: Option<NaiveDate> = handover::table
        .filter(handover::receiver_person_id.eq(person))
        .filter(handover::household_id.eq(household))
        .select(max(handover::handed_on))
        .first(db.conn)?;
    Ok(sold.max(received))
}

fn about(by: &CaseworkerOf, action: &'static str) -> Event<'static> {
    Event { action, object: ("household", by.household().0), detail: "members", area: Some(by.area()) }
}
