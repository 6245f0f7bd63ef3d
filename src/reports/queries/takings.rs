//! What was taken on a market day: the sum of each household that sold, and nothing finer.
use crate::db::Db;
use crate::db::schema::{assignment_stall, booking, household, ledger, market_day, sale, sale_line, site_row, stall};
use crate::kernel::ids::{HouseholdId, MarketDayId};
use crate::kernel::money::Rial;
use crate::reports::model::{Naming, Seller, Taken};
use crate::sales::model::Kind;
use crate::stalls::model::BookingState;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// What each household took that sold on the day or has a stall in the plan: those with stalls first, as the stalls stand.
pub(crate) fn takings(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<Taken>> {
    let (mut sums, held) = (sums(db, day)?, held(db, day)?);
    let everyone = sums.keys().chain(held.iter().map(|(household, _)| household)).copied().collect();
    let sellers = super::sellers(db, Naming::Names, everyone)?;
    let seller = |of: HouseholdId| sellers.get(&of).cloned().unwrap_or(Seller { name: None, shop: None });
    let mut taken: Vec<Taken> = Vec::new();
    for (household, number) in held {
        match taken.iter_mut().find(|taken| taken.household == household) {
            Some(known) => known.stalls.push(number),
            None => {
                let amount = sums.remove(&household).unwrap_or(Rial::ZERO);
                taken.push(Taken { household, seller: seller(household), stalls: vec![number], amount });
            }
        }
    }
    let without = sums.into_iter().map(|(household, amount)| {
        let stalls = Vec::new();
        Taken { household, seller: seller(household), stalls, amount }
    });
    taken.extend(without);
    Ok(taken)
}

/// Who has which stall in the published plan, with the numbers of then.
fn held(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<(HouseholdId, String)>> {
    market_day::table
        .inner_join(assignment_stall::table.on(market_day::published_run.eq(assignment_stall::run_id.nullable())))
        .inner_join(stall::table.on(stall::id.eq(assignment_stall::stall_id)))
        .inner_join(site_row::table.on(site_row::id.eq(stall::row_id)))
        .inner_join(booking::table.on(booking::id.eq(assignment_stall::booking_id)))
        .inner_join(household::table.on(household::id.eq(booking::household_id)))
        .filter(market_day::id.eq(day))
        .filter(booking::state.eq(BookingState::Asked))
        .order((site_row::ord, stall::ord))
        .select((household::id, assignment_stall::number))
        .load(db.conn)
}

/// The net sales of a market day by household.
fn sums(db: &mut Db, day: MarketDayId) -> QueryResult<BTreeMap<HouseholdId, Rial>> {
    let rows: Vec<(HouseholdId, i64)> = ledger::table
        .inner_join(sale_line::table.on(ledger::sale_line_id.eq(sale_line::id.nullable())))
        .inner_join(sale::table.on(sale::id.eq(sale_line::sale_id)))
        .filter(sale::market_day_id.eq(day))
        .filter(ledger::kind.eq_any(Kind::OF_SALES))
        .group_by(sale::household_id)
        .select((sale::household_id, sql::<BigInt>("CAST(COALESCE(SUM(ledger.amount_irr), 0) AS BIGINT)")))
        .load(db.conn)?;
    Ok(rows.into_iter().map(|(household, amount)| (household, Rial(amount))).collect())
}
