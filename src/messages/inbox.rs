//! The inbox: what its owner has to read, the newest first, and what was read.
use super::letter::Letter;
use super::outbox::parse;
use crate::db::Db;
use crate::db::schema::message;
use crate::kernel::ids::{AccountId, MessageId};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Messages of one page of an inbox.
pub(crate) const INBOX_PAGE: usize = 20;

/// A message as its reader sees it in the inbox.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub id: MessageId,
    pub made_at: NaiveDateTime,
    pub is_read: bool,
    pub letter: Letter,
}

/// The newest messages of an inbox; one more than a page.
pub(crate) fn inbox_of(db: &mut Db, of: AccountId) -> QueryResult<Vec<Received>> {
    inbox_before(db, of, MessageId(i64::MAX))
}

/// The newest messages of an inbox that came before this one; one more than a page.
pub(crate) fn inbox_before(db: &mut Db, of: AccountId, last: MessageId) -> QueryResult<Vec<Received>> {
    let most = i64::try_from(INBOX_PAGE).unwrap_or(i64::MAX).saturating_add(1);
    let rows: Vec<(MessageId, NaiveDateTime, Option<NaiveDateTime>, String)> = message::table
        .filter(message::account_id.eq(of))
        .filter(message::channel.eq("inbox"))
        .filter(message::id.lt(last))
        .order(message::id.desc())
        .limit(most)
        .select((message::id, message::made_at, message::read_at, message::args))
        .load(db.conn)?;
    let received = |(id, made_at, read_at, args): (_, _, Option<NaiveDateTime>, String)| {
        Ok(Received { id, made_at, is_read: read_at.is_some(), letter: parse(&args)? })
    };
    rows.into_iter().map(received).collect()
}

/// How many messages of an inbox were not yet opened.
pub(crate) fn unread_count(db: &mut Db, of: AccountId) -> QueryResult<i64> {
    message::table
        .filter(message::account_id.eq(of))
        .filter(message::channel.eq("inbox"))
        .filter(message::read_at.is_null())
        .count()
        .get_result(db.conn)
}

/// Whether one of these people opened a message of their inbox that was made at this time or later.
pub(crate) fn has_read_since(db: &mut Db, people: &[AccountId], since: NaiveDateTime) -> QueryResult<bool> {
    let read = message::table
        .filter(message::account_id.eq_any(people))
        .filter(message::channel.eq("inbox"))
        .filter(message::made_at.ge(since))
        .filter(message::read_at.is_not_null());
    diesel::select(diesel::dsl::exists(read)).get_result(db.conn)
}

/// Notes that the inbox was opened.
pub(crate) fn mark_read(db: &mut Db, of: AccountId) -> QueryResult<()> {
    diesel::update(
        message::table
            .filter(message::account_id.eq(of))
            .filter(message::channel.eq("inbox"))
            .filter(message::read_at.is_null()),
    )
    .set(message::read_at.eq(db.now.at))
    .execute(db.conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::put_in_inbox;
    use crate::testing::{Office, pool};

    #[test]
    fn an_inbox_is_read_page_by_page_from_the_newest_on() {
        let pool = pool();
        let of = Office::new(&pool).manager;
        pool.change_now(|db| (0..25).try_for_each(|_| put_in_inbox(db, of, &Letter::ResetPassword))).unwrap();
        let first = pool.read_now(|db| inbox_of(db, of)).unwrap();
        assert_eq!(first.len(), INBOX_PAGE + 1, "one more says that there are others");
        let last = first[INBOX_PAGE - 1].id;
        let rest = pool.read_now(|db| inbox_before(db, of, last)).unwrap();
        assert_eq!(rest.len(), 5);
        assert!(rest.iter().all(|message| message.id < last), "none is shown twice");
    }
}
