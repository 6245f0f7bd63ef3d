//! Reads of one market day whole: who asks, what they wish, where they stand, who came.
use super::{DAY, drawing};
use crate::db::schema::{
    account, assignment, assignment_run, booking, booking_wish, check_in, data_key, household, household_member,
    market_day, person, shop, site_vendor,
};
use crate::db::{Db, vault};
use crate::households::persons::mobile_field;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, BookingId, HouseholdId, KeyId, MarketDayId, PersonId, RunId, SiteId, StallId};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{Attendance, BookingState, DayCard, Grounds, Place, Reason, Request, RunCard, ShopName};
use crate::stalls::plan::DayPlan;
use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

/// Which run of a day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// The newest, published or not.
    Latest,
    /// The one people were told of.
    Published,
}

/// A market day in one piece; a fixed number of queries, however many ask.
pub(crate) fn plan(db: &mut Db, id: MarketDayId, version: Version) -> QueryResult<DayPlan> {
    let (day, site): (DayCard, SiteId) =
        market_day::table.find(id).select((DAY, market_day::site_id)).first(db.conn)?;
    let drawing = drawing(db, site, day.day)?;
    let requests = requests(db, id, site)?;
    let run = run(db, &day, version)?;
    let places = match run {
        Some(run) => places(db, run.id)?,
        None => Vec::new(),
    };
    Ok(DayPlan { day, drawing, requests, run, places })
}

fn run(db: &mut Db, day: &DayCard, version: Version) -> QueryResult<Option<RunCard>> {
    let runs = assignment_run::table
        .filter(assignment_run::market_day_id.eq(day.id))
        .order(assignment_run::version.desc())
        .select((assignment_run::id, assignment_run::version, assignment_run::made_at, assignment_run::revision));
    match (version, day.published_run) {
        (Version::Latest, _) => runs.first(db.conn).optional(),
        (Version::Published, Some(published)) => {
            runs.filter(assignment_run::id.eq(published)).first(db.conn).optional()
        }
        (Version::Published, None) => Ok(None),
    }
}

fn places(db: &mut Db, run: RunId) -> QueryResult<Vec<Place>> {
    type Row = (BookingId, Option<StallId>, Option<Reason>, String, bool);
    let rows: Vec<Row> = assignment::table
        .filter(assignment::run_id.eq(run))
        .order(assignment::booking_id)
        .select((
            assignment::booking_id,
            assignment::stall_id,
            assignment::refusal,
            assignment::proof,
            assignment::by_hand,
        ))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(booking, stall, reason, grounds, by_hand)| {
            Ok(Place { booking, stall, reason, grounds: read_grounds(&grounds)?, by_hand })
        })
        .collect()
}

/// The grounds of an assignment as they are stored.
pub(crate) fn written(grounds: &Grounds) -> QueryResult<String> {
    serde_json::to_string(grounds).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

pub(super) fn read_grounds(stored: &str) -> QueryResult<Grounds> {
    serde_json::from_str(stored).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}

fn requests(db: &mut Db, day: MarketDayId, site: SiteId) -> QueryResult<Vec<Request>> {
    type Who = (BookingId, String, Option<String>, Option<String>, Option<NaiveDateTime>);
    type What = (String, Fittings, bool, i32, BookingState, Option<Attendance>);
    let rows: Vec<(Who, What)> = booking::table
        .inner_join(household::table)
        .inner_join(
            site_vendor::table
                .on(site_vendor::household_id.eq(booking::household_id).and(site_vendor::site_id.eq(site))),
        )
        .left_join(shop::table.on(shop::household_id.eq(booking::household_id)))
        .left_join(check_in::table.on(check_in::booking_id.eq(booking::id)))
        .filter(booking::market_day_id.eq(day))
        .order((site_vendor::seniority, booking::id))
        .select((
            (booking::id, household::name, shop::code.nullable(), shop::name.nullable(), shop::hidden_at.nullable()),
            (
                booking::category_code,
                (booking::power, booking::water, booking::baking, booking::own_unit),
                booking::flexible,
                site_vendor::seniority,
                booking::state,
                check_in::state.nullable(),
            ),
        ))
        .load(db.conn)?;
    let wishes = wishes_of(db, day)?;
    Ok(rows.into_iter().map(|(who, what)| request(who, what, &wishes)).collect())
}

fn wishes_of(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<(BookingId, StallId)>> {
    booking_wish::table
        .inner_join(booking::table)
        .filter(booking::market_day_id.eq(day))
        .order((booking_wish::booking_id, booking_wish::ord))
        .select((booking_wish::booking_id, booking_wish::stall_id))
        .load(db.conn)
}

fn request(
    (booking, name, code, shop, hidden_at): (BookingId, String, Option<String>, Option<String>, Option<NaiveDateTime>),
    (category, needs, flexible, seniority, state, attendance): (
        String,
        Fittings,
        bool,
        i32,
        BookingState,
        Option<Attendance>,
    ),
    wishes: &[(BookingId, StallId)],
) -> Request {
    Request {
        booking,
        name,
        shop: code.zip(shop).filter(|_| hidden_at.is_none()).map(|(code, name)| ShopName { code, name }),
        category,
        needs,
        flexible,
        wishes: wishes.iter().filter(|wish| wish.0 == booking).map(|wish| wish.1).collect(),
        seniority,
        state,
        attendance,
    }
}

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

/// A household's request for a day, standing or not.
pub(crate) fn booking_of(
    db: &mut Db,
    day: MarketDayId,
    household: HouseholdId,
) -> QueryResult<Option<(BookingId, BookingState)>> {
    booking::table
        .filter(booking::market_day_id.eq(day))
        .filter(booking::household_id.eq(household))
        .select((booking::id, booking::state))
        .first(db.conn)
        .optional()
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
