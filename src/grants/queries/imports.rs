//! Reads of imported lists, and of what a list may be brought in for.
use crate::accounts::access::Scope;
use crate::accounts::within::within;
use crate::db::Db;
use crate::db::schema::{area, import_batch, programme};
use crate::grants::model::{BatchRow, ProgrammeRow};
use crate::kernel::ids::{AreaId, InstitutionId, ProgrammeId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

const SHOWN: i64 = 20;

/// The lists brought in for areas within the scope, the latest first.
pub(crate) fn batches(db: &mut Db, scopes: &[Scope]) -> QueryResult<Vec<BatchRow>> {
    let all = import_batch::table.inner_join(area::table).order(import_batch::id.desc()).limit(SHOWN).select((
        import_batch::id,
        import_batch::file_name,
        import_batch::made_at,
        import_batch::rows_added,
        import_batch::undone_at.is_not_null(),
    ));
    within!(all, scopes, import_batch::institution_id).load(db.conn)
}

/// The programmes of the institutions within the scope.
pub(crate) fn programmes_within(db: &mut Db, scopes: &[Scope]) -> QueryResult<Vec<ProgrammeRow>> {
    let institutions: Vec<InstitutionId> = scopes.iter().filter_map(|scope| scope.institution).collect();
    programme::table
        .filter(programme::institution_id.eq_any(institutions))
        .order((programme::institution_id, programme::code))
        .select((programme::id, programme::code, (programme::name_fa, programme::name_en)))
        .load(db.conn)
}

/// The institution of a programme, if one of `scopes` is its and covers the area.
pub(crate) fn intake_institution(
    db: &mut Db,
    scopes: &[Scope],
    (place, of): (AreaId, ProgrammeId),
) -> QueryResult<Option<InstitutionId>> {
    let institution: Option<InstitutionId> =
        programme::table.find(of).select(programme::institution_id).first(db.conn).optional()?;
    let path: Option<String> = area::table.find(place).select(area::path).first(db.conn).optional()?;
    Ok(institution.zip(path).and_then(|(institution, path)| {
        let is_theirs = scopes.iter().any(|scope| scope.institution == Some(institution) && scope.covers(&path));
        is_theirs.then_some(institution)
    }))
}
