//! How the person of an account is reached.
use super::mobile_field;
use crate::db::schema::account;
use crate::db::{Db, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, KeyId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// By which name and number the person of an account is reached.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub name: String,
    pub mobile: Mobile,
}

/// How the person of an account is reached; none if it was stopped.
pub(crate) fn reached(db: &mut Db, of: AccountId) -> QueryResult<Option<Reached>> {
    let row: Option<(KeyId, String, Vec<u8>)> = account::table
        .find(of)
        .filter(account::disabled_at.is_null())
        .select((account::key_id, account::name, account::mobile_sealed))
        .first(db.conn)
        .optional()?;
    let Some((key_id, name, sealed)) = row else {
        return Ok(None);
    };
    let key = vault::key(db, key_id)?;
    let mobile = vault::open(key.as_ref(), &mobile_field(of), Some(&sealed))?;
    Ok(mobile.and_then(|text| Mobile::parse(&text).ok()).map(|mobile| Reached { name, mobile }))
}
