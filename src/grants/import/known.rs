//! The machine of a row that the register has already, and what the row says of it that the register does not.
use super::columns::Column;
use super::lines::{Line, Remark, Trouble};
use super::store::{RowRefusal, granted};
use crate::db::schema::{decision, equipment, equipment_funding, grant_award, handover};
use crate::db::{Db, Write, refuse};
use crate::grants::model::Source;
use crate::grants::register;
use crate::kernel::ids::{EquipmentId, HouseholdId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The household's machine of this row, if it is in the register: by its number, or without one by kind and cost.
pub(super) fn machine(db: &mut Db, of: HouseholdId, line: &Line) -> Write<Option<EquipmentId>, RowRefusal> {
    let serial = register::norm(&line.serial);
    if serial.is_empty() {
        let alike: Option<EquipmentId> = equipment::table
            .inner_join(equipment_funding::table.inner_join(grant_award::table.inner_join(decision::table)))
            .filter(decision::household_id.eq(of))
            .filter(equipment::kind_code.eq(line.kind).and(equipment::serial.eq("")))
            .filter(equipment::cost_irr.eq(line.cost))
            .select(equipment::id)
            .first(db.conn)
            .optional()?;
        return Ok(alike);
    }
    // By its number first, and only then by what paid for it: most rows have a number that nobody knows.
    let known: Option<EquipmentId> = equipment::table
        .filter(equipment::maker_norm.eq(register::norm(&line.maker)))
        .filter(equipment::serial_norm.eq(serial))
        .select(equipment::id)
        .first(db.conn)
        .optional()?;
    let Some(known) = known else {
        return Ok(None);
    };
    let owner: Option<HouseholdId> = equipment_funding::table
        .inner_join(grant_award::table.inner_join(decision::table))
        .filter(equipment_funding::equipment_id.eq(known))
        .select(decision::household_id)
        .first(db.conn)
        .optional()?;
    match owner {
        Some(owner) if owner != of => refuse((Column::Serial, Trouble::SerialTaken)),
        owner => Ok(owner.map(|_| known)),
    }
}

/// What the row says of a machine that the register has otherwise; it is not written over what stands there.
pub(super) fn difference(db: &mut Db, known: EquipmentId, line: &Line) -> QueryResult<Option<Remark>> {
    let (cost, acquired_on): (Rial, NaiveDate) =
        equipment::table.find(known).select((equipment::cost_irr, equipment::acquired_on)).first(db.conn)?;
    if cost != line.cost {
        return Ok(Some(Remark::CostDiffers { recorded: cost, said: line.cost }));
    }
    let parts: Vec<(Source, Rial)> = equipment_funding::table
        .filter(equipment_funding::equipment_id.eq(known))
        .select((equipment_funding::source, equipment_funding::amount_irr))
        .load(db.conn)?;
    let paid = |source: Source| parts.iter().filter(|part| part.0 == source).map(|part| part.1.0).sum::<i64>();
    let shares = [Source::Grant, Source::Household, Source::Other].map(paid);
    let handed: Vec<NaiveDate> = handover::table
        .filter(handover::equipment_id.eq(known))
        .filter(handover::accepted.eq(true))
        .select(handover::handed_on)
        .load(db.conn)?;
    let is_same = shares == [granted(line).0, line.own.0, line.other.0]
        && acquired_on == line.acquired_on
        && line.handed_on.is_none_or(|day| handed.contains(&day));
    Ok((!is_same).then_some(Remark::RecordDiffers))
}
