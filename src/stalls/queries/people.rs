//! Reads of whom to call and whom to tell about a market day.
use crate::db::schema::{account, booking, data_key, household_member, person};
use crate::db::{Db, vault};
use crate::households::persons::mobile_field;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, BookingId, KeyId, MarketDayId, PersonId};
use crate::stalls::model::BookingState;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

/// The number to call for each request of a day: of the first of today's members of the household who has one.
pub(crate) fn phones_of_day(db: &mut Db, day: MarketDayId) -> QueryResult<BTreeMap<BookingId, Mobile>> {
    type Row = (BookingId, PersonId, Option<Vec<u8>>, KeyId, Option<Vec<u8>>);
    let today = db.now.today;
    let rows: Vec<Row> = booking::table
        .inner_join(household_member::table.on(household_member::household_id.eq(booking::household_id)))
        .inner_join(person::table.on(person::id.eq(household_member::person_id)))
        .inner_join(data_key::table.on(data_key::id.eq(person::key_id)))
        .filter(booking::market_day_id.eq(day))
        .filter(household_member::starts_on.le(today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
        .filter(person::mobile_sealed.is_not_null())
        .order((booking::id, household_member::id))
        .select((booking::id, person::id, person::mobile_sealed, data_key::id, data_key::wrapped))
        .load(db.conn)?;
    let mut phones = BTreeMap::new();
    for (booking, person, sealed, key_id, wrapped) in rows {
        let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
        let typed = vault::open(key.as_ref(), &mobile_field(person), sealed.as_deref())?;
        if let Some(mobile) = typed.and_then(|text| Mobile::parse(&text).ok()) {
            phones.entry(booking).or_insert(mobile);
        }
    }
    Ok(phones)
}

/// Someone to be told of a market day.
#[derive(Clone, Copy, Debug, diesel::Queryable)]
pub(crate) struct Addressee {
    pub booking: BookingId,
    pub account: AccountId,
}

/// The accounts of everyone for whom a stall is asked on a day: today's members of the households.
pub(crate) fn people_of_day(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<Addressee>> {
    let today = db.now.today;
    booking::table
        .inner_join(household_member::table.on(household_member::household_id.eq(booking::household_id)))
        .inner_join(account::table.on(account::person_id.eq(household_member::person_id.nullable())))
        .filter(booking::market_day_id.eq(day))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(household_member::starts_on.le(today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
        .filter(account::disabled_at.is_null())
        .order((booking::id, account::id))
        .select((booking::id, account::id))
        .load(db.conn)
}
