//! Awarding a grant that was approved, to one household or shared between several.
use super::model::{GrantKind, Outcome};
use crate::audit::{self, Event};
use crate::db::schema::{decision, grant_award, grant_household};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::CaseworkerOf;
use crate::kernel::calendar::Jalali;
use crate::kernel::ids::{DecisionId, GrantId, GrantShareId, HouseholdId, ProgrammeId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// The whole of a grant, in basis points.
pub(crate) const WHOLE: i32 = 10_000;

/// A grant to be awarded.
#[derive(Clone, Debug)]
pub(crate) struct Award {
    pub decision: DecisionId,
    /// The office's number of the grant; one is made if it has none.
    pub number: Option<String>,
    pub kind: GrantKind,
    pub amount: Rial,
    pub awarded_on: NaiveDate,
    /// The shares of other households, in basis points; the rest is the share of the household decided on.
    pub others: Vec<(HouseholdId, i32)>,
}

/// Why a grant is not awarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AwardRefusal {
    #[error("there is no approval for this household")]
    NotApproved,
    #[error("the grant would be awarded before it was decided, or on a day to come")]
    Date,
    #[error("another grant has this number")]
    NumberTaken,
    #[error("the shares leave nothing to the household decided on")]
    Shares,
}

/// Awards a grant; the decision is one on the proof's household.
pub(crate) fn award(db: &mut Db, by: &CaseworkerOf, new: &Award) -> Write<GrantId, AwardRefusal> {
    let approved: Option<(ProgrammeId, NaiveDate)> = decision::table
        .find(new.decision)
        .filter(decision::household_id.eq(by.household()))
        .filter(decision::outcome.eq(Outcome::Approved))
        .select((decision::programme_id, decision::decided_on))
        .first(db.conn)
        .optional()?;
    let Some((programme, decided_on)) = approved else {
        return refuse(AwardRefusal::NotApproved);
    };
    if new.awarded_on < decided_on || new.awarded_on > db.now.today {
        return refuse(AwardRefusal::Date);
    }
    let shared: i32 = new.others.iter().map(|(_, share)| share).sum();
    if !(0..WHOLE).contains(&shared) {
        return refuse(AwardRefusal::Shares);
    }
    let id: GrantId = db.id();
    let number = new.number.clone().unwrap_or_else(|| made_number(id, new.awarded_on));
    diesel::insert_into(grant_award::table)
        .values((
            grant_award::id.eq(id),
            grant_award::number.eq(number),
            grant_award::programme_id.eq(programme),
            grant_award::decision_id.eq(new.decision),
            grant_award::kind.eq(new.kind),
            grant_award::amount_irr.eq(new.amount),
            grant_award::awarded_on.eq(new.awarded_on),
        ))
        .execute(db.conn)
        .map_err(|error| match violated(&error, "grant_award_number_unique", "grant_award.number") {
            true => Abort::Refused(AwardRefusal::NumberTaken),
            false => Abort::Database(error),
        })?;
    let own = (by.household(), WHOLE - shared);
    for (household, share) in std::iter::once(&own).chain(&new.others) {
        add_share(db, id, (*household, *share), new.awarded_on)?;
    }
    let event =
        Event { action: "award", object: ("grant_award", id.0), detail: new.kind.as_str(), area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// A number for a grant that has none of the office's: the year, and eight digits that tell nothing.
fn made_number(of: GrantId, awarded_on: NaiveDate) -> String {
    format!("{}-{:08}", Jalali::of(awarded_on).year(), of.0.rem_euclid(100_000_000))
}

fn add_share(
    db: &mut Db,
    of: GrantId,
    (household, share): (HouseholdId, i32),
    from: NaiveDate,
) -> Write<(), AwardRefusal> {
    let id: GrantShareId = db.id();
    diesel::insert_into(grant_household::table)
        .values((
            grant_household::id.eq(id),
            grant_household::grant_id.eq(of),
            grant_household::household_id.eq(household),
            grant_household::share_bp.eq(share),
            grant_household::starts_on.eq(from),
        ))
        .execute(db.conn)?;
    Ok(())
}
