//! Sessions: stored by the hash of their token, ended by sign-out, idleness, age, or the account being disabled.
use super::model::Device;
use crate::accounts::access::{Role, Scope, SignedIn};
use crate::db::Db;
use crate::db::schema::{account, account_scope, area, session};
use crate::kernel::digest::sha256;
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, PersonId};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, Queryable,
    RunQueryDsl, Selectable, SelectableHelper,
};

const STAFF_IDLE: TimeDelta = TimeDelta::minutes(30);
const STAFF_AGE: TimeDelta = TimeDelta::hours(10);
const PRODUCER_IDLE: TimeDelta = TimeDelta::days(30);
/// A session is written to at most this often, so that looking at pages stays reading.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct Row {
    account_id: AccountId,
    created_at: NaiveDateTime,
    seen_at: NaiveDateTime,
}

/// Makes a session and returns its token, the only copy there is.
pub(crate) fn start(db: &mut Db, of: AccountId, device: Device) -> QueryResult<[u8; 32]> {
    let token = db.ids.token();
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(sha256(&token).to_vec()),
            session::account_id.eq(of),
            session::device.eq(device),
            session::created_at.eq(db.now.at),
            session::seen_at.eq(db.now.at),
            session::expires_at.eq(db.now.at + PRODUCER_IDLE),
            session::confirmed_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(token)
}

/// Who a session belongs to, and whether it is time to note that it was used. Nothing for one that is over.
pub(crate) fn load(db: &mut Db, token_hash: &[u8]) -> QueryResult<Option<(SignedIn, bool)>> {
    let found: Option<(Row, Option<PersonId>, String)> = session::table
        .inner_join(account::table)
        .filter(session::token_hash.eq(token_hash))
        .filter(session::expires_at.gt(db.now.at))
        .filter(account::disabled_at.is_null())
        .select((Row::as_select(), account::person_id, account::name))
        .first(db.conn)
        .optional()?;
    let Some((row, person, name)) = found else {
        return Ok(None);
    };
    let who = SignedIn {
        account: row.account_id,
        person,
        name,
        scopes: scopes_today(db, row.account_id)?,
        session: token_hash.to_vec(),
    };
    let too_old = who.is_staff() && (db.now.at - row.seen_at > STAFF_IDLE || db.now.at - row.created_at > STAFF_AGE);
    let untouched = db.now.at - row.seen_at > TOUCH_EVERY;
    Ok((!too_old).then_some((who, untouched)))
}

/// The roles an account holds today.
pub(crate) fn scopes_today(db: &mut Db, of: AccountId) -> QueryResult<Vec<Scope>> {
    let today = db.now.today;
    let rows: Vec<(Role, Option<InstitutionId>, AreaId, String)> = account_scope::table
        .inner_join(area::table.on(area::id.eq(account_scope::area_id)))
        .filter(account_scope::account_id.eq(of))
        .filter(account_scope::starts_on.le(today))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
        .order(account_scope::id)
        .select((account_scope::role, account_scope::institution_id, account_scope::area_id, area::path))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(role, institution, area, area_path)| Scope { role, institution, area, area_path })
        .collect())
}

/// Notes that a session was used, which keeps it from growing idle.
pub(crate) fn touch(db: &mut Db, token_hash: &[u8], is_staff: bool) -> QueryResult<()> {
    let idle = if is_staff { STAFF_AGE } else { PRODUCER_IDLE };
    diesel::update(session::table.filter(session::token_hash.eq(token_hash)))
        .set((session::seen_at.eq(db.now.at), session::expires_at.eq(db.now.at + idle)))
        .execute(db.conn)?;
    Ok(())
}

/// Ends one session.
pub(crate) fn end(db: &mut Db, token_hash: &[u8]) -> QueryResult<()> {
    diesel::delete(session::table.filter(session::token_hash.eq(token_hash))).execute(db.conn)?;
    Ok(())
}

/// Ends every session of an account but the one it is done from.
pub(crate) fn end_others(db: &mut Db, of: AccountId, but: &[u8]) -> QueryResult<usize> {
    diesel::delete(session::table.filter(session::account_id.eq(of)).filter(session::token_hash.ne(but)))
        .execute(db.conn)
}
