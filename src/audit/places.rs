//! The area of a thing of a case file, by the table it lies in: where the trail of somebody who may not see it goes.
use crate::db::Db;
use crate::db::schema::{custody, decision, grant_award, household, import_batch, import_upload, proposal};
use crate::kernel::ids::{AreaId, BatchId, EquipmentId, GrantId, HouseholdId, ProposalId, UploadId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The area of a row of a table; none for one that is not there, and for a machine that no household ever held.
pub(crate) fn area_of(db: &mut Db, (table, id): (&str, i64)) -> QueryResult<Option<AreaId>> {
    let of = match table {
        "household" => Some(HouseholdId(id)),
        "equipment" => last_holder(db, EquipmentId(id))?,
        "grant_award" => grant_award::table
            .inner_join(decision::table)
            .filter(grant_award::id.eq(GrantId(id)))
            .select(decision::household_id)
            .first(db.conn)
            .optional()?,
        "proposal" => proposal::table.find(ProposalId(id)).select(proposal::household_id).first(db.conn).optional()?,
        "import_upload" => {
            return import_upload::table.find(UploadId(id)).select(import_upload::area_id).first(db.conn).optional();
        }
        "import_batch" => {
            return import_batch::table.find(BatchId(id)).select(import_batch::area_id).first(db.conn).optional();
        }
        _ => None,
    };
    let Some(of) = of else {
        return Ok(None);
    };
    household::table.find(of).select(household::area_id).first(db.conn).optional()
}

fn last_holder(db: &mut Db, of: EquipmentId) -> QueryResult<Option<HouseholdId>> {
    let last: Option<Option<HouseholdId>> = custody::table
        .filter(custody::equipment_id.eq(of))
        .filter(custody::household_id.is_not_null())
        .order((custody::starts_on.desc(), custody::id.desc()))
        .select(custody::household_id)
        .first(db.conn)
        .optional()?;
    Ok(last.flatten())
}
