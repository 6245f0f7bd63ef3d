//! Who answers for a machine: one holder at a time, without a gap. A machine that nobody has held yet is in the depot
//! from the day it was acquired; that stretch is written when the first holder takes it over. What was handed over today can be
//! taken back today: that stretch then holds no day, and stays on record.
use super::model::Holder;
use super::use_rights;
use crate::db::schema::{custody, equipment};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{AccountId, CustodyId, EquipmentId, HandoverId, HouseholdId};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The holder of a machine from a day on.
#[derive(Clone, Debug)]
pub(super) struct Next {
    pub holder: Holder,
    /// Where the holder is a household: which, and by which handing over.
    pub household: Option<(HouseholdId, HandoverId)>,
    pub on: NaiveDate,
    pub reason: String,
    pub by: AccountId,
}

/// Why a machine does not change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HoldRefusal {
    #[error("the day is still to come")]
    Future,
    #[error("nobody had it yet on that day")]
    NotYet(NaiveDate),
    #[error("it changed hands on that day or since")]
    TooEarly(NaiveDate),
    #[error("a household took it over today; a mistake is taken back first")]
    Today,
    #[error("this holder has it already")]
    Same,
    #[error("the machine was disposed of")]
    Gone,
    #[error("the last holder sold goods that it made on or after that day")]
    ProducedLater,
    #[error("the last holder sold goods today that it made today")]
    ProducedToday,
    #[error("a household with a right to use it sold goods that it made on or after that day")]
    UsedLater,
    #[error("the household has a right to use it that goes on after that day")]
    UseRight,
    #[error("the income before support was asked after that day")]
    BaselineLater,
}

/// Who answers for a machine now, and since when; the depot if nobody has taken it over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub custody: Option<CustodyId>,
    pub holder: Holder,
    pub household: Option<HouseholdId>,
    pub since: NaiveDate,
}

impl Held {
    /// Whether a household took the machine over on this very day, so that taking it back undoes the handing over.
    pub fn is_handed_over_on(&self, day: NaiveDate) -> bool {
        self.holder == Holder::Household && self.since == day
    }
}

/// The present holder.
pub(super) fn held(db: &mut Db, of: EquipmentId) -> QueryResult<Held> {
    let open: Option<(CustodyId, Holder, Option<HouseholdId>, NaiveDate)> = custody::table
        .filter(custody::equipment_id.eq(of))
        .filter(custody::ends_on.is_null())
        .select((custody::id, custody::holder, custody::household_id, custody::starts_on))
        .first(db.conn)
        .optional()?;
    match open {
        Some((id, holder, household, since)) => Ok(Held { custody: Some(id), holder, household, since }),
        None => {
            let since = equipment::table.find(of).select(equipment::acquired_on).first(db.conn)?;
            Ok(Held { custody: None, holder: Holder::Depot, household: None, since })
        }
    }
}

/// Checks that a machine can pass to `holder` on a day.
pub(super) fn judge(
    db: &mut Db,
    held: &Held,
    holder: (Holder, Option<HouseholdId>),
    on: NaiveDate,
) -> Write<(), HoldRefusal> {
    if on > db.now.today {
        return refuse(HoldRefusal::Future);
    }
    if matches!(held.holder, Holder::Disposed) {
        return refuse(HoldRefusal::Gone);
    }
    if (held.holder, held.household) == holder {
        return refuse(HoldRefusal::Same);
    }
    if on < held.since || (on == held.since && held.custody.is_some() && on != db.now.today) {
        let early = if held.custody.is_none() { HoldRefusal::NotYet } else { HoldRefusal::TooEarly };
        return refuse(early(held.since));
    }
    if held.is_handed_over_on(on) && holder.0 == Holder::Household {
        return refuse(HoldRefusal::Today);
    }
    Ok(())
}

/// Ends the present custody and begins the next one on the same day. A household that follows needs no right to use the
/// machine any more; where none follows, nobody else may go on using it either.
pub(super) fn pass(db: &mut Db, of: EquipmentId, held: &Held, next: &Next) -> Write<CustodyId, HoldRefusal> {
    match held.custody {
        Some(open) => {
            let is_today = next.on == db.now.today;
            close(db, open, next.on).map_err(|abort| abort.map(|refusal| since_today(refusal, is_today)))?;
        }
        None if held.since < next.on => {
            let waiting =
                Next { holder: Holder::Depot, household: None, on: held.since, reason: String::new(), by: next.by };
            insert(db, of, &waiting, Some(next.on))?;
        }
        None => {}
    }
    match next.household {
        Some((household, _)) => use_rights::end_of(db, of, household, next.on).map_err(refusal)?,
        None => use_rights::end_all(db, of, next.on).map_err(refusal)?,
    }
    insert(db, of, next, None)
}

/// What was made with it today lets it go tomorrow.
fn since_today(refusal: HoldRefusal, is_today: bool) -> HoldRefusal {
    if is_today && refusal == HoldRefusal::ProducedLater { HoldRefusal::ProducedToday } else { refusal }
}

fn close(db: &mut Db, open: CustodyId, on: NaiveDate) -> Write<(), HoldRefusal> {
    let closed = diesel::update(custody::table.find(open).filter(custody::ends_on.is_null()))
        .set(custody::ends_on.eq(Some(on)))
        .execute(db.conn)
        .map_err(refusal)?;
    if closed == 0 { refuse(HoldRefusal::TooEarly(on)) } else { Ok(()) }
}

fn insert(db: &mut Db, of: EquipmentId, next: &Next, ends_on: Option<NaiveDate>) -> Write<CustodyId, HoldRefusal> {
    let id: CustodyId = db.id();
    diesel::insert_into(custody::table)
        .values((
            (custody::id.eq(id), custody::equipment_id.eq(of), custody::holder.eq(next.holder)),
            custody::household_id.eq(next.household.map(|(household, _)| household)),
            custody::handover_id.eq(next.household.map(|(_, handover)| handover)),
            (custody::starts_on.eq(next.on), custody::ends_on.eq(ends_on), custody::reason.eq(&next.reason)),
            (custody::recorded_by.eq(next.by), custody::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(refusal)?;
    Ok(id)
}

/// The guards of the database that a person's choice of day can meet.
fn refusal(error: diesel::result::Error) -> Abort<HoldRefusal> {
    let known = [
        ("custody_ends_before_production", HoldRefusal::ProducedLater),
        ("use_right_ends_before_production", HoldRefusal::UsedLater),
        ("use_right_of_holder", HoldRefusal::UseRight),
        ("baseline_after_handover", HoldRefusal::BaselineLater),
    ];
    match known.into_iter().find(|(name, _)| refused_by(&error, name)) {
        Some((_, refusal)) => Abort::Refused(refusal),
        None => Abort::Database(error),
    }
}
