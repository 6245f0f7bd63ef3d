//! The append-only trail of what was done and looked at, chained by hash within each area; it carries ids, never names or values.
use crate::db::Db;
use crate::db::schema::audit_event;
use crate::kernel::chain::{Link, START};
use crate::kernel::ids::{AccountId, AreaId, AuditId};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Who does something, as the trail records it. Proofs make one, and commands that act for a named account.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub account: AccountId,
    pub role: &'static str,
    /// The request's id, or the command's name.
    pub request: String,
}

/// What happened to one thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event<'a> {
    /// A verb of the code, such as `hand_over` or `read`.
    pub action: &'static str,
    /// The table of the thing, and its id.
    pub object: (&'static str, i64),
    /// Field groups shown or changed; never their values.
    pub detail: &'a str,
    /// The area whose chain the row joins; none for what belongs to no area.
    pub area: Option<AreaId>,
}

/// The chain of what belongs to no area.
const NO_AREA: i64 = 0;

/// One row as it is hashed: every column but the hashes, in order.
pub(crate) struct Row<'a> {
    pub id: i64,
    pub chain: i64,
    pub seq: i64,
    pub at: NaiveDateTime,
    pub account: Option<i64>,
    pub role: &'a str,
    pub action: &'a str,
    pub object: &'a str,
    pub object_id: i64,
    pub detail: &'a str,
    pub allowed: bool,
    pub request_id: &'a str,
}

impl Row<'_> {
    /// SHA-256 of the previous hash and the row, each text with its length before it.
    pub fn hash(&self, prev: &[u8]) -> Vec<u8> {
        Link::after(prev)
            .number(self.id)
            .number(self.chain)
            .number(self.seq)
            .number(self.at.and_utc().timestamp_micros())
            .maybe(self.account)
            .text(self.role)
            .text(self.action)
            .text(self.object)
            .number(self.object_id)
            .text(self.detail)
            .number(i64::from(self.allowed))
            .text(self.request_id)
            .hash()
    }
}

/// Writes that `by` did something, in the caller's transaction.
pub(crate) fn record(db: &mut Db, by: &Actor, event: Event) -> QueryResult<()> {
    append(db, Some(by.account), by.role, &by.request, event)
}

/// Writes what the program itself did, for the given reason.
pub(crate) fn record_by_system(db: &mut Db, reason: &'static str, event: Event) -> QueryResult<()> {
    append(db, None, "system", reason, event)
}

fn append(db: &mut Db, account: Option<AccountId>, role: &str, request: &str, event: Event) -> QueryResult<()> {
    let chain = event.area.map_or(NO_AREA, |area| area.0);
    let last: Option<(i64, Vec<u8>)> = audit_event::table
        .filter(audit_event::chain.eq(chain))
        .order(audit_event::seq.desc())
        .select((audit_event::seq, audit_event::hash))
        .first(db.conn)
        .optional()?;
    let (seq, prev) = last.map_or((1, START.to_vec()), |(seq, hash)| (seq + 1, hash));
    let id: AuditId = db.id();
    let row = Row {
        id: id.0,
        chain,
        seq,
        at: db.now.at,
        account: account.map(|account| account.0),
        role,
        action: event.action,
        object: event.object.0,
        object_id: event.object.1,
        detail: event.detail,
        allowed: true,
        request_id: request,
    };
    let hash = row.hash(&prev);
    diesel::insert_into(audit_event::table)
        .values((
            (audit_event::id.eq(row.id), audit_event::chain.eq(chain), audit_event::seq.eq(seq)),
            (audit_event::at.eq(row.at), audit_event::account_id.eq(row.account), audit_event::role.eq(role)),
            (
                audit_event::action.eq(row.action),
                audit_event::object.eq(row.object),
                audit_event::object_id.eq(row.object_id),
            ),
            (
                audit_event::detail.eq(row.detail),
                audit_event::allowed.eq(row.allowed),
                audit_event::request_id.eq(request),
            ),
            (audit_event::prev_hash.eq(prev), audit_event::hash.eq(hash)),
        ))
        .execute(db.conn)?;
    Ok(())
}
