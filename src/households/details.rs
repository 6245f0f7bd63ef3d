//! The address, the bank account and the notes of a household, sealed under its key.
use super::access::CaseworkerOf;
use super::register::{address_field, notes_field, sheba_field};
use crate::audit::{self, Event};
use crate::db::schema::household;
use crate::db::{Db, vault};
use crate::kernel::contact::Sheba;
use crate::kernel::ids::KeyId;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What a caseworker writes down of a household beside its members; an empty text takes it away.
#[derive(Clone, Debug)]
pub(crate) struct Details {
    pub address: String,
    pub notes: String,
    /// The account to which the office pays what it owes the household.
    pub sheba: Option<Sheba>,
}

/// Writes the address, the account and the notes anew.
pub(crate) fn set_details(db: &mut Db, by: &CaseworkerOf, details: &Details) -> QueryResult<()> {
    let id = by.household();
    let key_id: KeyId = household::table.find(id).select(household::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(Error::NotFound)?;
    let sheba = details.sheba.as_ref().map_or("", Sheba::as_str);
    diesel::update(household::table.find(id))
        .set((
            household::address_sealed.eq(vault::seal(&key, &address_field(id), &details.address)?),
            household::notes_sealed.eq(vault::seal(&key, &notes_field(id), &details.notes)?),
            household::sheba_sealed.eq(vault::seal(&key, &sheba_field(id), sheba)?),
        ))
        .execute(db.conn)?;
    let event = Event {
        action: "set_details",
        object: ("household", id.0),
        detail: "address notes sheba",
        area: Some(by.area()),
    };
    audit::record(db, by.actor(), event)
}
