//! What a form made is kept under the form's key in the same transaction, so that its second arrival makes nothing.
use super::schema::form_key;
use super::{Db, Write};
use crate::kernel::idem::Idem;
use crate::kernel::ids::AccountId;
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A form as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub by: AccountId,
    /// What the form makes: a table.
    pub makes: &'static str,
    pub key: Idem,
}

/// Does what a form asks, or gives what the same form of the same account made before.
pub(crate) fn once<I, R>(db: &mut Db, sent: &Sent, act: impl FnOnce(&mut Db) -> Write<I, R>) -> Write<I, R>
where
    I: From<i64> + Into<i64> + Copy,
{
    let before: Option<i64> = form_key::table
        .find((sent.by, sent.makes, sent.key.as_str()))
        .select(form_key::object_id)
        .first(db.conn)
        .optional()?;
    if let Some(made) = before {
        return Ok(made.into());
    }
    let made = act(db)?;
    diesel::insert_into(form_key::table)
        .values((
            (form_key::account_id.eq(sent.by), form_key::object.eq(sent.makes), form_key::key.eq(sent.key.as_str())),
            (form_key::object_id.eq(made.into()), form_key::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(made)
}

/// Forgets what was made by forms that arrived before a moment.
pub(crate) fn forget_before(db: &mut Db, moment: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(form_key::table.filter(form_key::made_at.lt(moment))).execute(db.conn)
}
