//! Reads of a case file. The caller has proved that the reader may see the household, and writes the trace of it.
use super::before_after;
use super::model::{Attributed, Attribution, Bucket, CaseFile, FigureRow, Filter, GoodWeights, Months, first_handover};
use crate::catalogue::queries as goods;
use crate::db::Db;
use crate::db::schema::{attribution, equipment_funding, ledger, sale_line, weight_line, weight_set};
use crate::grants::model::Source;
use crate::grants::queries as grants;
use crate::households::history::history_of;
use crate::households::queries as households;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, HouseholdId, LedgerId, ProductId, SaleId, WeightSetId};
use crate::kernel::money::Rial;
use crate::sales::model::Kind;
use crate::sales::queries as sales;
use chrono::NaiveDate;
use diesel::dsl::{exists, sql};
use diesel::sql_types::BigInt;
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    ledger::ym,
    attribution::equipment_id,
    attribution::grant_id,
    equipment_funding::source
);

/// How many months a case file shows besides this one.
const MONTHS_BACK: i32 = 11;
/// Rows of one page behind a figure.
pub(super) const PAGE: i64 = 30;

/// A household's case file with its last twelve months.
pub(super) fn case_file(db: &mut Db, of: HouseholdId) -> QueryResult<Option<CaseFile>> {
    let Some(card) = households::card(db, of)? else {
        return Ok(None);
    };
    let current = YearMonth::of(db.now.today);
    let range = current.plus(-MONTHS_BACK)..=current;
    let sold = attribution_of(db, of)?;
    let compared = first_handover(&sold.machines).map(before_after::window);
    Ok(Some(CaseFile {
        card,
        proposals: grants::proposals_of(db, of)?,
        goods: goods_with_weights(db, of)?,
        baselines: grants::baselines_of(db, of)?,
        history: history_of(db, of)?,
        sums: sales::months_in(db, of, [range.clone(), compared.unwrap_or(range)])?,
        sold,
    }))
}

/// What a household sold in the last twelve months, by the machines and the grants behind it.
pub(super) fn attribution_of(db: &mut Db, of: HouseholdId) -> QueryResult<Attribution> {
    let current = YearMonth::of(db.now.today);
    Ok(Attribution {
        machines: grants::reach_of(db, of)?,
        grants: grants::grants_of(db, of)?,
        months: (-MONTHS_BACK..=0).map(|back| current.plus(back)).collect(),
        parts: attributed(db, of, current.plus(-MONTHS_BACK)..=current)?,
    })
}

/// What each machine and grant brought in some months.
pub(crate) fn attributed(
    db: &mut Db,
    of: HouseholdId,
    months: RangeInclusive<YearMonth>,
) -> QueryResult<Vec<Attributed>> {
    attribution::table
        .inner_join(ledger::table)
        .left_join(equipment_funding::table)
        .filter(ledger::household_id.eq(of))
        .filter(ledger::ym.between(*months.start(), *months.end()))
        .filter(ledger::kind.eq_any(Kind::OF_SALES))
        .group_by((ledger::ym, attribution::equipment_id, equipment_funding::source, attribution::grant_id))
        .order((ledger::ym, attribution::equipment_id, equipment_funding::source, attribution::grant_id))
        .select((
            ledger::ym,
            attribution::equipment_id,
            equipment_funding::source.nullable(),
            attribution::grant_id,
            sum_of_parts(),
        ))
        .load(db.conn)
}

/// The payments for machines that came from a source.
macro_rules! paid_by {
    ($source:expr) => {
        equipment_funding::table.filter(equipment_funding::source.eq($source)).select(equipment_funding::id.nullable())
    };
}

fn sum_of_parts() -> diesel::expression::SqlLiteral<BigInt> {
    sql::<BigInt>("CAST(COALESCE(SUM(attribution.amount_irr), 0) AS BIGINT)")
}

fn goods_with_weights(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<GoodWeights>> {
    let listed = goods::goods_of(db, of)?;
    let ids: Vec<ProductId> = listed.iter().map(|good| good.id).collect();
    let sets: Vec<(WeightSetId, ProductId, NaiveDate)> = weight_set::table
        .filter(weight_set::product_id.eq_any(&ids))
        .filter(weight_set::sealed.eq(true))
        .filter(weight_set::starts_on.le(db.now.today))
        .order((weight_set::starts_on, weight_set::id))
        .select((weight_set::id, weight_set::product_id, weight_set::starts_on))
        .load(db.conn)?;
    let latest: BTreeMap<ProductId, WeightSetId> = sets.into_iter().map(|(set, good, _)| (good, set)).collect();
    let wanted: Vec<WeightSetId> = latest.values().copied().collect();
    let lines: Vec<(WeightSetId, Option<EquipmentId>, i32)> = weight_line::table
        .filter(weight_line::set_id.eq_any(&wanted))
        .order((weight_line::set_id, weight_line::ord))
        .select((weight_line::set_id, weight_line::equipment_id, weight_line::weight_bp))
        .load(db.conn)?;
    let shares_of = |good: ProductId| {
        let set = latest.get(&good);
        lines.iter().filter(|line| Some(&line.0) == set).map(|line| (line.1, line.2)).collect()
    };
    Ok(listed.into_iter().map(|good| GoodWeights { shares: shares_of(good.id), good }).collect())
}

/// The rows behind a figure, the latest first, each with the part of it that belongs to the figure.
pub(super) fn rows(db: &mut Db, of: HouseholdId, filter: Filter) -> QueryResult<Vec<(FigureRow, Rial)>> {
    let mut query = ledger::table
        .left_join(sale_line::table)
        .filter(ledger::household_id.eq(of))
        .order(ledger::id.desc())
        .limit(PAGE + 1)
        .select((
            ledger::id,
            ledger::seq,
            ledger::kind,
            ledger::occurred_on,
            ledger::on_behalf,
            ledger::reason,
            ledger::qty_milli,
            ledger::amount_irr,
            ledger::category,
            sale_line::name.nullable(),
            sale_line::unit.nullable(),
            sale_line::sale_id.nullable(),
        ))
        .into_boxed();
    query = match filter.months {
        Months::All => query,
        Months::One(month) => query.filter(ledger::ym.eq(month)),
        Months::Since(month) => query.filter(ledger::ym.ge(month)),
        Months::Between(first, last) => query.filter(ledger::ym.between(first, last)),
    };
    if let Some(before) = filter.before {
        query = query.filter(ledger::id.lt(before));
    }
    if let Some(kinds) = filter.only() {
        query = query.filter(ledger::kind.eq_any(kinds));
    }
    let part = attribution::table.filter(attribution::ledger_id.eq(ledger::id));
    query = match filter.bucket {
        Bucket::All => query,
        Bucket::Machine(id) => query.filter(exists(part.filter(attribution::equipment_id.eq(id)))),
        Bucket::Grant(id) => query.filter(exists(part.filter(attribution::grant_id.eq(id)))),
        Bucket::OwnMeans => query.filter(exists(part.filter(attribution::equipment_id.is_null()))),
        Bucket::OwnPayment => {
            query.filter(exists(part.filter(attribution::funding_id.eq_any(paid_by!(Source::Household)))))
        }
        Bucket::OtherPayment => {
            query.filter(exists(part.filter(attribution::funding_id.eq_any(paid_by!(Source::Other)))))
        }
    };
    let rows: Vec<FigureRow> = query.load(db.conn)?;
    let ids: Vec<LedgerId> = rows.iter().map(|row| row.id).collect();
    let parts = parts_in(db, &ids, filter.bucket)?;
    let part_of = |row: &FigureRow| parts.get(&row.id).copied().unwrap_or_default();
    Ok(rows.into_iter().map(|row| (part_of(&row), row)).map(|(part, row)| (row, part)).collect())
}

/// The sum of all rows of a filter, whatever page is shown: of a bucket, what of them belongs to it.
pub(super) fn sum(db: &mut Db, of: HouseholdId, filter: Filter) -> QueryResult<Rial> {
    let range = match filter.months {
        Months::All => None,
        Months::One(month) => Some((month, month)),
        Months::Since(month) => Some((month, YearMonth::of(db.now.today))),
        Months::Between(first, last) => Some((first, last)),
    };
    if filter.bucket == Bucket::All {
        let mut query = ledger::table.filter(ledger::household_id.eq(of)).select(sales::sum()).into_boxed();
        if let Some((first, last)) = range {
            query = query.filter(ledger::ym.between(first, last));
        }
        if let Some(kinds) = filter.only() {
            query = query.filter(ledger::kind.eq_any(kinds));
        }
        return query.first(db.conn);
    }
    let mut query = attribution::table
        .inner_join(ledger::table)
        .filter(ledger::household_id.eq(of))
        .filter(ledger::kind.eq_any(Kind::OF_SALES))
        .select(sum_of_parts())
        .into_boxed();
    if let Some((first, last)) = range {
        query = query.filter(ledger::ym.between(first, last));
    }
    let its = match filter.bucket {
        Bucket::All => query,
        Bucket::Machine(id) => query.filter(attribution::equipment_id.eq(id)),
        Bucket::Grant(id) => query.filter(attribution::grant_id.eq(id)),
        Bucket::OwnMeans => query.filter(attribution::equipment_id.is_null()),
        Bucket::OwnPayment => query.filter(attribution::funding_id.eq_any(paid_by!(Source::Household))),
        Bucket::OtherPayment => query.filter(attribution::funding_id.eq_any(paid_by!(Source::Other))),
    };
    its.first(db.conn)
}

/// The sales among these rows that their caseworker may still take back: written down on behalf and not undone.
pub(super) fn undoable(db: &mut Db, rows: &[(FigureRow, Rial)]) -> QueryResult<Vec<SaleId>> {
    let written = rows.iter().filter(|(row, _)| row.on_behalf && row.kind == Kind::Sale);
    let mut sales: Vec<SaleId> = written.filter_map(|(row, _)| row.sale).collect();
    let undone: Vec<SaleId> = ledger::table
        .inner_join(sale_line::table)
        .filter(sale_line::sale_id.eq_any(&sales))
        .filter(ledger::kind.eq(Kind::Void))
        .select(sale_line::sale_id)
        .load(db.conn)?;
    sales.retain(|sale| !undone.contains(sale));
    Ok(sales)
}

/// What of each row belongs to a bucket.
fn parts_in(db: &mut Db, rows: &[LedgerId], bucket: Bucket) -> QueryResult<BTreeMap<LedgerId, Rial>> {
    let mut query = attribution::table
        .filter(attribution::ledger_id.eq_any(rows))
        .group_by(attribution::ledger_id)
        .select((attribution::ledger_id, sum_of_parts()))
        .into_boxed();
    query = match bucket {
        Bucket::All => query,
        Bucket::Machine(id) => query.filter(attribution::equipment_id.eq(id)),
        Bucket::Grant(id) => query.filter(attribution::grant_id.eq(id)),
        Bucket::OwnMeans => query.filter(attribution::equipment_id.is_null()),
        Bucket::OwnPayment => query.filter(attribution::funding_id.eq_any(paid_by!(Source::Household))),
        Bucket::OtherPayment => query.filter(attribution::funding_id.eq_any(paid_by!(Source::Other))),
    };
    let found: Vec<(LedgerId, Rial)> = query.load(db.conn)?;
    Ok(found.into_iter().collect())
}
