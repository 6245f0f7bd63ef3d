//! Correcting what was written wrong of a member: a name, the national ID, the mobile. The reason is kept with the file; the
//! old value is kept nowhere. The number an account signs in with stays until a new card is made.
use super::access::CaseworkerOf;
use super::history::{self, Note};
use super::model::{EventKind, Relation};
use super::persons::{self, NewPerson};
use crate::accounts::people;
use crate::accounts::queries::account_of_person;
use crate::audit::{self, Event};
use crate::db::schema::{household, household_member};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::ids::{MemberId, PersonId};
use crate::kernel::persian::search_text;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A member as they should have been written down.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    /// Without a national ID the one that is known stays; without a mobile there is none any more.
    pub person: NewPerson,
    pub reason: String,
}

/// What came of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Corrected {
    /// The mobile is another one, and the member's account still signs in with the number of its last card.
    pub needs_card: bool,
}

/// Why nothing is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CorrectRefusal {
    #[error("there is no such member today")]
    NotThere,
    #[error("nothing is different from what is written down")]
    Nothing,
    #[error("the national ID belongs to another person")]
    IdOfAnother,
}

/// Corrects a member of the household the caseworker follows.
pub(crate) fn correct(
    db: &mut Db,
    by: &CaseworkerOf,
    member: MemberId,
    correction: &Correction,
) -> Write<Corrected, CorrectRefusal> {
    let Some((person, relation)) = stay(db, by, member)? else {
        return refuse(CorrectRefusal::NotThere);
    };
    let new = &correction.person;
    let fields = persons::differences(db, person, new)?;
    if fields.is_empty() {
        return refuse(CorrectRefusal::Nothing);
    }
    persons::rewrite(db, person, new).map_err(of_another)?;
    if fields.iter().any(|field| field.ends_with("_name")) {
        people::rename(db, by.actor(), person, &new.name())?;
        if relation == Relation::Head {
            rename_household(db, by, new)?;
        }
    }
    let detail = fields.join(" ");
    let note = Note { kind: EventKind::Corrected, member: Some(member), fields: &detail, reason: &correction.reason };
    history::write(db, by.actor(), by.household(), &note)?;
    let event = Event { action: "correct", object: ("person", person.0), detail: &detail, area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    let needs_card = fields.contains(&"mobile") && account_of_person(db, person)?.is_some();
    Ok(Corrected { needs_card })
}

/// Whose stay it is, if they belong to the household today.
fn stay(db: &mut Db, by: &CaseworkerOf, member: MemberId) -> QueryResult<Option<(PersonId, Relation)>> {
    household_member::table
        .find(member)
        .filter(household_member::household_id.eq(by.household()))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(db.now.today)))
        .select((household_member::person_id, household_member::relation))
        .first(db.conn)
        .optional()
}

/// A household goes by the name of its head.
pub(super) fn rename_household(db: &mut Db, by: &CaseworkerOf, head: &NewPerson) -> QueryResult<()> {
    let name = head.name();
    diesel::update(household::table.find(by.household()))
        .set((
            household::name.eq(&name),
            household::name_search.eq(search_text(&[&name])),
            household::sort_key.eq(head.sort_key()),
        ))
        .execute(db.conn)?;
    Ok(())
}

fn of_another(error: diesel::result::Error) -> Abort<CorrectRefusal> {
    if violated(&error, "person_national_id_unique", "person.national_id_index") {
        Abort::Refused(CorrectRefusal::IdOfAnother)
    } else {
        Abort::Database(error)
    }
}
