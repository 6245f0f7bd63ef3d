//! The weekly plans of a good. A changed plan takes its batches to come with it, but for those that somebody changed by hand or
//! ordered; an ended one all that nobody ordered: what was promised stays.
use super::dated;
use super::jobs::CLEAR;
use super::model::{Pattern, Plan};
use super::queries::{self, MOST_PLANS};
use crate::catalogue::UNDO;
use crate::catalogue::access::OwnGood;
use crate::db::schema::{batch_plan, product};
use crate::db::{Db, Write, refuse};
use crate::jobs;
use crate::kernel::ids::BatchPlanId;
use crate::kernel::quantity::SellUnit;
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// What a plan says, for its row.
macro_rules! pattern_columns {
    ($pattern:expr) => {{
        let pattern: &Pattern = $pattern;
        let terms = &pattern.terms;
        (
            (batch_plan::weekdays.eq(pattern.weekdays), batch_plan::qty_milli.eq(terms.quantity)),
            (batch_plan::ready_minute.eq(terms.ready_minute), batch_plan::until_days.eq(terms.until.days)),
            (batch_plan::until_minute.eq(terms.until.minute), batch_plan::skips_holidays.eq(pattern.skips_holidays)),
            (batch_plan::shelf_days.eq(terms.shelf_days), batch_plan::starts_on.eq(pattern.starts_on)),
            batch_plan::ends_on.eq(pattern.ends_on),
        )
    }};
}

/// Why a plan is not made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PlanRefusal {
    #[error("the good has as many plans as there may be")]
    TooMany,
    #[error("orders would be taken after the batch is ready")]
    Late,
    #[error("the plan was changed or ended meanwhile")]
    Stale,
}

/// Makes a plan, and its batches of the next two weeks.
pub(crate) fn set(db: &mut Db, by: &OwnGood, pattern: &Pattern) -> Write<BatchPlanId, PlanRefusal> {
    if !pattern.terms.is_in_order() {
        return refuse(PlanRefusal::Late);
    }
    let known = queries::plans_of(db, by.product())?;
    if i64::try_from(known.len()).unwrap_or(i64::MAX) >= MOST_PLANS {
        return refuse(PlanRefusal::TooMany);
    }
    let (id, account, now): (BatchPlanId, _, NaiveDateTime) = (db.id(), by.actor().account, db.now.at);
    diesel::insert_into(batch_plan::table)
        .values((
            (batch_plan::id.eq(id), batch_plan::product_id.eq(by.product()), pattern_columns!(pattern)),
            (batch_plan::made_by.eq(account), batch_plan::made_at.eq(now), batch_plan::version.eq(1)),
        ))
        .execute(db.conn)?;
    dated::make_missing(db, &[Plan { id, product: by.product(), pattern: *pattern, version: 1 }])?;
    Ok(id)
}

/// Changes a plan as it was seen in this version.
pub(crate) fn change(
    db: &mut Db,
    by: &OwnGood,
    (id, version): (BatchPlanId, i32),
    pattern: &Pattern,
) -> Write<(), PlanRefusal> {
    if !pattern.terms.is_in_order() {
        return refuse(PlanRefusal::Late);
    }
    let seen = batch_plan::table
        .find(id)
        .filter(batch_plan::product_id.eq(by.product()))
        .filter(batch_plan::ended_at.is_null())
        .filter(batch_plan::version.eq(version));
    let changed = diesel::update(seen)
        .set((pattern_columns!(pattern), batch_plan::version.eq(version.saturating_add(1))))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(PlanRefusal::Stale);
    }
    dated::follow(db, &Plan { id, product: by.product(), pattern: *pattern, version })?;
    Ok(())
}

/// Ends a plan; for some minutes it can go on. The second tap changes nothing.
pub(crate) fn end(db: &mut Db, by: &OwnGood, id: BatchPlanId) -> Write<(), PlanRefusal> {
    let own = || batch_plan::table.find(id).filter(batch_plan::product_id.eq(by.product()));
    let live = own().filter(batch_plan::ended_at.is_null());
    let (now, unit): (_, SellUnit) =
        (db.now.at, product::table.find(by.product()).select(product::unit).first(db.conn)?);
    let ended = diesel::update(live)
        .set((batch_plan::ended_at.eq(now), batch_plan::ended_unit.eq(unit.as_str())))
        .execute(db.conn)?;
    if ended == 1 {
        dated::set_aside(db, id)?;
        jobs::enqueue(db, CLEAR, &id.to_string(), now + UNDO)?;
    } else if !diesel::select(diesel::dsl::exists(own())).get_result(db.conn)? {
        return refuse(PlanRefusal::Stale);
    }
    Ok(())
}

/// Has a plan go on that was ended some minutes ago, with the batches that went with it. The second tap changes nothing.
pub(crate) fn go_on(db: &mut Db, by: &OwnGood, id: BatchPlanId) -> Write<(), PlanRefusal> {
    let live = queries::plans_of(db, by.product())?;
    if live.iter().any(|plan| plan.id == id) {
        return Ok(());
    }
    let ended = queries::ended_of(db, by.product())?;
    let Some(plan) = ended.iter().find(|plan| plan.id == id) else {
        return refuse(PlanRefusal::Stale);
    };
    if i64::try_from(live.len()).unwrap_or(i64::MAX) >= MOST_PLANS {
        return refuse(PlanRefusal::TooMany);
    }
    let over = batch_plan::table.find(id).filter(batch_plan::ended_at.is_not_null());
    let goes_on = diesel::update(over)
        .set((
            (batch_plan::ended_at.eq(None::<NaiveDateTime>), batch_plan::ended_unit.eq(None::<String>)),
            batch_plan::version.eq(batch_plan::version + 1),
        ))
        .execute(db.conn)?;
    if goes_on == 0 {
        return refuse(PlanRefusal::Stale);
    }
    Ok(dated::bring_back(db, plan)?)
}
