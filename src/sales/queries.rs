//! Reads of a household's sales and book. Every sum is one of ledger rows: nothing is computed from products or prices.
use super::model::{CostCategory, Kind, LineRow, MonthSums, NextStall, SaleRow, SpentRow, Takings};
use crate::db::Db;
use crate::db::schema::{assignment_stall, booking, ledger, market_day, market_site, sale, sale_line, stall};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{HouseholdId, MarketDayId, SaleId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Bool};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The sum of the amounts of some ledger rows, the same type on both engines.
pub(crate) fn sum() -> diesel::expression::SqlLiteral<BigInt> {
    sql::<BigInt>("CAST(COALESCE(SUM(ledger.amount_irr), 0) AS BIGINT)")
}

/// The same of what was sold and taken back alone, among rows of every kind.
pub(super) fn sum_of_sales() -> diesel::expression::SqlLiteral<BigInt> {
    sql::<BigInt>(
        "CAST(COALESCE(SUM(CASE WHEN ledger.kind IN ('sale', 'return', 'void') THEN ledger.amount_irr ELSE 0 END), 0) AS BIGINT)",
    )
}

/// What the sales of some days brought, less what of them came back; how many of them were not undone; and what was given
/// back in these days for earlier sales, which is no loss of theirs.
pub(crate) fn takings(db: &mut Db, of: HouseholdId, days: RangeInclusive<NaiveDate>) -> QueryResult<Takings> {
    let of_days = sale::sold_on.between(*days.start(), *days.end());
    let sold: Rial = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::household_id.eq(of))
        .filter(of_days)
        .select(sum())
        .get_result(db.conn)?;
    let back: Rial = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(ledger::household_id.eq(of))
        .filter(ledger::occurred_on.between(*days.start(), *days.end()))
        .filter(ledger::kind.eq_any([Kind::Return, Kind::Void]))
        .filter(sale::sold_on.lt(*days.start()))
        .select(sum())
        .get_result(db.conn)?;
    let standing: Vec<SaleId> = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::household_id.eq(of))
        .filter(of_days)
        .group_by(sale::id)
        .having(sql::<Bool>("SUM(ledger.qty_milli) > 0"))
        .select(sale::id)
        .load(db.conn)?;
    let sales = i64::try_from(standing.len()).unwrap_or(i64::MAX);
    Ok(Takings { sold, sales, given_back: Rial(back.0.saturating_neg()) })
}

/// How many sales a page shows.
pub(super) const PAGE: i64 = 20;

/// A page of a household's sales, the latest first, from before the last one shown.
pub(super) fn sales_of(db: &mut Db, of: HouseholdId, before: Option<SaleId>) -> QueryResult<Vec<SaleRow>> {
    let mut query = sale::table.filter(sale::household_id.eq(of)).order(sale::id.desc()).limit(PAGE + 1).into_boxed();
    if let Some(before) = before {
        query = query.filter(sale::id.lt(before));
    }
    let heads = query.select((sale::id, sale::sold_on, sale::sold_at, sale::on_behalf)).load(db.conn)?;
    with_lines(db, heads)
}

/// The sales that were made or written down on a day, the latest first; at most a page of them.
pub(super) fn sales_on(db: &mut Db, of: HouseholdId, day: NaiveDate) -> QueryResult<Vec<SaleRow>> {
    let heads = sale::table
        .filter(sale::household_id.eq(of))
        .filter(sale::sold_on.eq(day))
        .order(sale::id.desc())
        .limit(PAGE)
        .select((sale::id, sale::sold_on, sale::sold_at, sale::on_behalf))
        .load(db.conn)?;
    with_lines(db, heads)
}

/// One sale of a household.
pub(crate) fn sale_of(db: &mut Db, of: HouseholdId, id: SaleId) -> QueryResult<Option<SaleRow>> {
    let heads = sale::table
        .filter(sale::id.eq(id))
        .filter(sale::household_id.eq(of))
        .select((sale::id, sale::sold_on, sale::sold_at, sale::on_behalf))
        .load(db.conn)?;
    Ok(with_lines(db, heads)?.pop())
}

/// The month of a sale's day and the month it counts in, where they differ: its own was closed when it was written down.
pub(crate) fn counted_later(db: &mut Db, id: SaleId) -> QueryResult<Option<(YearMonth, YearMonth)>> {
    let found: Option<(NaiveDate, YearMonth)> = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::id.eq(id))
        .filter(ledger::kind.eq(Kind::Sale))
        .order(ledger::id)
        .select((sale::sold_on, ledger::ym))
        .first(db.conn)
        .optional()?;
    Ok(found.map(|(day, counted)| (YearMonth::of(day), counted)).filter(|(own, counted)| own != counted))
}

type Head = (SaleId, NaiveDate, NaiveDateTime, bool);

fn with_lines(db: &mut Db, heads: Vec<Head>) -> QueryResult<Vec<SaleRow>> {
    type Line = (SaleId, SaleLineId, String, SellUnit, Quantity, Rial, (Option<Quantity>, Option<Rial>));
    let ids: Vec<SaleId> = heads.iter().map(|head| head.0).collect();
    let lines: Vec<Line> = sale_line::table
        .filter(sale_line::sale_id.eq_any(&ids))
        .order(sale_line::id)
        .select((
            sale_line::sale_id,
            sale_line::id,
            sale_line::name,
            sale_line::unit,
            sale_line::qty_milli,
            sale_line::net_irr,
            (sale_line::weight_milli, sale_line::kilo_price_irr),
        ))
        .load(db.conn)?;
    let line_ids: Vec<SaleLineId> = lines.iter().map(|line| line.1).collect();
    let left: Vec<(Option<SaleLineId>, Quantity, Rial)> = ledger::table
        .filter(ledger::sale_line_id.eq_any(&line_ids))
        .group_by(ledger::sale_line_id)
        .select((ledger::sale_line_id, sql::<BigInt>("CAST(SUM(ledger.qty_milli) AS BIGINT)"), sum()))
        .load(db.conn)?;
    let left: BTreeMap<Option<SaleLineId>, (Quantity, Rial)> =
        left.into_iter().map(|(line, quantity, worth)| (line, (quantity, worth))).collect();
    let row = |(_, id, name, unit, sold, paid, (weight, kilo)): &Line| {
        let (left, worth) = left.get(&Some(*id)).copied().unwrap_or_default();
        LineRow {
            id: *id,
            name: name.clone(),
            unit: *unit,
            sold: *sold,
            paid: *paid,
            left,
            worth,
            weighed: weight.zip(*kilo),
        }
    };
    let undone = undone_on_behalf(db, &ids)?;
    Ok(heads
        .into_iter()
        .map(|(id, sold_on, sold_at, on_behalf)| SaleRow {
            id,
            sold_on,
            sold_at,
            on_behalf,
            undone_on_behalf: undone.contains(&id),
            lines: lines.iter().filter(|line| line.0 == id).map(row).collect(),
        })
        .collect())
}

/// Those of some sales that the caseworker took back.
fn undone_on_behalf(db: &mut Db, of: &[SaleId]) -> QueryResult<Vec<SaleId>> {
    ledger::table
        .inner_join(sale_line::table)
        .filter(sale_line::sale_id.eq_any(of))
        .filter(ledger::kind.eq(Kind::Void))
        .filter(ledger::on_behalf.eq(true))
        .select(sale_line::sale_id)
        .load(db.conn)
}

/// The sums of each month of a household in which something was written, between two months.
pub(crate) fn months_of(
    db: &mut Db,
    of: HouseholdId,
    months: RangeInclusive<YearMonth>,
) -> QueryResult<BTreeMap<YearMonth, MonthSums>> {
    months_in(db, of, [months.clone(), months])
}

/// The same of two stretches of months, which may overlap, and of none between them.
pub(crate) fn months_in(
    db: &mut Db,
    of: HouseholdId,
    [one, other]: [RangeInclusive<YearMonth>; 2],
) -> QueryResult<BTreeMap<YearMonth, MonthSums>> {
    let is_in_one = ledger::ym.between(*one.start(), *one.end());
    let rows: Vec<(YearMonth, Kind, Rial)> = ledger::table
        .filter(ledger::household_id.eq(of))
        .filter(is_in_one.or(ledger::ym.between(*other.start(), *other.end())))
        .group_by((ledger::ym, ledger::kind))
        .select((ledger::ym, ledger::kind, sum()))
        .load(db.conn)?;
    let mut sums: BTreeMap<YearMonth, MonthSums> = BTreeMap::new();
    for (month, kind, amount) in rows {
        sums.entry(month).or_default().add(kind, amount);
    }
    Ok(sums)
}

/// A household's latest costs and own uses that were not taken back.
pub(super) fn spent_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<SpentRow>> {
    let reversals = diesel::alias!(ledger as reversal);
    ledger::table
        .left_join(reversals.on(reversals.field(ledger::reverses).eq(ledger::id.nullable())))
        .filter(ledger::household_id.eq(of))
        .filter(ledger::kind.eq_any([Kind::Cost, Kind::OwnUse]))
        .filter(reversals.field(ledger::id).nullable().is_null())
        .order(ledger::id.desc())
        .limit(PAGE)
        .select((
            ledger::id,
            ledger::kind,
            ledger::category,
            ledger::amount_irr,
            ledger::occurred_on,
            ledger::reason,
            ledger::on_behalf,
        ))
        .load(db.conn)
}

/// The household's greatest cost of a kind that was not taken back, as a positive amount.
pub(super) fn greatest_cost(db: &mut Db, of: HouseholdId, kind: CostCategory) -> QueryResult<Option<Rial>> {
    let reversals = diesel::alias!(ledger as reversal);
    let least: Option<Rial> = ledger::table
        .left_join(reversals.on(reversals.field(ledger::reverses).eq(ledger::id.nullable())))
        .filter(ledger::household_id.eq(of))
        .filter(ledger::kind.eq(Kind::Cost))
        .filter(ledger::category.eq(kind))
        .filter(reversals.field(ledger::id).nullable().is_null())
        .select(diesel::dsl::min(ledger::amount_irr))
        .first(db.conn)?;
    Ok(least.map(|amount| Rial(amount.0.saturating_neg())))
}

/// More stalls than one household has on a day.
const MOST_STALLS: i64 = 60;

/// The household's next market day from `today` on, with its stalls once the plan is published.
pub(super) fn next_stall(db: &mut Db, of: HouseholdId, today: NaiveDate) -> QueryResult<Option<NextStall>> {
    type Row = (MarketDayId, NaiveDate, i32, String, Option<String>);
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table.inner_join(market_site::table))
        .left_join(
            assignment_stall::table.on(assignment_stall::booking_id
                .eq(booking::id)
                .and(market_day::published_run.eq(assignment_stall::run_id.nullable()))),
        )
        .left_join(stall::table.on(stall::id.eq(assignment_stall::stall_id)))
        .filter(booking::household_id.eq(of))
        .filter(booking::state.eq("asked"))
        .filter(market_day::state.ne("cancelled"))
        .filter(market_day::day.ge(today))
        .order((market_day::day, market_day::id, assignment_stall::ord))
        .limit(MOST_STALLS)
        .select((
            market_day::id,
            market_day::day,
            market_day::opens_minute,
            market_site::name,
            stall::number.nullable(),
        ))
        .load(db.conn)?;
    let Some((day, on, opens_minute, site, _)) = rows.first().cloned() else {
        return Ok(None);
    };
    let stalls = rows.into_iter().filter(|row| row.0 == day).filter_map(|row| row.4).collect();
    Ok(Some(NextStall { day, on, opens_minute, site, stalls }))
}
