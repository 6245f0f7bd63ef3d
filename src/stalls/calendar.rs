//! The private address under which a household's calendar reads its market days. Whoever knows the address reads them, so
//! only its digest is kept, a new one ends the one before, and it opens nothing once the member who made it has left.
use crate::audit::{self, Event};
use crate::db::Db;
use crate::db::schema::calendar_link;
use crate::households::access::Producer;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::CalendarLinkId;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Makes an address in place of the one there was; gives the token for it, which is told this once.
pub(crate) fn make(db: &mut Db, by: &Producer) -> QueryResult<String> {
    close(db, by)?;
    let (id, token): (CalendarLinkId, _) = (db.id(), db.ids.token());
    diesel::insert_into(calendar_link::table)
        .values((
            calendar_link::id.eq(id),
            calendar_link::household_id.eq(by.household()),
            calendar_link::token_hash.eq(sha256(&token).to_vec()),
            calendar_link::made_at.eq(db.now.at),
            calendar_link::made_by.eq(by.actor().account),
        ))
        .execute(db.conn)?;
    note(db, by, "make_calendar_link")?;
    Ok(hex(&token))
}

/// Ends the address, if there is one.
pub(crate) fn end(db: &mut Db, by: &Producer) -> QueryResult<()> {
    if close(db, by)? == 0 {
        return Ok(());
    }
    note(db, by, "end_calendar_link")
}

fn close(db: &mut Db, by: &Producer) -> QueryResult<usize> {
    let open = calendar_link::table
        .filter(calendar_link::household_id.eq(by.household()))
        .filter(calendar_link::ended_at.is_null());
    diesel::update(open).set(calendar_link::ended_at.eq(db.now.at)).execute(db.conn)
}

fn note(db: &mut Db, by: &Producer, action: &'static str) -> QueryResult<()> {
    let event = Event { action, object: ("household", by.household().0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)
}
