//! The weight set in force for a product on the day it was produced, with the payers of its machines.
use super::attribution::{Machine, Payer, Share};
use crate::catalogue::weights::WHOLE;
use crate::db::Db;
use crate::db::schema::{custody, equipment_funding, use_right, weight_line, weight_set};
use crate::kernel::ids::{EquipmentId, FundingId, GrantId, HouseholdId, ProductId, WeightSetId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::dsl::min;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::HashMap;

/// The sealed set of the product that began last by that day.
pub(super) fn set_in_force(db: &mut Db, product: ProductId, on: NaiveDate) -> QueryResult<Option<WeightSetId>> {
    weight_set::table
        .filter(weight_set::product_id.eq(product))
        .filter(weight_set::sealed.eq(true))
        .filter(weight_set::starts_on.le(on))
        .order((weight_set::starts_on.desc(), weight_set::id.desc()))
        .select(weight_set::id)
        .first(db.conn)
        .optional()
}

/// The day from which the product has weights at all.
pub(super) fn first_day(db: &mut Db, product: ProductId) -> QueryResult<Option<NaiveDate>> {
    weight_set::table
        .filter(weight_set::product_id.eq(product))
        .filter(weight_set::sealed.eq(true))
        .select(min(weight_set::starts_on))
        .first(db.conn)
}

/// The shares of a line of a sale; where no set was in force, all of it is the household's own means.
pub(super) fn shares_of(db: &mut Db, set: Option<WeightSetId>) -> QueryResult<Vec<Share>> {
    match set {
        Some(set) => Ok(shares_of_sets(db, &[set])?.remove(&set).unwrap_or_default()),
        None => Ok(own_means()),
    }
}

/// The whole to the household's own means.
pub(super) fn own_means() -> Vec<Share> {
    vec![Share { weight_bp: WHOLE.into(), machine: None }]
}

/// The shares of each of these sets, in the order of its lines; payers in the order of the machine's papers.
pub(super) fn shares_of_sets(db: &mut Db, sets: &[WeightSetId]) -> QueryResult<HashMap<WeightSetId, Vec<Share>>> {
    type Line = (WeightSetId, i32, i32, Option<EquipmentId>, Option<FundingId>, Option<GrantId>, Option<Rial>);
    let lines: Vec<Line> = weight_line::table
        .left_join(
            equipment_funding::table.on(equipment_funding::equipment_id.nullable().eq(weight_line::equipment_id)),
        )
        .filter(weight_line::set_id.eq_any(sets))
        .order((weight_line::set_id, weight_line::ord, equipment_funding::ord))
        .select((
            weight_line::set_id,
            weight_line::ord,
            weight_line::weight_bp,
            weight_line::equipment_id,
            equipment_funding::id.nullable(),
            equipment_funding::grant_id.nullable(),
            equipment_funding::amount_irr.nullable(),
        ))
        .load(db.conn)?;
    let mut shares: HashMap<WeightSetId, Vec<Share>> = HashMap::new();
    let mut last = None;
    for (set, ord, weight, machine, funding, grant, paid) in lines {
        let of_set = shares.entry(set).or_default();
        let payer = funding.zip(paid).map(|(funding, paid)| Payer { funding, grant, paid });
        if last.replace((set, ord)) == Some((set, ord)) {
            let machine = of_set.last_mut().and_then(|share| share.machine.as_mut());
            machine.into_iter().for_each(|machine| machine.payers.extend(payer));
        } else {
            let machine = machine.map(|id| Machine { id, payers: payer.into_iter().collect() });
            of_set.push(Share { weight_bp: weight.into(), machine });
        }
    }
    Ok(shares)
}

/// The machines a household held or might use on a day.
pub(super) fn within_reach(db: &mut Db, household: HouseholdId, on: NaiveDate) -> QueryResult<Vec<EquipmentId>> {
    let mut machines: Vec<EquipmentId> = custody::table
        .filter(custody::household_id.eq(household))
        .filter(custody::starts_on.le(on))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(on)))
        .select(custody::equipment_id)
        .load(db.conn)?;
    let lent: Vec<EquipmentId> = use_right::table
        .filter(use_right::household_id.eq(household))
        .filter(use_right::starts_on.le(on))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(on)))
        .select(use_right::equipment_id)
        .load(db.conn)?;
    machines.extend(lent);
    Ok(machines)
}
