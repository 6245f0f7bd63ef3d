//! Looking at households as an act: whoever looks at the list or searches leaves a row in the trail, in the same transaction.
use super::access::{CaseReader, CaseworkerOf};
use super::model::{HouseholdCard, HouseholdRow};
use super::queries::{self, Asked, Number};
use crate::accounts::access::{Role, Scope};
use crate::audit::{self, Actor, Event};
use crate::db::Db;
use crate::kernel::contact::NationalId;
use crate::kernel::ids::{AreaId, HouseholdId};
use diesel::QueryResult;
use diesel::result::Error;

/// One page of the reader's households, and one row more if there is a next page. An auditor finds no one by name.
pub(crate) fn list(db: &mut Db, by: &CaseReader, mut asked: Asked) -> QueryResult<Vec<HouseholdRow>> {
    if by.role() == Role::Auditor {
        asked = Asked { words: None, is_nameless: true, ..asked };
    }
    let rows = queries::households(db, by.scopes(), &asked)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let fields = if asked.is_nameless { "area machines last_sale:" } else { "name area machines last_sale:" };
    let detail = format!("{fields} {}", ids.join(" "));
    let action = if asked.words.is_some() { "search" } else { "list" };
    audit::record(db, by.actor(), Event { action, object: ("household", 0), detail: &detail, area: home(by) })?;
    Ok(rows)
}

/// The household, within the reader's own, of a person with this national ID or phone.
pub(crate) fn find(db: &mut Db, by: &CaseReader, number: &Number) -> QueryResult<Option<HouseholdId>> {
    let found = match by.role() {
        Role::Auditor => None,
        _ => queries::of_number(db, by.scopes(), number)?,
    };
    let detail = match number {
        Number::NationalId(_) => "national_id",
        Number::Mobile(_) => "mobile",
    };
    let object = ("household", found.map_or(0, |id| id.0));
    audit::record(db, by.actor(), Event { action: "search", object, detail, area: home(by) })?;
    Ok(found)
}

/// Someone whom a caseworker wanted to register, and who is registered already.
pub(crate) struct Sought {
    pub actor: Actor,
    pub scopes: Vec<Scope>,
    pub national_id: Option<NationalId>,
}

/// The institution that helps them in one of the caseworker's areas, in both languages. Of the household nothing is told.
pub(crate) fn helper_of(db: &mut Db, sought: &Sought) -> QueryResult<Option<(String, String)>> {
    let Some(national_id) = &sought.national_id else {
        return Ok(None);
    };
    let found = queries::helper_of(db, &sought.scopes, national_id)?;
    let (object, detail) = (("household", found.as_ref().map_or(0, |(id, _)| id.0)), "institution");
    let area = sought.scopes.first().map(|scope| scope.area);
    audit::record(db, &sought.actor, Event { action: "ask_who_helps", object, detail, area })?;
    Ok(found.map(|(_, names)| names))
}

/// The household's file, whole, for a form or a page that shows it.
pub(crate) fn at_file(db: &mut Db, by: &CaseworkerOf) -> QueryResult<HouseholdCard> {
    let id = by.household();
    let detail = "name address notes members phones";
    audit::record(
        db,
        by.actor(),
        Event { action: "read", object: ("household", id.0), detail, area: Some(by.area()) },
    )?;
    queries::card(db, id)?.ok_or(Error::NotFound)
}

/// The area whose chain of the trail the reader's looking belongs to.
fn home(by: &CaseReader) -> Option<AreaId> {
    by.scopes().first().map(|scope| scope.area)
}
