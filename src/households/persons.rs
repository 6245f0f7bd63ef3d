//! People as they are stored: names in the clear; the national ID and the phone sealed under the household's key and found
//! by their blind indexes. A national ID belongs to one person, ever.
use crate::db::schema::{household, household_member, person};
use crate::db::{Db, vault};
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::ids::{HouseholdId, KeyId, PersonId};
use crate::kernel::persian::{search_text, sort_key};
use crate::kernel::secret::{DataKey, Field, Indexed};
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A person to be registered.
#[derive(Clone, Debug)]
pub(crate) struct NewPerson {
    pub given_name: String,
    pub family_name: String,
    pub national_id: Option<NationalId>,
    pub mobile: Option<Mobile>,
}

impl NewPerson {
    /// The name as it is said.
    pub fn name(&self) -> String {
        full_name(&self.given_name, &self.family_name)
    }

    /// Bytes that sort by family name, as lists of people are read.
    pub fn sort_key(&self) -> Vec<u8> {
        sort_key(&full_name(&self.family_name, &self.given_name))
    }
}

pub(super) fn full_name(first: &str, second: &str) -> String {
    format!("{first} {second}").trim().to_owned()
}

/// Stores a person under the key of their household.
pub(super) fn insert(db: &mut Db, (key_id, key): (KeyId, &DataKey), new: &NewPerson) -> QueryResult<PersonId> {
    let id: PersonId = db.id();
    let national_id = new.national_id.as_ref().map_or("", NationalId::as_str);
    let mobile = new.mobile.as_ref().map_or("", Mobile::as_str);
    diesel::insert_into(person::table)
        .values((
            (person::id.eq(id), person::key_id.eq(key_id)),
            (person::given_name.eq(&new.given_name), person::family_name.eq(&new.family_name)),
            (person::name_search.eq(search_text(&[&new.name()])), person::sort_key.eq(new.sort_key())),
            person::national_id_sealed.eq(vault::seal(key, &national_id_field(id), national_id)?),
            person::national_id_index.eq(index(db, Indexed::NationalId, national_id)),
            person::national_id_repaired.eq(new.national_id.as_ref().is_some_and(NationalId::is_repaired)),
            person::mobile_sealed.eq(vault::seal(key, &mobile_field(id), mobile)?),
            person::mobile_index.eq(index(db, Indexed::Mobile, mobile)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Writes down the phone of a person.
pub(super) fn set_mobile(db: &mut Db, of: PersonId, mobile: &Mobile) -> QueryResult<()> {
    let key_id: KeyId = person::table.find(of).select(person::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(diesel::result::Error::NotFound)?;
    let sealed = vault::seal(&key, &mobile_field(of), mobile.as_str())?;
    let index = index(db, Indexed::Mobile, mobile.as_str());
    diesel::update(person::table.find(of))
        .set((person::mobile_sealed.eq(sealed), person::mobile_index.eq(index)))
        .execute(db.conn)?;
    Ok(())
}

/// The columns in which a person is written down otherwise than in `new`. A national ID that was not told is not compared;
/// one of which the zeros were put before differs from the same one typed whole.
pub(super) fn differences(db: &mut Db, of: PersonId, new: &NewPerson) -> QueryResult<Vec<&'static str>> {
    type Row = (String, String, Option<Vec<u8>>, bool, Option<Vec<u8>>);
    let (given, family, id, is_repaired, mobile): Row = person::table
        .find(of)
        .select((
            person::given_name,
            person::family_name,
            person::national_id_index,
            person::national_id_repaired,
            person::mobile_index,
        ))
        .first(db.conn)?;
    let is_other_id = new
        .national_id
        .as_ref()
        .is_some_and(|told| id != index(db, Indexed::NationalId, told.as_str()) || is_repaired != told.is_repaired());
    let told = new.mobile.as_ref().map_or("", Mobile::as_str);
    let compared = [
        ("given_name", given != new.given_name),
        ("family_name", family != new.family_name),
        ("national_id", is_other_id),
        ("mobile", mobile != index(db, Indexed::Mobile, told)),
    ];
    Ok(compared.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect())
}

/// Writes a person down anew; a national ID that was not told stays.
pub(super) fn rewrite(db: &mut Db, of: PersonId, new: &NewPerson) -> QueryResult<()> {
    let key_id: KeyId = person::table.find(of).select(person::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(diesel::result::Error::NotFound)?;
    let mobile = new.mobile.as_ref().map_or("", Mobile::as_str);
    diesel::update(person::table.find(of))
        .set((
            (person::given_name.eq(&new.given_name), person::family_name.eq(&new.family_name)),
            (person::name_search.eq(search_text(&[&new.name()])), person::sort_key.eq(new.sort_key())),
            person::mobile_sealed.eq(vault::seal(&key, &mobile_field(of), mobile)?),
            person::mobile_index.eq(index(db, Indexed::Mobile, mobile)),
        ))
        .execute(db.conn)?;
    let Some(id) = &new.national_id else {
        return Ok(());
    };
    diesel::update(person::table.find(of))
        .set((
            person::national_id_sealed.eq(vault::seal(&key, &national_id_field(of), id.as_str())?),
            person::national_id_index.eq(index(db, Indexed::NationalId, id.as_str())),
            person::national_id_repaired.eq(id.is_repaired()),
        ))
        .execute(db.conn)?;
    Ok(())
}

pub(super) fn index(db: &Db, of: Indexed, text: &str) -> Option<Vec<u8>> {
    (!text.is_empty()).then(|| db.keys.blind_index(of, text))
}

/// Someone registered before.
pub(super) struct Known {
    pub person: PersonId,
    /// The household they belong to, with its name; none when their last stay is over.
    pub household: Option<(HouseholdId, String)>,
}

/// Whoever has this national ID, and where they belong on the day or later.
pub(super) fn known(db: &mut Db, id: &NationalId, day: NaiveDate) -> QueryResult<Option<Known>> {
    let index = db.keys.blind_index(Indexed::NationalId, id.as_str());
    let found: Option<PersonId> =
        person::table.filter(person::national_id_index.eq(index)).select(person::id).first(db.conn).optional()?;
    let Some(person) = found else {
        return Ok(None);
    };
    let household = household_member::table
        .inner_join(household::table)
        .filter(household_member::person_id.eq(person))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(day)))
        .select((household::id, household::name))
        .first(db.conn)
        .optional()?;
    Ok(Some(Known { person, household }))
}

/// The households to which people of the same name and phone belong on the day or later, where they or the new one told no
/// national ID. They may be the same person; nobody is taken for another by it.
pub(crate) fn namesakes(db: &mut Db, new: &NewPerson, day: NaiveDate) -> QueryResult<Vec<(HouseholdId, String)>> {
    let Some(mobile) = &new.mobile else {
        return Ok(Vec::new());
    };
    let index = db.keys.blind_index(Indexed::Mobile, mobile.as_str());
    let mut same = household_member::table
        .inner_join(household::table)
        .inner_join(person::table)
        .filter(person::mobile_index.eq(Some(index)))
        .filter(person::name_search.eq(search_text(&[&new.name()])))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(day)))
        .order(household_member::id)
        .limit(20)
        .select((household::id, household::name))
        .into_boxed();
    if new.national_id.is_some() {
        same = same.filter(person::national_id_index.is_null());
    }
    same.load(db.conn)
}

pub(super) fn national_id_field(id: PersonId) -> Field {
    Field { table: "person", column: "national_id_sealed", row: id.0 }
}

pub(crate) fn mobile_field(id: PersonId) -> Field {
    Field { table: "person", column: "mobile_sealed", row: id.0 }
}
