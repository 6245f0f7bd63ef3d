//! A list between its upload and its confirmation: kept sealed, under a key of its own, for a day at most.
use super::enter::Intake;
use super::sheet::Sheet;
use crate::db::schema::{data_key, import_upload};
use crate::db::{Db, Pool, vault};
use crate::households::access::Caseworker;
use crate::jobs;
use crate::kernel::ids::{AreaId, InstitutionId, KeyId, ProgrammeId, UploadId};
use crate::kernel::secret::Field;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

const KEPT: TimeDelta = TimeDelta::hours(24);
/// How often such lists are looked for.
pub(crate) const LOOK_EVERY: TimeDelta = TimeDelta::hours(1);

/// The kind of the job that drops lists nobody confirmed.
pub(crate) const DROP: &str = "drop_uploads";

/// Drops the lists that nobody confirmed in time.
///
/// # Errors
/// When the database cannot be written to; the job is then tried again.
pub(crate) fn drop_unconfirmed(pool: &Pool) -> anyhow::Result<()> {
    Ok(pool.change_now(drop_old)?)
}

/// Plans the first look, unless one is planned already.
pub(crate) fn plan_dropping(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, DROP, now)
}

/// Keeps a list until it is confirmed, for a day at most.
pub(crate) fn keep(db: &mut Db, by: &Caseworker, sheet: &Sheet, intake: &Intake) -> QueryResult<UploadId> {
    let id: UploadId = db.id();
    let (key_id, key) = vault::new_key(db)?;
    let text = serde_json::to_string(sheet).map_err(|error| Error::SerializationError(error.into()))?;
    diesel::insert_into(import_upload::table)
        .values((
            (import_upload::id.eq(id), import_upload::key_id.eq(key_id), import_upload::area_id.eq(intake.area)),
            (import_upload::institution_id.eq(intake.institution), import_upload::programme_id.eq(intake.programme)),
            (
                import_upload::file_name.eq(&intake.file_name),
                import_upload::file_sha256.eq(intake.file_sha256.to_vec()),
            ),
            import_upload::sealed.eq(vault::seal(&key, &field(id), &text)?.unwrap_or_default()),
            (import_upload::made_by.eq(by.actor().account), import_upload::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

type Row = (KeyId, AreaId, InstitutionId, ProgrammeId, String, Vec<u8>, Vec<u8>, NaiveDateTime);

/// A list that the same person uploaded within the day.
pub(crate) fn kept(db: &mut Db, by: &Caseworker, id: UploadId) -> QueryResult<Option<(Sheet, Intake)>> {
    let row: Option<Row> = import_upload::table
        .find(id)
        .filter(import_upload::made_by.eq(by.actor().account))
        .select((
            import_upload::key_id,
            import_upload::area_id,
            import_upload::institution_id,
            import_upload::programme_id,
            import_upload::file_name,
            import_upload::file_sha256,
            import_upload::sealed,
            import_upload::made_at,
        ))
        .first(db.conn)
        .optional()?;
    let Some((key_id, area, institution, programme, file_name, sha256, sealed, made_at)) = row else {
        return Ok(None);
    };
    let key = vault::key(db, key_id)?;
    let text = vault::open(key.as_ref(), &field(id), Some(&sealed))?;
    let (Some(text), true) = (text, db.now.at - made_at <= KEPT) else {
        return Ok(None);
    };
    let sheet: Sheet = serde_json::from_str(&text).map_err(|error| Error::DeserializationError(error.into()))?;
    let file_sha256 = sha256.try_into().map_err(|_| Error::DeserializationError("no SHA-256".into()))?;
    Ok(Some((sheet, Intake { area, institution, programme, file_name, file_sha256 })))
}

/// Drops a list with its key.
pub(crate) fn drop_kept(db: &mut Db, id: UploadId) -> QueryResult<()> {
    let key: Option<KeyId> = import_upload::table.find(id).select(import_upload::key_id).first(db.conn).optional()?;
    diesel::delete(import_upload::table.find(id)).execute(db.conn)?;
    if let Some(key) = key {
        diesel::delete(data_key::table.find(key)).execute(db.conn)?;
    }
    Ok(())
}

fn drop_old(db: &mut Db) -> QueryResult<()> {
    let old: Vec<UploadId> = import_upload::table
        .filter(import_upload::made_at.lt(db.now.at - KEPT))
        .select(import_upload::id)
        .load(db.conn)?;
    old.into_iter().try_for_each(|id| drop_kept(db, id))
}

fn field(id: UploadId) -> Field {
    Field { table: "import_upload", column: "sealed", row: id.0 }
}
