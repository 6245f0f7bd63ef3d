//! Taking a whole list back, as long as nothing else has touched what it made. The guards of the database have the last word.
use crate::audit::{self, Event};
use crate::db::schema::{
    area, custody, decision, equipment, equipment_funding, grant_award, grant_household, handover, import_batch,
    import_row,
};
use crate::db::{Abort, Db, Write, refuse};
use crate::households::access::Caseworker;
use crate::households::unregister;
use crate::kernel::ids::{AreaId, BatchId, DecisionId, EquipmentId, GrantId, HouseholdId, InstitutionId, PersonId};
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a list is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UndoRefusal {
    #[error("there is no such list in the caseworker's areas, or it was taken back before")]
    Unknown,
    #[error("something that this row made is in use")]
    Touched { line: i32 },
}

type Row = (i32, Made, Option<HouseholdId>, Option<PersonId>, bool);

/// Takes a list back, the last row first; all of it or nothing.
pub(crate) fn undo(db: &mut Db, by: &Caseworker, id: BatchId) -> Write<(), UndoRefusal> {
    let Some(place) = place(db, by, id)? else {
        return refuse(UndoRefusal::Unknown);
    };
    let rows: Vec<Row> = import_row::table
        .filter(import_row::batch_id.eq(id))
        .filter(import_row::outcome.eq("added"))
        .order(import_row::line.desc())
        .select((
            import_row::line,
            (import_row::decision_id, import_row::grant_id, import_row::equipment_id),
            import_row::household_id,
            import_row::person_id,
            import_row::made_household,
        ))
        .load(db.conn)?;
    for (line, made, ..) in &rows {
        take_away(db, *made).map_err(|error| touched(error, *line))?;
    }
    for (line, _, household, person, is_made) in rows {
        if let (Some(household), true) = (household, is_made) {
            if !unregister::is_as_registered(db, household, person.as_slice())? {
                return refuse(UndoRefusal::Touched { line });
            }
            unregister::unregister(db, by, household).map_err(|error| touched(error, line))?;
        }
    }
    let closed = diesel::update(import_batch::table.find(id).filter(import_batch::state.eq("done")))
        .set((import_batch::state.eq("undone"), import_batch::undone_at.eq(Some(db.now.at))))
        .execute(db.conn)?;
    if closed == 0 {
        return refuse(UndoRefusal::Unknown);
    }
    let event = Event { action: "undo_import", object: ("import_batch", id.0), detail: "grants", area: Some(place) };
    audit::record(db, by.actor(), event)?;
    Ok(())
}

/// The area of a list that stands, if it lies within the caseworker's scope.
fn place(db: &mut Db, by: &Caseworker, id: BatchId) -> QueryResult<Option<AreaId>> {
    let found: Option<(AreaId, String, InstitutionId)> = import_batch::table
        .inner_join(area::table)
        .filter(import_batch::id.eq(id))
        .filter(import_batch::state.eq("done"))
        .select((area::id, area::path, import_batch::institution_id))
        .first(db.conn)
        .optional()?;
    let is_within = |path: &str, institution: InstitutionId| {
        by.scopes().iter().any(|scope| scope.institution == Some(institution) && scope.covers(path))
    };
    Ok(found.filter(|(_, path, institution)| is_within(path, *institution)).map(|(area, ..)| area))
}

type Made = (Option<DecisionId>, Option<GrantId>, Option<EquipmentId>);

fn take_away(db: &mut Db, (decision, grant, machine): Made) -> QueryResult<()> {
    if let Some(machine) = machine {
        let held = custody::table.filter(custody::equipment_id.eq(machine));
        let mut stretches: Vec<i64> = held.order(custody::starts_on.desc()).select(custody::id).load(db.conn)?;
        for stretch in stretches.drain(..) {
            diesel::delete(custody::table.find(stretch)).execute(db.conn)?;
        }
        diesel::delete(handover::table.filter(handover::equipment_id.eq(machine))).execute(db.conn)?;
        diesel::delete(equipment_funding::table.filter(equipment_funding::equipment_id.eq(machine)))
            .execute(db.conn)?;
        diesel::delete(equipment::table.find(machine)).execute(db.conn)?;
    }
    if let Some(grant) = grant {
        diesel::delete(grant_household::table.filter(grant_household::grant_id.eq(grant))).execute(db.conn)?;
        diesel::delete(grant_award::table.find(grant)).execute(db.conn)?;
    }
    if let Some(decision) = decision {
        diesel::delete(decision::table.find(decision)).execute(db.conn)?;
    }
    Ok(())
}

/// A guard or a foreign key that holds a record back; anything else is no refusal of ours.
fn touched(error: Error, line: i32) -> Abort<UndoRefusal> {
    match &error {
        Error::DatabaseError(_, information) if is_rule(information.message()) => {
            Abort::Refused(UndoRefusal::Touched { line })
        }
        _ => Abort::Database(error),
    }
}

/// Whether the message is one of a rule: a guard's name, or a foreign key.
fn is_rule(message: &str) -> bool {
    let lower = message.to_ascii_lowercase();
    lower.contains("foreign key")
        || lower.contains("not_undoable")
        || lower.contains("immutable")
        || lower.contains("in_use")
        || lower.contains("ends_before")
}
