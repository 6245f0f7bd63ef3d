//! What was done to a case file and why: a member corrected, the file closed or opened again. Only added to; the reason is
//! sealed under the household's key, and the trail names the fields alone.
use super::model::{EventKind, FileEvent};
use crate::audit::Actor;
use crate::db::schema::{account, case_event, case_file, household};
use crate::db::{Db, vault};
use crate::kernel::ids::{CaseEventId, CaseId, HouseholdId, KeyId, MemberId};
use crate::kernel::secret::Field;
use chrono::NaiveDateTime;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// How many of the latest events a file shows.
const SHOWN: i64 = 20;

/// An event to be written down.
#[derive(Clone, Debug)]
pub(super) struct Note<'a> {
    pub kind: EventKind,
    /// Who was corrected or got a new card.
    pub member: Option<MemberId>,
    /// The names of the corrected fields, with blanks between them.
    pub fields: &'a str,
    pub reason: &'a str,
}

/// Writes an event into the history of a household's file.
pub(super) fn write(db: &mut Db, by: &Actor, of: HouseholdId, note: &Note) -> QueryResult<()> {
    let (case, key_id): (CaseId, KeyId) = case_file::table
        .inner_join(household::table)
        .filter(case_file::household_id.eq(of))
        .select((case_file::id, household::key_id))
        .first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(Error::NotFound)?;
    let id: CaseEventId = db.id();
    diesel::insert_into(case_event::table)
        .values((
            (case_event::id.eq(id), case_event::case_id.eq(case), case_event::kind.eq(note.kind)),
            (case_event::member_id.eq(note.member), case_event::fields.eq(note.fields)),
            case_event::reason_sealed.eq(vault::seal(&key, &reason_field(id), note.reason)?.unwrap_or_default()),
            (case_event::recorded_by.eq(by.account), case_event::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(())
}

/// The latest events of a household's file, the newest first. The caller has proved that the reader may see them.
pub(crate) fn history_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<FileEvent>> {
    type Row = (CaseEventId, EventKind, Option<MemberId>, String, Vec<u8>, String, NaiveDateTime);
    let key_id: KeyId = household::table.find(of).select(household::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?;
    let rows: Vec<Row> = case_event::table
        .inner_join(case_file::table)
        .inner_join(account::table)
        .filter(case_file::household_id.eq(of))
        .order(case_event::id.desc())
        .limit(SHOWN)
        .select((
            case_event::id,
            case_event::kind,
            case_event::member_id,
            case_event::fields,
            case_event::reason_sealed,
            account::name,
            case_event::recorded_at,
        ))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(id, kind, member, fields, reason, by, at)| {
            let told = Some(reason.as_slice()).filter(|reason| !reason.is_empty());
            let reason = vault::open(key.as_ref(), &reason_field(id), told)?;
            let fields = fields.split_whitespace().map(str::to_owned).collect();
            Ok(FileEvent { kind, member, fields, reason, by, at })
        })
        .collect()
}

fn reason_field(id: CaseEventId) -> Field {
    Field { table: "case_event", column: "reason_sealed", row: id.0 }
}
