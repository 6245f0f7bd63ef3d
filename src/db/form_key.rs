//! What a form made is kept under the form's key in the same transaction, so that its second arrival makes nothing. A form of
//! the same key that holds something else, because somebody went back and wrote anew, is refused with [`Resent`].
use super::schema::form_key;
use super::{Db, Write};
use crate::error::Resent;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::AccountId;
use chrono::NaiveDateTime;
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A form as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    by: AccountId,
    /// What the form makes: a table.
    makes: &'static str,
    key: Idem,
    content: [u8; 32],
}

impl Sent {
    /// The form of this account that makes a row of a table.
    pub fn of(by: AccountId, makes: &'static str, (key, fields): (Idem, &Fields)) -> Sent {
        Sent { by, makes, key, content: fields.digest() }
    }
}

/// What a form of this key made before, and whether it held the same then.
pub(crate) fn made_before(db: &mut Db, sent: &Sent) -> QueryResult<Option<(i64, bool)>> {
    let before: Option<(i64, Option<Vec<u8>>)> = form_key::table
        .find((sent.by, sent.makes, sent.key.as_str()))
        .select((form_key::object_id, form_key::content_sha256))
        .first(db.conn)
        .optional()?;
    Ok(before.map(|(made, content)| (made, content.is_none_or(|content| content == sent.content))))
}

/// Does what a form asks, or gives what the same form of the same account made before.
///
/// # Errors
/// [`Resent`] inside of the database's error, when the form of this key held something else.
pub(crate) fn once<I, R>(db: &mut Db, sent: &Sent, act: impl FnOnce(&mut Db) -> Write<I, R>) -> Write<I, R>
where
    I: From<i64> + Into<i64> + Copy,
{
    match made_before(db, sent)? {
        Some((made, true)) => return Ok(made.into()),
        Some((_, false)) => return Err(Error::QueryBuilderError(Resent.into()).into()),
        None => {}
    }
    let made = act(db)?;
    diesel::insert_into(form_key::table)
        .values((
            (form_key::account_id.eq(sent.by), form_key::object.eq(sent.makes), form_key::key.eq(sent.key.as_str())),
            (form_key::object_id.eq(made.into()), form_key::made_at.eq(db.now.at)),
            form_key::content_sha256.eq(sent.content.as_slice()),
        ))
        .execute(db.conn)?;
    Ok(made)
}

/// Forgets what was made by forms that arrived before a moment, the oldest `some` of them; gives how many there were.
pub(crate) fn forget_before(db: &mut Db, moment: NaiveDateTime, some: i64) -> QueryResult<usize> {
    let old = || form_key::table.filter(form_key::made_at.lt(moment));
    let last: Option<NaiveDateTime> =
        old().order(form_key::made_at).offset(some).select(form_key::made_at).first(db.conn).optional()?;
    // Those that came in the same moment are forgotten together.
    diesel::delete(old().filter(form_key::made_at.le(last.unwrap_or(moment)))).execute(db.conn)
}
