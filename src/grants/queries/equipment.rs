//! Reads of machines: who holds them, who may use them, who paid.
use crate::db::Db;
use crate::db::schema::{
    custody, decision, equipment, equipment_funding, equipment_kind, grant_award, handover, programme, use_right,
};
use crate::grants::hold::held;
use crate::grants::model::{CustodyRow, DeclinedRow, Kind, Machine, MachineRow, PayerRow, Reach, UseRightRow};
use crate::kernel::ids::{EquipmentId, HouseholdId};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

pub(super) type MachineColumns = (
    equipment::id,
    (equipment_kind::code, (equipment_kind::name_fa, equipment_kind::name_en)),
    equipment::maker,
    equipment::serial,
    equipment::cost_irr,
    equipment::acquired_on,
);

pub(super) const MACHINE: MachineColumns = (
    equipment::id,
    (equipment_kind::code, (equipment_kind::name_fa, equipment_kind::name_en)),
    equipment::maker,
    equipment::serial,
    equipment::cost_irr,
    equipment::acquired_on,
);

/// The kinds of machines, in the order they are offered.
pub(crate) fn kinds(db: &mut Db) -> QueryResult<Vec<Kind>> {
    equipment_kind::table
        .order(equipment_kind::ord)
        .select((equipment_kind::code, (equipment_kind::name_fa, equipment_kind::name_en)))
        .load(db.conn)
}

/// One machine.
pub(crate) fn machine(db: &mut Db, id: EquipmentId) -> QueryResult<Option<MachineRow>> {
    equipment::table
        .inner_join(equipment_kind::table)
        .filter(equipment::id.eq(id))
        .select(MACHINE)
        .first(db.conn)
        .optional()
}

/// Every stretch in which a household had a machine within its reach: custody first, each by its first day.
pub(crate) fn reach_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<Machine>> {
    type Stretch = (MachineRow, NaiveDate, Option<NaiveDate>);
    let held: Vec<Stretch> = custody::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(custody::household_id.eq(of))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(custody::starts_on.nullable())))
        .order((custody::starts_on, custody::id))
        .select((MACHINE, custody::starts_on, custody::ends_on))
        .load(db.conn)?;
    let used: Vec<Stretch> = use_right::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(use_right::household_id.eq(of))
        .order((use_right::starts_on, use_right::id))
        .select((MACHINE, use_right::starts_on, use_right::ends_on))
        .load(db.conn)?;
    let with = |reach: Reach| move |(row, starts_on, ends_on): Stretch| Machine { row, reach, starts_on, ends_on };
    Ok(held.into_iter().map(with(Reach::Custody)).chain(used.into_iter().map(with(Reach::UseRight))).collect())
}

/// Who answered for a machine, the latest first.
pub(crate) fn custody_history(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<CustodyRow>> {
    custody::table
        .left_join(handover::table)
        .filter(custody::equipment_id.eq(of))
        .order((custody::starts_on.desc(), custody::id.desc()))
        .select((
            custody::holder,
            custody::household_id,
            custody::starts_on,
            custody::ends_on,
            custody::reason,
            handover::witness.nullable(),
            handover::condition.nullable(),
            handover::id.nullable(),
            handover::giver.nullable(),
        ))
        .load(db.conn)
}

/// The households for which the grants that paid a machine were decided.
pub(crate) fn granted_to(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<HouseholdId>> {
    equipment_funding::table
        .inner_join(grant_award::table.inner_join(decision::table))
        .filter(equipment_funding::equipment_id.eq(of))
        .order(equipment_funding::ord)
        .select(decision::household_id)
        .load(db.conn)
}

/// The household that answers for a machine now; none while it is in no household's hands.
pub(crate) fn holder_of(db: &mut Db, of: EquipmentId) -> QueryResult<Option<HouseholdId>> {
    Ok(held(db, of)?.household)
}

/// Whether a household took the machine over today.
pub(crate) fn is_handed_over_today(db: &mut Db, of: EquipmentId) -> QueryResult<bool> {
    Ok(held(db, of)?.is_handed_over_on(db.now.today))
}

/// Handings over of a machine that were declined, the latest first.
pub(crate) fn declined(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<DeclinedRow>> {
    handover::table
        .filter(handover::equipment_id.eq(of))
        .filter(handover::accepted.eq(false))
        .order(handover::handed_on.desc())
        .limit(20)
        .select((handover::household_id, handover::handed_on, handover::id))
        .load(db.conn)
}

/// Rights to use a machine, the latest first.
pub(crate) fn use_rights_of(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<UseRightRow>> {
    use_right::table
        .filter(use_right::equipment_id.eq(of))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(use_right::starts_on.nullable())))
        .order(use_right::starts_on.desc())
        .limit(50)
        .select((
            use_right::id,
            use_right::household_id,
            use_right::starts_on,
            use_right::ends_on,
            use_right::agreement,
        ))
        .load(db.conn)
}

/// Who paid how much of a machine, with the numbers of the grants.
pub(crate) fn payers_of(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<PayerRow>> {
    equipment_funding::table
        .left_join(grant_award::table.inner_join(programme::table))
        .filter(equipment_funding::equipment_id.eq(of))
        .order(equipment_funding::ord)
        .select((
            equipment_funding::source,
            equipment_funding::amount_irr,
            equipment_funding::grant_id,
            grant_award::number.nullable(),
            programme::name_fa.nullable(),
            programme::name_en.nullable(),
        ))
        .load(db.conn)
}
