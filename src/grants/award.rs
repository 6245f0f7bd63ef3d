//! Awarding a grant that was approved, to one household or shared between several.
use super::model::{GrantKind, Outcome};
use crate::audit::{self, Event};
use crate::db::schema::{decision, grant_award, grant_household, proposal};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::CaseworkerOf;
use crate::kernel::calendar::Jalali;
use crate::kernel::ids::{DecisionId, GrantId, GrantShareId, HouseholdId, ProgrammeId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

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
    #[error("a grant was awarded on this approval before")]
    Spent,
    #[error("something else was approved")]
    OtherKind(GrantKind),
    #[error("less was approved")]
    OverApproved { kind: GrantKind, approved: Rial },
    #[error("the grant would be awarded before it was decided, or on a day to come")]
    Date,
    #[error("another grant has this number")]
    NumberTaken,
    #[error("the shares leave nothing to the household decided on")]
    Shares,
}

/// An approval, with the kind and amount of what was proposed; one on paper names neither.
#[derive(diesel::Queryable)]
struct Approval {
    programme: ProgrammeId,
    decided_on: NaiveDate,
    kind: Option<GrantKind>,
    amount: Option<Rial>,
}

/// Awards the one grant of a decision on the proof's household: what was proposed, and no more of it.
pub(crate) fn award(db: &mut Db, by: &CaseworkerOf, new: &Award) -> Write<GrantId, AwardRefusal> {
    let approval = approval(db, by, new.decision)?;
    if new.awarded_on < approval.decided_on || new.awarded_on > db.now.today {
        return refuse(AwardRefusal::Date);
    }
    match (approval.kind, approval.amount) {
        (Some(kind), _) if kind != new.kind => return refuse(AwardRefusal::OtherKind(kind)),
        (Some(kind), Some(approved)) if new.amount > approved => {
            return refuse(AwardRefusal::OverApproved { kind, approved });
        }
        _ => {}
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
            grant_award::programme_id.eq(approval.programme),
            grant_award::decision_id.eq(new.decision),
            grant_award::kind.eq(new.kind),
            grant_award::amount_irr.eq(new.amount),
            grant_award::awarded_on.eq(new.awarded_on),
        ))
        .execute(db.conn)
        .map_err(taken)?;
    let own = (by.household(), WHOLE - shared);
    for (household, share) in std::iter::once(&own).chain(&new.others) {
        add_share(db, id, (*household, *share), new.awarded_on)?;
    }
    let event =
        Event { action: "award", object: ("grant_award", id.0), detail: new.kind.as_str(), area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn approval(db: &mut Db, by: &CaseworkerOf, id: DecisionId) -> Write<Approval, AwardRefusal> {
    let found = decision::table
        .left_join(proposal::table)
        .filter(decision::id.eq(id))
        .filter(decision::household_id.eq(by.household()))
        .filter(decision::outcome.eq(Outcome::Approved))
        .select((
            decision::programme_id,
            decision::decided_on,
            proposal::kind.nullable(),
            proposal::amount_irr.nullable(),
        ))
        .first(db.conn)
        .optional()?;
    found.map_or_else(|| refuse(AwardRefusal::NotApproved), Ok)
}

fn taken(error: diesel::result::Error) -> Abort<AwardRefusal> {
    if violated(&error, "grant_award_number_unique", "grant_award.number") {
        Abort::Refused(AwardRefusal::NumberTaken)
    } else if violated(&error, "grant_award_decision_unique", "grant_award.decision_id") {
        Abort::Refused(AwardRefusal::Spent)
    } else {
        Abort::Database(error)
    }
}

/// A number for a grant that has none of the office's: the year, and eight digits that tell nothing.
pub(super) fn made_number(of: GrantId, awarded_on: NaiveDate) -> String {
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
