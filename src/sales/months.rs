//! The months of a supervisor's areas: what was sold in each, and whether it is closed.
use super::access::MonthCloser;
use super::model::{Month, MonthRow};
use super::queries::{sum, sum_of_sales};
use crate::accounts::within::within_areas;
use crate::db::Db;
use crate::db::schema::{area, ledger, period, sale, sale_line};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{AreaId, InstitutionId};
use crate::kernel::money::Rial;
use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};
use std::collections::BTreeMap;

/// How far back the list goes, and how many rows a page of it has.
const MONTHS_BACK: i32 = 12;
const PAGE: usize = 60;

/// A page of the months of the supervisor's institution in their areas in which something was written, the latest first,
/// and the month after which the next page begins.
pub(crate) fn months_within(
    db: &mut Db,
    by: &MonthCloser,
    after: Option<Month>,
) -> QueryResult<(Vec<MonthRow>, Option<Month>)> {
    let areas = areas_within(db, by)?;
    let institutions: Vec<InstitutionId> = by.scopes().iter().filter_map(|scope| scope.institution).collect();
    let ids: Vec<AreaId> = areas.keys().copied().collect();
    let current = YearMonth::of(db.now.today);
    let mut sums = ledger::table
        .filter(ledger::institution_id.eq_any(&institutions))
        .filter(ledger::area_id.eq_any(&ids))
        .filter(ledger::ym.ge(current.plus(-MONTHS_BACK)))
        .group_by((ledger::institution_id, ledger::area_id, ledger::ym))
        .order((ledger::ym.desc(), ledger::area_id, ledger::institution_id))
        .limit(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .select((ledger::institution_id, ledger::area_id, ledger::ym, sum_of_sales()))
        .into_boxed();
    if let Some(Month { institution, area, month }) = after {
        let of_this = ledger::area_id
            .gt(area)
            .or(ledger::area_id.eq(area).and(ledger::institution_id.gt(institution).assume_not_null()));
        sums = sums.filter(ledger::ym.lt(month).or(ledger::ym.eq(month).and(of_this)));
    }
    let mut sums: Vec<(Option<InstitutionId>, AreaId, YearMonth, Rial)> = sums.load(db.conn)?;
    let has_more = sums.len() > PAGE;
    sums.truncate(PAGE);
    let next = sums.last().filter(|_| has_more).and_then(|(institution, area, month, _)| {
        Some(Month { institution: (*institution)?, area: *area, month: *month })
    });
    let bought: Vec<(Option<InstitutionId>, AreaId, YearMonth, Rial)> = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::buyer_household_id.is_not_null())
        .filter(ledger::institution_id.eq_any(&institutions))
        .filter(ledger::area_id.eq_any(&ids))
        .filter(ledger::ym.ge(current.plus(-MONTHS_BACK)))
        .group_by((ledger::institution_id, ledger::area_id, ledger::ym))
        .select((ledger::institution_id, ledger::area_id, ledger::ym, sum()))
        .load(db.conn)?;
    let closed: Vec<(Month, NaiveDateTime)> = period::table
        .filter(period::institution_id.eq_any(&institutions))
        .filter(period::area_id.eq_any(&ids))
        .filter(period::ym.ge(current.plus(-MONTHS_BACK)))
        .select(((period::institution_id, period::area_id, period::ym), period::closed_at))
        .load(db.conn)?;
    let row = |(institution, area, month, total): (Option<InstitutionId>, AreaId, YearMonth, Rial)| {
        let (path, area_fa, area_en) = areas.get(&area)?.clone();
        let institution = institution?;
        let is_ours = by.scopes().iter().any(|scope| scope.institution == Some(institution) && scope.covers(&path));
        let of = Month { institution, area, month };
        let same = bought.iter().find(|row| (row.0, row.1, row.2) == (Some(institution), area, month));
        let to_households = same.map_or(Rial::ZERO, |row| row.3);
        let closed_at = closed.iter().find(|(known, _)| *known == of).map(|found| found.1);
        let is_over = month < current;
        is_ours.then_some(MonthRow { of, area_fa, area_en, total, to_households, closed_at, is_over })
    };
    Ok((sums.into_iter().filter_map(row).collect(), next))
}

/// One month of the supervisor's, as it stands now; none where it is not theirs.
pub(crate) fn month_within(db: &mut Db, by: &MonthCloser, of: Month) -> QueryResult<Option<MonthRow>> {
    let Some((path, area_fa, area_en)) = areas_within(db, by)?.remove(&of.area) else {
        return Ok(None);
    };
    if !by.scopes().iter().any(|scope| scope.institution == Some(of.institution) && scope.covers(&path)) {
        return Ok(None);
    }
    let total: Rial = ledger::table
        .filter(ledger::institution_id.eq(of.institution))
        .filter(ledger::area_id.eq(of.area))
        .filter(ledger::ym.eq(of.month))
        .select(sum_of_sales())
        .first(db.conn)?;
    let to_households: Rial = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::buyer_household_id.is_not_null())
        .filter(ledger::institution_id.eq(of.institution))
        .filter(ledger::area_id.eq(of.area))
        .filter(ledger::ym.eq(of.month))
        .select(sum())
        .first(db.conn)?;
    let closed_at =
        period::table.find((of.institution, of.area, of.month)).select(period::closed_at).first(db.conn).optional()?;
    let is_over = of.month < YearMonth::of(db.now.today);
    Ok(Some(MonthRow { of, area_fa, area_en, total, to_households, closed_at, is_over }))
}

/// The areas within the supervisor's scopes: path and names.
fn areas_within(db: &mut Db, by: &MonthCloser) -> QueryResult<BTreeMap<AreaId, (String, String, String)>> {
    let all = area::table.select((area::id, area::path, area::name_fa, area::name_en));
    let rows: Vec<(AreaId, String, String, String)> = within_areas!(all, by.scopes()).load(db.conn)?;
    Ok(rows.into_iter().map(|(id, path, fa, en)| (id, (path, fa, en))).collect())
}
