//! A list between its upload and its confirmation: kept sealed with what its trial told, under a key of its own, for a day at
//! most.
use super::enter::{Intake, Report};
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
/// The columns of what is sealed.
const CELLS: &str = "sealed";
const REPORT: &str = "report_sealed";

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

/// Keeps a list until it is confirmed, for a day at most, with what its trial told.
pub(crate) fn keep(
    db: &mut Db,
    by: &Caseworker,
    (sheet, report): (&Sheet, &Report),
    intake: &Intake,
) -> QueryResult<UploadId> {
    let id: UploadId = db.id();
    let (key_id, key) = vault::new_key(db)?;
    let sealed = |column, text: String| vault::seal(&key, &field(id, column), &text).map(Option::unwrap_or_default);
    diesel::insert_into(import_upload::table)
        .values((
            (import_upload::id.eq(id), import_upload::key_id.eq(key_id), import_upload::area_id.eq(intake.area)),
            (import_upload::institution_id.eq(intake.institution), import_upload::programme_id.eq(intake.programme)),
            (
                import_upload::file_name.eq(&intake.file_name),
                import_upload::file_sha256.eq(intake.file_sha256.to_vec()),
            ),
            import_upload::sealed.eq(sealed(CELLS, written(sheet)?)?),
            import_upload::report_sealed.eq(sealed(REPORT, written(report)?)?),
            (import_upload::made_by.eq(by.actor().account), import_upload::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// The trial of a list, as it was when the list was uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Tried {
    pub file_name: String,
    pub report: Report,
    pub at: NaiveDateTime,
}

/// What the trial told of a list that the same person uploaded within the day.
pub(crate) fn tried(db: &mut Db, by: &Caseworker, id: UploadId) -> QueryResult<Option<Tried>> {
    let row: Option<(KeyId, String, Vec<u8>, NaiveDateTime)> = import_upload::table
        .find(id)
        .filter(import_upload::made_by.eq(by.actor().account))
        .filter(import_upload::made_at.ge(db.now.at - KEPT))
        .select((import_upload::key_id, import_upload::file_name, import_upload::report_sealed, import_upload::made_at))
        .first(db.conn)
        .optional()?;
    let Some((key_id, file_name, sealed, at)) = row else {
        return Ok(None);
    };
    let report: Option<Report> = opened(db, key_id, &field(id, REPORT), &sealed)?;
    Ok(report.map(|report| Tried { file_name, report, at }))
}

type Row = (KeyId, AreaId, InstitutionId, ProgrammeId, String, Vec<u8>, Vec<u8>);

/// A list that the same person uploaded within the day.
pub(crate) fn kept(db: &mut Db, by: &Caseworker, id: UploadId) -> QueryResult<Option<(Sheet, Intake)>> {
    let row: Option<Row> = import_upload::table
        .find(id)
        .filter(import_upload::made_by.eq(by.actor().account))
        .filter(import_upload::made_at.ge(db.now.at - KEPT))
        .select((
            import_upload::key_id,
            import_upload::area_id,
            import_upload::institution_id,
            import_upload::programme_id,
            import_upload::file_name,
            import_upload::file_sha256,
            import_upload::sealed,
        ))
        .first(db.conn)
        .optional()?;
    let Some((key_id, area, institution, programme, file_name, sha256, sealed)) = row else {
        return Ok(None);
    };
    let sheet: Option<Sheet> = opened(db, key_id, &field(id, CELLS), &sealed)?;
    let file_sha256 = sha256.try_into().map_err(|_| Error::DeserializationError("no SHA-256".into()))?;
    Ok(sheet.map(|sheet| (sheet, Intake { area, institution, programme, file_name, file_sha256 })))
}

fn written<T: serde::Serialize>(part: &T) -> QueryResult<String> {
    serde_json::to_string(part).map_err(|error| Error::SerializationError(error.into()))
}

/// A part of an upload; none if its key was destroyed.
fn opened<T: serde::de::DeserializeOwned>(
    db: &mut Db,
    key: KeyId,
    field: &Field,
    sealed: &[u8],
) -> QueryResult<Option<T>> {
    let key = vault::key(db, key)?;
    let text = vault::open(key.as_ref(), field, Some(sealed))?;
    let part = text.map(|text| serde_json::from_str(&text)).transpose();
    part.map_err(|error| Error::DeserializationError(error.into()))
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

fn field(id: UploadId, column: &'static str) -> Field {
    Field { table: "import_upload", column, row: id.0 }
}
