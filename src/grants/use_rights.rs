//! Rights to produce with a machine that another household answers for.
use super::access::EquipmentKeeper;
use super::hold;
use crate::audit::{self, Event};
use crate::db::schema::use_right;
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{EquipmentId, HouseholdId, UseRightId};
use chrono::{Days, NaiveDate};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

/// A right to be given.
#[derive(Clone, Debug)]
pub(crate) struct NewUseRight {
    pub household: HouseholdId,
    pub starts_on: NaiveDate,
    /// The last day of use.
    pub last_day: Option<NaiveDate>,
    /// What the two households agreed on.
    pub agreement: String,
}

/// Why a right is not given or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UseRightRefusal {
    #[error("the household is not one of the caseworker's")]
    Household,
    #[error("it ends before it starts")]
    Dates,
    #[error("the household answers for the machine itself in these days")]
    Holder,
    #[error("no household answers for the machine in these days")]
    Nobody,
    #[error("it has a right in these days already")]
    Overlap,
    #[error("the household sold goods that it made on or after that day")]
    ProducedLater,
    #[error("there is no such right, or it is over")]
    Over,
}

/// Gives a right to use the machine.
pub(crate) fn give(db: &mut Db, by: &EquipmentKeeper, new: &NewUseRight) -> Write<UseRightId, UseRightRefusal> {
    let Some(receiving) = by.for_household(db, new.household)? else {
        return refuse(UseRightRefusal::Household);
    };
    if hold::held(db, by.equipment())?.household.is_none() {
        return refuse(UseRightRefusal::Nobody);
    }
    let ends_on = new.last_day.and_then(|day| day.checked_add_days(Days::new(1)));
    if ends_on.is_some_and(|end| end <= new.starts_on) {
        return refuse(UseRightRefusal::Dates);
    }
    let id: UseRightId = db.id();
    diesel::insert_into(use_right::table)
        .values((
            use_right::id.eq(id),
            use_right::equipment_id.eq(by.equipment()),
            use_right::household_id.eq(new.household),
            use_right::starts_on.eq(new.starts_on),
            use_right::ends_on.eq(ends_on),
            use_right::agreement.eq(&new.agreement),
            use_right::recorded_by.eq(by.actor().account),
        ))
        .execute(db.conn)
        .map_err(refusal)?;
    let event =
        Event { action: "give_use_right", object: ("use_right", id.0), detail: "", area: Some(receiving.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Ends a right: `last_day` is the last day of use. One that begins later ends without having held a day.
pub(crate) fn end(
    db: &mut Db,
    by: &EquipmentKeeper,
    id: UseRightId,
    last_day: NaiveDate,
) -> Write<(), UseRightRefusal> {
    let Some(ends_on) = last_day.checked_add_days(Days::new(1)) else {
        return refuse(UseRightRefusal::Dates);
    };
    let right = use_right::table.filter(use_right::id.eq(id)).filter(use_right::equipment_id.eq(by.equipment()));
    let starts_on: Option<NaiveDate> = right.select(use_right::starts_on).first(db.conn).optional()?;
    let Some(ends_on) = starts_on.map(|starts_on| starts_on.max(ends_on)) else {
        return refuse(UseRightRefusal::Over);
    };
    let going_on = right.filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(ends_on)));
    let ended = diesel::update(going_on).set(use_right::ends_on.eq(Some(ends_on))).execute(db.conn);
    if ended.map_err(refusal)? == 0 {
        return refuse(UseRightRefusal::Over);
    }
    let event = Event { action: "end_use_right", object: ("use_right", id.0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(())
}

/// Ends every right to a machine that no household answers for from that day on; one that had not begun holds no day then.
pub(super) fn end_all(db: &mut Db, of: EquipmentId, on: NaiveDate) -> QueryResult<()> {
    let ids: Vec<UseRightId> = going_on_after(of, on).select(use_right::id).load(db.conn)?;
    end_on(db, &ids, on)
}

/// Ends the right of a household that answers for the machine itself from that day on.
pub(super) fn end_of(db: &mut Db, of: EquipmentId, household: HouseholdId, on: NaiveDate) -> QueryResult<()> {
    let own = going_on_after(of, on).filter(use_right::household_id.eq(household));
    let ids: Vec<UseRightId> = own.select(use_right::id).load(db.conn)?;
    end_on(db, &ids, on)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn going_on_after(of: EquipmentId, on: NaiveDate) -> _ {
    use_right::table
        .filter(use_right::equipment_id.eq(of))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(on)))
}

fn end_on(db: &mut Db, ids: &[UseRightId], on: NaiveDate) -> QueryResult<()> {
    let those = || use_right::table.filter(use_right::id.eq_any(ids));
    diesel::update(those().filter(use_right::starts_on.ge(on)))
        .set(use_right::ends_on.eq(use_right::starts_on.nullable()))
        .execute(db.conn)?;
    diesel::update(those().filter(use_right::starts_on.lt(on)))
        .set(use_right::ends_on.eq(Some(on)))
        .execute(db.conn)?;
    Ok(())
}

fn refusal(error: diesel::result::Error) -> Abort<UseRightRefusal> {
    let known = [
        ("use_right_of_holder", UseRightRefusal::Holder),
        ("use_right_of_nobody", UseRightRefusal::Nobody),
        ("use_right_overlap", UseRightRefusal::Overlap),
        ("use_right_ends_before_production", UseRightRefusal::ProducedLater),
    ];
    match known.into_iter().find(|(name, _)| refused_by(&error, name)) {
        Some((_, refusal)) => Abort::Refused(refusal),
        None => Abort::Database(error),
    }
}
