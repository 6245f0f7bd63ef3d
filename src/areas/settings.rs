//! What the marketplace is called, the unit money is shown in, what happens when a machine has moved, and the holidays.
//! A value holds from a day on; what held before stays written down.
use super::model::{Holiday, MovedMachine, Names};
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::holiday;
use crate::db::setting;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::jobs;
use crate::kernel::money::{MoneyUnit, Rial};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// One thing to be set.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// Money is shown and typed in this unit from the day on; what was printed before keeps its words.
    Unit {
        unit: MoneyUnit,
        from: NaiveDate,
    },
    PublicNames(Names),
    MovedMachine(MovedMachine),
    /// Above it, whoever writes down a decision on paper does not hand over what it paid.
    PaperLimit(Rial),
}

/// Why nothing is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SettingRefusal {
    #[error("the past keeps its unit")]
    Past,
}

/// Sets one thing.
pub(crate) fn change(db: &mut Db, by: &Admin, change: &Change) -> Write<(), SettingRefusal> {
    let (today, account) = (db.now.today, by.actor().account);
    let detail = match change {
        Change::Unit { from, .. } if *from < today => return refuse(SettingRefusal::Past),
        Change::Unit { unit, from } => {
            setting::set(db, setting::MONEY_UNIT, unit.as_str(), *from, account)?;
            setting::MONEY_UNIT
        }
        Change::PublicNames(names) => {
            setting::set(db, setting::PUBLIC_NAME_FA, &names.fa, today, account)?;
            setting::set(db, setting::PUBLIC_NAME_EN, &names.en, today, account)?;
            setting::PUBLIC_NAME_FA
        }
        Change::MovedMachine(policy) => {
            setting::set(db, setting::MOVED_MACHINE, policy.as_str(), today, account)?;
            setting::MOVED_MACHINE
        }
        Change::PaperLimit(limit) => {
            setting::set(db, setting::PAPER_LIMIT, &limit.0.to_string(), today, account)?;
            setting::PAPER_LIMIT
        }
    };
    let event = Event { action: "set", object: ("setting", 0), detail, area: None };
    Ok(audit::record(db, by.actor(), event)?)
}

/// Why a holiday is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HolidayRefusal {
    #[error("the day is a holiday already")]
    Taken,
}

/// The kind of the job of whoever counts days: some day has become a holiday, or is none any more.
pub(crate) const HOLIDAYS_CHANGED: &str = "holidays_changed";

/// Adds a holiday.
pub(crate) fn add_holiday(db: &mut Db, by: &Admin, new: &Holiday) -> Write<(), HolidayRefusal> {
    diesel::insert_into(holiday::table)
        .values((holiday::day.eq(new.day), holiday::name_fa.eq(&new.names.fa), holiday::name_en.eq(&new.names.en)))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "holiday_pk", "holiday.day") {
                Abort::Refused(HolidayRefusal::Taken)
            } else {
                Abort::Database(error)
            }
        })?;
    plan_counting(db)?;
    let day = new.day.to_string();
    let event = Event { action: "add_holiday", object: ("holiday", 0), detail: &day, area: None };
    Ok(audit::record(db, by.actor(), event)?)
}

/// Takes a holiday away; false if there was none on that day.
pub(crate) fn remove_holiday(db: &mut Db, by: &Admin, day: NaiveDate) -> QueryResult<bool> {
    if diesel::delete(holiday::table.find(day)).execute(db.conn)? == 0 {
        return Ok(false);
    }
    plan_counting(db)?;
    let written = day.to_string();
    let event = Event { action: "remove_holiday", object: ("holiday", 0), detail: &written, area: None };
    audit::record(db, by.actor(), event)?;
    Ok(true)
}

/// Not left to one that waits already: it may have begun, and looked at the holidays before.
fn plan_counting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::enqueue(db, HOLIDAYS_CHANGED, "", now).map(drop)
}
