//! Income before support, asked once for a grant and before its machine is handed over. What was told stays as it was
//! written; a mistake is corrected by another row that points to it and says why, and then that one counts.
use crate::audit::{self, Event};
use crate::db::schema::{baseline, grant_household};
use crate::db::{Abort, Db, Write, refuse, refused_by, violated};
use crate::households::access::CaseworkerOf;
use crate::kernel::ids::{BaselineId, GrantId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// Months of one kind in a year, and what such a month brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Months {
    pub count: i32,
    pub income: Rial,
}

/// What a household told.
#[derive(Clone, Debug)]
pub(crate) struct NewBaseline {
    pub grant: Option<GrantId>,
    pub taken_on: NaiveDate,
    pub good: Months,
    pub average: Months,
    pub bad: Months,
    /// Months without any work.
    pub closed: i32,
    /// Every other income of the household in a month.
    pub other: Rial,
}

/// Why it is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BaselineRefusal {
    #[error("the months are not twelve")]
    NotTwelve(i32),
    #[error("the day is still to come")]
    Future,
    #[error("the household has no share in this grant")]
    Grant,
    #[error("it was asked before; what was told stays")]
    Told,
    #[error("it was corrected before; the correction is the one to be corrected")]
    Corrected,
    #[error("the machine had been handed over before that day")]
    AfterHandover,
}

/// A row to be corrected, and why.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    pub of: BaselineId,
    pub reason: String,
}

/// Records what a household told; it is never changed afterwards.
pub(crate) fn tell(db: &mut Db, by: &CaseworkerOf, told: &NewBaseline) -> Write<BaselineId, BaselineRefusal> {
    judge(db, told)?;
    if let Some(grant) = told.grant {
        let share: Option<GrantId> = grant_household::table
            .filter(grant_household::grant_id.eq(grant))
            .filter(grant_household::household_id.eq(by.household()))
            .select(grant_household::grant_id)
            .first(db.conn)
            .optional()?;
        if share.is_none() {
            return refuse(BaselineRefusal::Grant);
        }
    }
    insert(db, by, told, None)
}

/// Records what should have been written in place of a row of the household's; it stays with the grant of that row.
pub(crate) fn correct(
    db: &mut Db,
    by: &CaseworkerOf,
    told: &NewBaseline,
    correction: &Correction,
) -> Write<BaselineId, BaselineRefusal> {
    judge(db, told)?;
    let grant: Option<GrantId> = baseline::table
        .find(correction.of)
        .filter(baseline::household_id.eq(by.household()))
        .select(baseline::grant_id)
        .first(db.conn)?;
    insert(db, by, &NewBaseline { grant, ..told.clone() }, Some(correction))
}

fn judge(db: &Db, told: &NewBaseline) -> Write<(), BaselineRefusal> {
    let months = told.good.count + told.average.count + told.bad.count + told.closed;
    if months != 12 {
        return refuse(BaselineRefusal::NotTwelve(months));
    }
    if told.taken_on > db.now.today {
        return refuse(BaselineRefusal::Future);
    }
    Ok(())
}

fn insert(
    db: &mut Db,
    by: &CaseworkerOf,
    told: &NewBaseline,
    correction: Option<&Correction>,
) -> Write<BaselineId, BaselineRefusal> {
    let id: BaselineId = db.id();
    diesel::insert_into(baseline::table)
        .values((
            (baseline::id.eq(id), baseline::household_id.eq(by.household())),
            (baseline::grant_id.eq(told.grant), baseline::taken_on.eq(told.taken_on)),
            (baseline::good_months.eq(told.good.count), baseline::good_irr.eq(told.good.income)),
            (baseline::average_months.eq(told.average.count), baseline::average_irr.eq(told.average.income)),
            (baseline::bad_months.eq(told.bad.count), baseline::bad_irr.eq(told.bad.income)),
            (baseline::closed_months.eq(told.closed), baseline::other_irr.eq(told.other)),
            baseline::corrects.eq(correction.map(|correction| correction.of)),
            baseline::reason.eq(correction.map_or("", |correction| correction.reason.as_str())),
            (baseline::recorded_by.eq(by.actor().account), baseline::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(refusal)?;
    let action = if correction.is_some() { "correct_baseline" } else { "tell_baseline" };
    let event = Event { action, object: ("baseline", id.0), detail: "income", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn refusal(error: diesel::result::Error) -> Abort<BaselineRefusal> {
    let is_told = violated(&error, "baseline_episode_unique", "baseline.household_id, baseline.grant_id")
        || violated(&error, "baseline_one_without_grant", "baseline.household_id");
    if is_told {
        Abort::Refused(BaselineRefusal::Told)
    } else if violated(&error, "baseline_corrected_once", "baseline.corrects") {
        Abort::Refused(BaselineRefusal::Corrected)
    } else if refused_by(&error, "baseline_after_handover") {
        Abort::Refused(BaselineRefusal::AfterHandover)
    } else {
        Abort::Database(error)
    }
}
