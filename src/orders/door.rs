//! When a shop's door is open for those who collect orders. A time is ended and never changed: orders keep what they were told.
use super::queries::{self, place_field};
use crate::catalogue::queries::shop_of;
use crate::db::schema::{door_time, household};
use crate::db::{Db, Write, on_each, refuse, vault};
use crate::households::access::Producer;
use crate::kernel::ids::{DoorTimeId, KeyId};
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// A weekly time to be added.
#[derive(Clone, Debug)]
pub(crate) struct NewDoorTime {
    /// Days after Saturday, 0 to 6; each gets the same hours.
    pub weekdays: Vec<i32>,
    pub opens_minute: i32,
    pub closes_minute: i32,
    /// Where the door is, as it is told to those who collect.
    pub place: String,
}

/// Why no time is added or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DoorRefusal {
    #[error("the household has no shop yet")]
    NoShop,
    #[error("there are as many as there may be")]
    TooMany,
    #[error("there is a time on that day already that these hours fall into")]
    Overlap,
    #[error("there is no such time, or it was ended before")]
    Unknown,
}

/// Opens the door at the same hours of some weekdays. The second arrival of a form changes nothing.
pub(crate) fn open(db: &mut Db, by: &Producer, new: &NewDoorTime) -> Write<(), DoorRefusal> {
    let Some(shop) = shop_of(db, by.household())? else {
        return refuse(DoorRefusal::NoShop);
    };
    let known = queries::door_times(db, by.household())?;
    let meets = |weekday: &i32| {
        known.iter().any(|time| {
            time.weekday == *weekday && time.opens_minute < new.closes_minute && new.opens_minute < time.closes_minute
        })
    };
    let is_known = |weekday: &i32| {
        known.iter().any(|time| {
            (time.weekday, time.opens_minute, time.closes_minute) == (*weekday, new.opens_minute, new.closes_minute)
                && time.place == new.place
        })
    };
    if new.weekdays.iter().all(is_known) {
        return Ok(());
    }
    let many = i64::try_from(known.len() + new.weekdays.len()).unwrap_or(i64::MAX);
    if many > queries::MOST_DOORS {
        return refuse(DoorRefusal::TooMany);
    }
    if new.weekdays.iter().any(meets) {
        return refuse(DoorRefusal::Overlap);
    }
    let key_id: KeyId = household::table.find(by.household()).select(household::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(Error::NotFound)?;
    let mut rows = Vec::new();
    for weekday in &new.weekdays {
        let id: DoorTimeId = db.id();
        let place = vault::seal_bytes(&key, &place_field(id), new.place.as_bytes())?;
        rows.push((
            (door_time::id.eq(id), door_time::shop_id.eq(shop.id), door_time::weekday.eq(*weekday)),
            (door_time::opens_minute.eq(new.opens_minute), door_time::closes_minute.eq(new.closes_minute)),
            (door_time::place_sealed.eq(place), door_time::made_at.eq(db.now.at)),
        ));
    }
    on_each!(db.conn, |conn| diesel::insert_into(door_time::table).values(&rows).execute(conn))?;
    Ok(())
}

/// Ends a time: nobody can choose it any more, and orders that did keep it.
pub(crate) fn end(db: &mut Db, by: &Producer, id: DoorTimeId) -> Write<(), DoorRefusal> {
    let Some(shop) = shop_of(db, by.household())? else {
        return refuse(DoorRefusal::NoShop);
    };
    let theirs = door_time::table.find(id).filter(door_time::shop_id.eq(shop.id)).filter(door_time::ended_at.is_null());
    let ended = diesel::update(theirs).set(door_time::ended_at.eq(db.now.at)).execute(db.conn)?;
    if ended == 0 { refuse(DoorRefusal::Unknown) } else { Ok(()) }
}
