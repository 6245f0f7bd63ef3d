//! What is read of households for those who follow them, named in the row of the trail that the look leaves.
use super::access::{CaseReader, CaseworkerOf};
use super::model::{HouseholdCard, HouseholdRow};
use super::queries::{self, Asked, Number};
use crate::accounts::access::{Role, Scope};
use crate::accounts::count_look;
use crate::accounts::trail::{Showing, Trace};
use crate::audit::{self, Actor, Event, Look};
use crate::db::Db;
use crate::kernel::contact::NationalId;
use crate::kernel::ids::HouseholdId;
use diesel::QueryResult;
use diesel::result::Error;

/// What the list shows, and what was looked for in it.
pub(super) fn showing(by: &CaseReader, asked: &Asked) -> Showing {
    let fields = if is_nameless(by, asked) { "area machines last_sale" } else { "name area machines last_sale" };
    if asked.words.is_some() { Showing::search(fields) } else { Showing::list("household", fields) }
}

fn is_nameless(by: &CaseReader, asked: &Asked) -> bool {
    asked.is_nameless || by.role() == Role::Auditor
}

/// One page of the reader's households, and one row more if there is a next page. An auditor finds no one by name.
pub(super) fn list(
    db: &mut Db,
    by: &CaseReader,
    trace: &mut Trace,
    mut asked: Asked,
) -> QueryResult<Vec<HouseholdRow>> {
    if by.role() == Role::Auditor {
        asked = Asked { words: None, is_nameless: true, ..asked };
    }
    let rows = queries::households(db, by.scopes(), &asked)?;
    trace.shows(rows.iter().map(|row| row.id));
    Ok(rows)
}

/// What a search by a number shows.
pub(super) fn showing_number(number: &Number) -> Showing {
    Showing::search(match number {
        Number::NationalId(_) => "national_id",
        Number::Mobile(_) => "mobile",
    })
}

/// The household, within the reader's own, of a person with this national ID or phone.
pub(super) fn find(
    db: &mut Db,
    by: &CaseReader,
    trace: &mut Trace,
    number: &Number,
) -> QueryResult<Option<HouseholdId>> {
    let found = match by.role() {
        Role::Auditor => None,
        _ => queries::of_number(db, by.scopes(), number)?,
    };
    if let Some(found) = found {
        trace.about(found);
    }
    Ok(found)
}

/// Someone whom a caseworker wanted to register, and who is registered already.
pub(crate) struct Sought {
    pub actor: Actor,
    pub scopes: Vec<Scope>,
    pub national_id: Option<NationalId>,
}

/// The institution that helps them in one of the caseworker's areas, in both languages. Of the household nothing is told; that
/// it was asked for is on the trail, and counts among what may be asked in an hour.
pub(crate) fn helper_of(db: &mut Db, sought: &Sought) -> QueryResult<Option<(String, String)>> {
    let Some(national_id) = &sought.national_id else {
        return Ok(None);
    };
    count_look(db, sought.actor.account)?;
    let found = queries::helper_of(db, &sought.scopes, national_id)?;
    let household = found.as_ref().map(|(id, _)| *id);
    let (object, detail) = (("household", household.map_or(0, |id| id.0)), "institution");
    let area = sought.scopes.first().map(|scope| scope.area);
    let event = Event { action: "ask_who_helps", object, detail, area };
    audit::record_look(db, &sought.actor, &Look { event, household, allowed: true })?;
    Ok(found.map(|(_, names)| names))
}

/// Puts on the trail that a caseworker was told that a national ID is another person's, and counts it among what may be asked
/// in an hour.
pub(super) fn told_of_another(db: &mut Db, by: &CaseworkerOf, national_id: &NationalId) -> QueryResult<()> {
    count_look(db, by.actor().account)?;
    let person = queries::person_of(db, national_id)?;
    let object = ("person", person.map_or(0, |id| id.0));
    let event = Event { action: "ask_national_id", object, detail: "national_id", area: Some(by.area()) };
    audit::record_look(db, by.actor(), &Look { event, household: None, allowed: true })
}

/// What [`at_file`] shows.
pub(super) const FILE: Showing = Showing::file("name address notes members phones");

/// The household's file, whole, for a form or a page that shows it.
pub(super) fn at_file(db: &mut Db, by: &CaseworkerOf, _: &mut Trace) -> QueryResult<HouseholdCard> {
    queries::card(db, by.household())?.ok_or(Error::NotFound)
}
