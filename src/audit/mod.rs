//! The append-only trail of what was done and looked at, chained by hash within each area; it carries ids, never names or values.
mod places;

pub(crate) use places::area_of;

use crate::db::schema::audit_event;
use crate::db::{Db, on_each, untraced};
use crate::kernel::chain::{Link, START};
use crate::kernel::ids::{AccountId, AreaId, AuditId, HouseholdId};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// Who does something, as the trail records it. Proofs make one, and commands that act for a named account.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub account: AccountId,
    pub role: &'static str,
    /// The request's id, or the command's name.
    pub request: String,
    pub origin: Origin,
}

/// Where an act comes from and why it was let through; empty for commands, which come from the console.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// A digest of the session's; the session cannot be found by it without the session.
    pub session: String,
    /// A keyed digest of the network address: two rows from one place are alike, and none tells the place.
    pub address: String,
    /// The areas and institutions in which the role was held, as `area/institution`.
    pub scope: String,
    /// The proof that decided.
    pub rule: &'static str,
}

/// A look at a case file or at a list of them, let through or not.
#[derive(Clone, Debug)]
pub(crate) struct Look<'a> {
    pub event: Event<'a>,
    /// Whose case file it was; none for lists.
    pub household: Option<HouseholdId>,
    pub allowed: bool,
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

/// The chain that the rows of an area join.
pub(crate) fn chain_of(area: Option<AreaId>) -> i64 {
    area.map_or(NO_AREA, |area| area.0)
}

/// One row as it is hashed: every column but the hashes, in order.
pub(crate) struct Row<'a> {
    pub id: i64,
    pub chain: i64,
    pub seq: i64,
    pub at: NaiveDateTime,
    pub account: Option<i64>,
    pub session: &'a str,
    pub address: &'a str,
    pub role: &'a str,
    pub scope: &'a str,
    pub action: &'a str,
    pub object: &'a str,
    pub object_id: i64,
    pub household: Option<i64>,
    pub detail: &'a str,
    pub allowed: bool,
    pub rule: &'a str,
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
            .text(self.session)
            .text(self.address)
            .text(self.role)
            .text(self.scope)
            .text(self.action)
            .text(self.object)
            .number(self.object_id)
            .maybe(self.household)
            .text(self.detail)
            .number(i64::from(self.allowed))
            .text(self.rule)
            .text(self.request_id)
            .hash()
    }
}

/// Writes that `by` did something, in the caller's transaction.
pub(crate) fn record(db: &mut Db, by: &Actor, event: Event) -> QueryResult<()> {
    record_look(db, by, &Look { event, household: None, allowed: true })
}

/// Writes that `by` looked at something or tried to, in the transaction of the look.
pub(crate) fn record_look(db: &mut Db, by: &Actor, look: &Look) -> QueryResult<()> {
    append(db, Some(by.account), (by.role, &by.request, &by.origin), std::slice::from_ref(look)).map_err(untraced)
}

/// Writes what the program itself did, for the given reason.
pub(crate) fn record_by_system(db: &mut Db, reason: &'static str, event: Event) -> QueryResult<()> {
    let look = Look { event, household: None, allowed: true };
    append(db, None, ("system", reason, &Origin::default()), &[look]).map_err(untraced)
}

/// Writes that `by` did all of this, each chain in the order given: one look at the end of a chain and few statements, however
/// many events there are.
pub(crate) fn record_all(db: &mut Db, by: &Actor, events: &[Event]) -> QueryResult<()> {
    let mut chains: BTreeMap<i64, Vec<Look>> = BTreeMap::new();
    for event in events {
        let look = Look { event: *event, household: None, allowed: true };
        chains.entry(chain_of(event.area)).or_default().push(look);
    }
    let said = (by.role, by.request.as_str(), &by.origin);
    // A query for each neighbourhood that a list names, not for each of its rows.
    chains.into_values().try_for_each(|looks| append(db, Some(by.account), said, &looks)).map_err(untraced)
}

/// Rows that one statement writes: SQLite takes 32,766 values in one.
const AT_ONCE: usize = 500;

/// Appends looks of one chain.
fn append(
    db: &mut Db,
    account: Option<AccountId>,
    (role, request, origin): (&str, &str, &Origin),
    looks: &[Look],
) -> QueryResult<()> {
    let chain = chain_of(looks.first().and_then(|look| look.event.area));
    let last: Option<(i64, Vec<u8>)> = audit_event::table
        .filter(audit_event::chain.eq(chain))
        .order(audit_event::seq.desc())
        .select((audit_event::seq, audit_event::hash))
        .first(db.conn)
        .optional()?;
    let (mut seq, mut prev) = last.unwrap_or_else(|| (0, START.to_vec()));
    for some in looks.chunks(AT_ONCE) {
        let mut rows = Vec::with_capacity(some.len());
        for Look { event, household, allowed } in some {
            seq += 1;
            let row = Row {
                id: db.id::<AuditId>().0,
                chain,
                seq,
                at: db.now.at,
                account: account.map(|account| account.0),
                session: &origin.session,
                address: &origin.address,
                role,
                scope: &origin.scope,
                action: event.action,
                object: event.object.0,
                object_id: event.object.1,
                household: household.map(|household| household.0),
                detail: event.detail,
                allowed: *allowed,
                rule: origin.rule,
                request_id: request,
            };
            let hash = row.hash(&prev);
            rows.push((row, std::mem::replace(&mut prev, hash.clone()), hash));
        }
        insert(db, rows)?;
    }
    Ok(())
}

fn insert(db: &mut Db, rows: Vec<(Row, Vec<u8>, Vec<u8>)>) -> QueryResult<()> {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(row, prev, hash)| {
            (
                (audit_event::id.eq(row.id), audit_event::chain.eq(row.chain), audit_event::seq.eq(row.seq)),
                (audit_event::at.eq(row.at), audit_event::account_id.eq(row.account), audit_event::role.eq(row.role)),
                (
                    audit_event::session.eq(row.session),
                    audit_event::address.eq(row.address),
                    audit_event::scope.eq(row.scope),
                    audit_event::rule.eq(row.rule),
                ),
                (
                    audit_event::action.eq(row.action),
                    audit_event::object.eq(row.object),
                    audit_event::object_id.eq(row.object_id),
                    audit_event::household_id.eq(row.household),
                ),
                (
                    audit_event::detail.eq(row.detail),
                    audit_event::allowed.eq(row.allowed),
                    audit_event::request_id.eq(row.request_id),
                ),
                (audit_event::prev_hash.eq(prev), audit_event::hash.eq(hash)),
            )
        })
        .collect();
    // A statement of one row is the same each time, and is kept prepared.
    match rows.as_slice() {
        [one] => diesel::insert_into(audit_event::table).values(one).execute(db.conn).map(drop),
        all => on_each!(db.conn, |conn| diesel::insert_into(audit_event::table).values(all).execute(conn)).map(drop),
    }
}
