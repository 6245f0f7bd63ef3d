//! Reads of what happened on a market day.
use crate::db::schema::{account, booking, data_key, household, incident, stall};
use crate::db::{Db, vault};
use crate::kernel::ids::{IncidentId, KeyId, MarketDayId};
use crate::stalls::incidents::note_field;
use crate::stalls::model::{Happened, Incident, IncidentKind};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// So many are listed at once.
const AT_ONCE: usize = 20;

/// A part of what was noted of a day, the newest first, after the last one shown before; what was taken back is marked.
pub(crate) fn incidents_of(db: &mut Db, day: MarketDayId, before: Option<IncidentId>) -> QueryResult<Happened> {
    type What = (IncidentId, IncidentKind, NaiveDateTime);
    type Row = (What, Option<String>, Option<String>, String, (Option<Vec<u8>>, KeyId, Option<Vec<u8>>));
    let mut noted = incident::table
        .inner_join(account::table)
        .inner_join(data_key::table)
        .left_join(stall::table)
        .left_join(booking::table)
        .left_join(household::table.on(household::id.nullable().eq(booking::household_id.nullable())))
        .filter(incident::market_day_id.eq(day))
        // Not by the index of what takes back, in which nearly all incidents of all days stand together.
        .filter(incident::takes_back.is_null().eq(true))
        .order(incident::id.desc())
        .limit(i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX))
        .select((
            (incident::id, incident::kind, incident::noted_at),
            stall::number.nullable(),
            household::name.nullable(),
            account::name,
            (incident::note_sealed, data_key::id, data_key::wrapped),
        ))
        .into_boxed();
    if let Some(before) = before {
        noted = noted.filter(incident::id.lt(before));
    }
    let mut rows: Vec<Row> = noted.load(db.conn)?;
    let has_more = rows.len() > AT_ONCE;
    rows.truncate(AT_ONCE);
    let ids: Vec<IncidentId> = rows.iter().map(|(what, ..)| what.0).collect();
    let taken_back: Vec<Option<IncidentId>> =
        incident::table.filter(incident::takes_back.eq_any(&ids)).select(incident::takes_back).load(db.conn)?;
    let read = |((id, kind, at), stall, name, by, (sealed, key_id, wrapped)): Row| {
        let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
        let note = vault::open(key.as_ref(), &note_field(id), sealed.as_deref())?;
        let is_taken_back = taken_back.contains(&Some(id));
        Ok(Incident { id, kind, stall, name, note, by, at, is_taken_back })
    };
    let incidents = rows.into_iter().map(read).collect::<QueryResult<_>>()?;
    Ok(Happened { incidents, is_first: before.is_none(), has_more })
}
