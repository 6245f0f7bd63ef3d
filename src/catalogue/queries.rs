//! Reads of a household's own shop, goods, machines and weights. What the public sees is read by `home`.
use super::model::{Category, Good, GoodState, Machine, Shop, Weight, WeightHistory, WeightSet, WishLink, WishState};
use crate::db::Db;
use crate::db::schema::{
    account, category, custody, equipment, equipment_kind, photo, product, shop, stock_wish, use_right, weight_line,
    weight_set,
};
use crate::kernel::ids::{AccountId, EquipmentId, HouseholdId, ProductId, WeightSetId, WishId};
use chrono::NaiveDate;
use diesel::dsl::{exists, select};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

/// The most goods that one shop lists; a list of them all is bounded by it.
pub(crate) const MOST_GOODS: i64 = 200;

/// Every category, in the order of the marketplace.
pub(crate) fn categories(db: &mut Db) -> QueryResult<Vec<Category>> {
    category::table.order(category::ord).select((category::code, category::name_fa, category::name_en)).load(db.conn)
}

/// The household's shop, if it has opened one.
pub(crate) fn shop_of(db: &mut Db, household: HouseholdId) -> QueryResult<Option<Shop>> {
    shop::table
        .filter(shop::household_id.eq(household))
        .select((shop::id, shop::code, shop::name, shop::story, shop::hidden_at))
        .first(db.conn)
        .optional()
}

/// Whether a good that is not removed belongs to the household.
pub(crate) fn is_of(db: &mut Db, good: ProductId, household: HouseholdId) -> QueryResult<bool> {
    select(exists(
        product::table
            .find(good)
            .filter(product::household_id.eq(household))
            .filter(product::state.ne(GoodState::Removed)),
    ))
    .get_result(db.conn)
}

/// Whether a good belongs to the household, or did before it was removed.
pub(super) fn was_ever_of(db: &mut Db, good: ProductId, household: HouseholdId) -> QueryResult<bool> {
    select(exists(product::table.find(good).filter(product::household_id.eq(household)))).get_result(db.conn)
}

macro_rules! good_columns {
    () => {
        (
            product::id,
            product::code,
            product::category_code,
            product::name,
            product::description,
            product::unit,
            product::price_irr,
            product::stock_milli,
            product::held_milli,
            product::lead_days,
            photo::code.nullable(),
            product::version,
            product::state.eq(GoodState::Listed).and(shop::hidden_at.is_null()),
            (product::kilo_price_irr, product::piece_least_milli, product::piece_most_milli),
        )
    };
}

/// The household's goods, the newest first; those removed are left out.
pub(crate) fn goods_of(db: &mut Db, household: HouseholdId) -> QueryResult<Vec<Good>> {
    product::table
        .inner_join(shop::table)
        .left_join(photo::table)
        .filter(product::household_id.eq(household))
        .filter(product::state.ne(GoodState::Removed))
        .order(product::id.desc())
        .limit(MOST_GOODS)
        .select(good_columns!())
        .load(db.conn)
}

/// The good that the household listed last.
pub(crate) fn last_good(db: &mut Db, household: HouseholdId) -> QueryResult<Option<Good>> {
    product::table
        .inner_join(shop::table)
        .left_join(photo::table)
        .filter(product::household_id.eq(household))
        .filter(product::state.ne(GoodState::Removed))
        .order(product::id.desc())
        .select(good_columns!())
        .first(db.conn)
        .optional()
}

/// One good; a removed one is absent.
pub(crate) fn good(db: &mut Db, id: ProductId) -> QueryResult<Option<Good>> {
    product::table
        .inner_join(shop::table)
        .left_join(photo::table)
        .filter(product::id.eq(id))
        .filter(product::state.ne(GoodState::Removed))
        .select(good_columns!())
        .first(db.conn)
        .optional()
}

/// The machines that the household held or might use on a day, its own first.
pub(crate) fn machines_of(db: &mut Db, household: HouseholdId, on: NaiveDate) -> QueryResult<Vec<Machine>> {
    let columns =
        (equipment::id, equipment::kind_code, equipment_kind::name_fa, equipment_kind::name_en, equipment::serial);
    let mut machines: Vec<Machine> = custody::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(custody::household_id.eq(household))
        .filter(custody::starts_on.le(on))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(on)))
        .order((equipment_kind::ord, equipment::id))
        .select(columns)
        .load(db.conn)?;
    let lent: Vec<Machine> = use_right::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(use_right::household_id.eq(household))
        .filter(use_right::starts_on.le(on))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(on)))
        .order((equipment_kind::ord, equipment::id))
        .select(columns)
        .load(db.conn)?;
    for machine in lent {
        if machines.iter().all(|known| known.id != machine.id) {
            machines.push(machine);
        }
    }
    Ok(machines)
}

/// Since when a household has had all of these machines within its reach without a break; none where it has not all of them
/// on the day. Machines that moved to and fro count from the last time they came.
pub(crate) fn within_reach_since(
    db: &mut Db,
    household: HouseholdId,
    machines: &[EquipmentId],
    on: NaiveDate,
) -> QueryResult<Option<NaiveDate>> {
    let held: Vec<(EquipmentId, NaiveDate)> = custody::table
        .filter(custody::household_id.eq(household))
        .filter(custody::starts_on.le(on))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(on)))
        .select((custody::equipment_id, custody::starts_on))
        .load(db.conn)?;
    let lent: Vec<(EquipmentId, NaiveDate)> = use_right::table
        .filter(use_right::household_id.eq(household))
        .filter(use_right::starts_on.le(on))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(on)))
        .select((use_right::equipment_id, use_right::starts_on))
        .load(db.conn)?;
    let since = |machine: &EquipmentId| {
        let stretches = held.iter().chain(&lent).filter(|(id, _)| id == machine);
        stretches.map(|(_, starts_on)| *starts_on).min()
    };
    let all: Option<Vec<NaiveDate>> = machines.iter().map(since).collect();
    Ok(all.map(|days| days.into_iter().max().unwrap_or(NaiveDate::MIN)))
}

/// The sealed weight set in force on a day: the latest to start by then.
pub(crate) fn weights_on(db: &mut Db, good: ProductId, day: NaiveDate) -> QueryResult<Option<WeightSet>> {
    let found: Option<(WeightSetId, NaiveDate, String)> = weight_set::table
        .filter(weight_set::product_id.eq(good))
        .filter(weight_set::sealed.eq(true))
        .filter(weight_set::starts_on.le(day))
        .order((weight_set::starts_on.desc(), weight_set::id.desc()))
        .select((weight_set::id, weight_set::starts_on, weight_set::reason))
        .first(db.conn)
        .optional()?;
    let Some((id, starts_on, reason)) = found else {
        return Ok(None);
    };
    let lines = weight_line::table
        .filter(weight_line::set_id.eq(id))
        .order(weight_line::ord)
        .select((weight_line::equipment_id, weight_line::weight_bp))
        .load(db.conn)?;
    Ok(Some(WeightSet { id, starts_on, reason, lines }))
}

const HISTORY: i64 = 30;

/// The sealed weight sets of a good, the latest first.
pub(crate) fn weight_history(db: &mut Db, good: ProductId) -> QueryResult<Vec<WeightHistory>> {
    type Set = (WeightSetId, NaiveDate, String, String);
    let sets: Vec<Set> = weight_set::table
        .inner_join(account::table)
        .filter(weight_set::product_id.eq(good))
        .filter(weight_set::sealed.eq(true))
        .order((weight_set::starts_on.desc(), weight_set::id.desc()))
        .limit(HISTORY)
        .select((weight_set::id, weight_set::starts_on, account::name, weight_set::reason))
        .load(db.conn)?;
    let ids: Vec<WeightSetId> = sets.iter().map(|set| set.0).collect();
    let lines: Vec<(WeightSetId, Option<EquipmentId>, i32)> = weight_line::table
        .filter(weight_line::set_id.eq_any(&ids))
        .order((weight_line::set_id, weight_line::ord))
        .select((weight_line::set_id, weight_line::equipment_id, weight_line::weight_bp))
        .load(db.conn)?;
    let lines_of = |id: WeightSetId| {
        lines.iter().filter(|line| line.0 == id).map(|line| Weight { machine: line.1, share_bp: line.2 }).collect()
    };
    Ok(sets
        .into_iter()
        .map(|(id, starts_on, author, reason)| WeightHistory {
            set: WeightSet { id, starts_on, reason, lines: lines_of(id) },
            author,
        })
        .collect())
}

/// How many wait for each of a household's goods; goods for which nobody waits are left out.
pub(crate) fn waiting_for(db: &mut Db, household: HouseholdId) -> QueryResult<Vec<(ProductId, i64)>> {
    stock_wish::table
        .inner_join(product::table)
        .filter(product::household_id.eq(household))
        .filter(stock_wish::state.eq(WishState::Waiting))
        .group_by(stock_wish::product_id)
        .select((stock_wish::product_id, diesel::dsl::count_star()))
        .load(db.conn)
}

/// Whether someone who is signed in waits for the good of this code.
pub(crate) fn waits_for(db: &mut Db, account: AccountId, code: &str) -> QueryResult<bool> {
    let theirs = stock_wish::table
        .inner_join(product::table)
        .filter(product::code.eq(code))
        .filter(stock_wish::account_id.eq(account))
        .filter(stock_wish::state.eq(WishState::Waiting));
    select(exists(theirs)).get_result(db.conn)
}

/// The wish of this code, and what its link still stops.
pub(super) fn wish_of_code(db: &mut Db, code: &str) -> QueryResult<Option<(WishId, WishLink)>> {
    let found: Option<(WishId, Option<Vec<u8>>)> = stock_wish::table
        .filter(stock_wish::code.eq(code))
        .filter(stock_wish::key_id.is_not_null())
        .select((stock_wish::id, stock_wish::mobile_index))
        .first(db.conn)
        .optional()?;
    let Some((wish, index)) = found else {
        return Ok(None);
    };
    let Some(index) = index else {
        return Ok(Some((wish, WishLink::Over)));
    };
    let live = stock_wish::table
        .filter(stock_wish::mobile_index.eq(index))
        .filter(stock_wish::state.eq_any([WishState::Waiting, WishState::Told]));
    let is_told = select(exists(live)).get_result(db.conn)?;
    Ok(Some((wish, if is_told { WishLink::Told } else { WishLink::Stopped })))
}
