//! What a machine or a grant brought, of all who sold with it: sums of what was attributed when each row was posted.
use crate::db::Db;
use crate::db::schema::{attribution, ledger, sale, sale_line};
use crate::grants::model::{Earned, EarnedRow, Seller};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId, HouseholdId};
use crate::kernel::money::Rial;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earner {
    Machine(EquipmentId),
    Grant(GrantId),
}

/// The kinds of rows that make up net sales.
const OF_SALES: [&str; 3] = ["sale", "return", "void"];
/// How many months are told one by one, with this one.
const MONTHS: i32 = 12;
/// Rows of a month and a household that are read at most; the total is that of all, because the engine sums it before it
/// leaves any out.
const MOST: i64 = 600;

/// What it earned in all, and in each of the last twelve months with each household.
pub(crate) fn earned(db: &mut Db, by: Earner) -> QueryResult<Earned> {
    let all = attribution::table
        .inner_join(ledger::table)
        .filter(ledger::kind.eq_any(OF_SALES))
        .group_by((ledger::ym, ledger::household_id))
        .select((
            ledger::ym,
            ledger::household_id,
            sql::<BigInt>("CAST(SUM(attribution.amount_irr) AS BIGINT)"),
            sql::<BigInt>("CAST(SUM(SUM(attribution.amount_irr)) OVER () AS BIGINT)"),
        ))
        .into_boxed();
    let its = match by {
        Earner::Machine(id) => all.filter(attribution::equipment_id.eq(id)),
        Earner::Grant(id) => all.filter(attribution::grant_id.eq(id)),
    };
    let found: Vec<(YearMonth, HouseholdId, Rial, Rial)> =
        its.order((ledger::ym.desc(), ledger::household_id)).limit(MOST).load(db.conn)?;
    let first = YearMonth::of(db.now.today).plus(1 - MONTHS);
    let total = found.first().map_or(Rial::ZERO, |(.., total)| *total);
    let rows = found
        .into_iter()
        .filter(|(month, ..)| *month >= first)
        .map(|(month, household, amount, _)| EarnedRow { month, household, amount })
        .collect();
    let (sellers, to_households) = sellers(db, by)?;
    Ok(Earned { total, to_households, sellers, rows })
}

/// What each household sold with it, and what of all that other supported households bought.
fn sellers(db: &mut Db, by: Earner) -> QueryResult<(Vec<Seller>, Rial)> {
    let all = attribution::table
        .inner_join(ledger::table.inner_join(sale_line::table.inner_join(sale::table)))
        .filter(ledger::kind.eq_any(OF_SALES))
        .group_by(ledger::household_id)
        .select((
            ledger::household_id,
            sql::<BigInt>("CAST(SUM(attribution.amount_irr) AS BIGINT)"),
            sql::<BigInt>(
                "CAST(SUM(SUM(CASE WHEN sale.buyer_household_id IS NULL THEN 0 ELSE attribution.amount_irr END)) \
                 OVER () AS BIGINT)",
            ),
        ))
        .into_boxed();
    let its = match by {
        Earner::Machine(id) => all.filter(attribution::equipment_id.eq(id)),
        Earner::Grant(id) => all.filter(attribution::grant_id.eq(id)),
    };
    let found: Vec<(HouseholdId, Rial, Rial)> = its.order(ledger::household_id).limit(MOST).load(db.conn)?;
    let to_households = found.first().map_or(Rial::ZERO, |(.., bought)| *bought);
    Ok((found.into_iter().map(|(household, amount, _)| Seller { household, amount }).collect(), to_households))
}
