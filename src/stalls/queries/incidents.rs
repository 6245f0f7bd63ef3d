//! Reads of what happened on a market day.
use super::PAGE;
use crate::db::schema::{account, booking, data_key, household, incident, stall};
use crate::db::{Db, vault};
use crate::kernel::ids::{IncidentId, KeyId, MarketDayId};
use crate::stalls::incidents::note_field;
use crate::stalls::model::{Incident, IncidentKind};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What was noted of a day, the newest first; what was taken back is marked.
pub(crate) fn incidents_of(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<Incident>> {
    type What = (IncidentId, IncidentKind, Option<IncidentId>, NaiveDateTime);
    type Row = (What, Option<String>, Option<String>, String, (Option<Vec<u8>>, KeyId, Option<Vec<u8>>));
    let rows: Vec<Row> = incident::table
        .inner_join(account::table)
        .inner_join(data_key::table)
        .left_join(stall::table)
        .left_join(booking::table.inner_join(household::table))
        .filter(incident::market_day_id.eq(day))
        .order(incident::id.desc())
        .limit(4 * PAGE)
        .select((
            (incident::id, incident::kind, incident::takes_back, incident::noted_at),
            stall::number.nullable(),
            household::name.nullable(),
            account::name,
            (incident::note_sealed, data_key::id, data_key::wrapped),
        ))
        .load(db.conn)?;
    let taken_back: Vec<IncidentId> = rows.iter().filter_map(|(what, ..)| what.2).collect();
    let noted = rows.into_iter().filter(|(what, ..)| what.2.is_none());
    noted
        .map(|((id, kind, _, at), stall, name, by, (sealed, key_id, wrapped))| {
            let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
            let note = vault::open(key.as_ref(), &note_field(id), sealed.as_deref())?;
            Ok(Incident { id, kind, stall, name, note, by, at, is_taken_back: taken_back.contains(&id) })
        })
        .collect()
}
