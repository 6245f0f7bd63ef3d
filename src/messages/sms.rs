//! SMS: a row says what each is about; its number and its words are put together when it leaves. Whoever owns what it is about
//! decides then whether it is still true. A crash after the gateway took one and before that is written sends it twice, and none
//! is lost: what is still true waits also while there is no gateway, at night and while a gateway rests, and none of that is a try.
use super::gateway::Gateway;
use super::state::{SendState, Trouble, Unsent, after_try};
use crate::config::Quiet;
use crate::db::schema::sms;
use crate::db::{Db, Pool, on_each};
use crate::jobs::{self, Later};
use crate::kernel::clock::{tehran_time, utc_of};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{OrderId, SmsId, StandingId, WishId};
use crate::kernel::text_enum;
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

text_enum! {
    /// What an SMS says, without its words.
    pub(crate) enum SmsKind {
        OrderAccepted = "order_accepted",
        OrderReady = "order_ready",
        OrderCancelled = "order_cancelled",
        /// What was ordered is ready at another time.
        OrderMoved = "order_moved",
        /// One good of the order was not there.
        OrderLess = "order_less",
        /// Some of what was ordered is not to be used.
        OrderRecalled = "order_recalled",
        /// A week of a standing order has no order.
        WeekMissed = "week_missed",
        /// A good that was sold out is there again.
        GoodBack = "good_back",
    }
}

/// The kind of the job that sends an SMS about an order; its argument is the SMS.
pub(crate) const SEND_OF_ORDER: &str = "send_order_sms";
/// The kind of the job that sends one about a week of a standing order.
pub(crate) const SEND_OF_WEEK: &str = "send_week_sms";
/// The kind of the job that sends one about a good that is back.
pub(crate) const SEND_OF_WISH: &str = "send_wish_sms";

impl SmsKind {
    /// The kind of the job that sends it.
    pub(super) fn job(self) -> &'static str {
        match self {
            SmsKind::OrderAccepted
            | SmsKind::OrderReady
            | SmsKind::OrderCancelled
            | SmsKind::OrderMoved
            | SmsKind::OrderLess
            | SmsKind::OrderRecalled => SEND_OF_ORDER,
            SmsKind::WeekMissed => SEND_OF_WEEK,
            SmsKind::GoodBack => SEND_OF_WISH,
        }
    }
}

/// An SMS that is to be sent.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Sms {
    pub id: SmsId,
    pub kind: SmsKind,
    pub order: Option<OrderId>,
    pub wish: Option<WishId>,
    /// The week of a standing order.
    pub week: (Option<StandingId>, Option<NaiveDate>),
    pub made_at: NaiveDateTime,
    tries: i32,
}

/// How often it is looked whether there is a gateway by now.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(1);

/// So many SMS are put into the post by one statement.
const AT_ONCE: usize = 500;

/// Puts an SMS of a kind about each of these orders into the post, to leave at this time, by a few statements for all; where one
/// waits that says the same it leaves then in its place.
pub(crate) fn post_of_orders(db: &mut Db, orders: &[OrderId], (kind, at): (SmsKind, NaiveDateTime)) -> QueryResult<()> {
    let now = db.now.at;
    for orders in orders.chunks(AT_ONCE) {
        let same = sms::table
            .filter(sms::order_id.eq_any(orders.iter().copied().map(Some)))
            .filter(sms::kind.eq(kind))
            .filter(sms::state.eq(SendState::Waiting));
        let waiting: Vec<(SmsId, Option<OrderId>)> = same.select((sms::id, sms::order_id)).load(db.conn)?;
        let ids: Vec<SmsId> = waiting.iter().map(|(id, _)| *id).collect();
        diesel::update(sms::table.filter(sms::id.eq_any(&ids))).set(sms::made_at.eq(now)).execute(db.conn)?;
        jobs::not_before(db, kind.job(), &ids.iter().map(SmsId::to_string).collect::<Vec<_>>(), at)?;
        let waits = |order: &OrderId| waiting.iter().any(|(_, of)| *of == Some(*order));
        let new: Vec<(SmsId, OrderId)> =
            orders.iter().copied().filter(|order| !waits(order)).map(|order| (db.id(), order)).collect();
        if new.is_empty() {
            continue;
        }
        let row = |(id, order): &(SmsId, OrderId)| {
            (
                (sms::id.eq(*id), sms::kind.eq(kind), sms::order_id.eq(*order), sms::state.eq(SendState::Waiting)),
                (sms::tries.eq(0), sms::repeats.eq(0), sms::made_at.eq(now)),
            )
        };
        let rows: Vec<_> = new.iter().map(row).collect();
        on_each!(db.conn, |conn| diesel::insert_into(sms::table).values(&rows).execute(conn))?;
        let ids: Vec<String> = new.iter().map(|(id, _)| id.to_string()).collect();
        jobs::enqueue_each_at(db, kind.job(), (&ids, at))?;
    }
    Ok(())
}

/// Puts an SMS into the post that a week of a standing order has no order, to leave at this time.
pub(crate) fn post_of_week(
    db: &mut Db,
    (standing, day): (StandingId, NaiveDate),
    at: NaiveDateTime,
) -> QueryResult<()> {
    let (id, kind): (SmsId, _) = (db.id(), SmsKind::WeekMissed);
    diesel::insert_into(sms::table)
        .values((
            (sms::id.eq(id), sms::kind.eq(kind), sms::standing_id.eq(standing), sms::day.eq(day)),
            (sms::state.eq(SendState::Waiting), sms::tries.eq(0), sms::repeats.eq(0), sms::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    jobs::enqueue(db, kind.job(), &id.to_string(), at).map(drop)
}

/// Takes what was posted of a week out of the post: it is wanted after all.
pub(crate) fn take_back_week(db: &mut Db, (standing, day): (StandingId, NaiveDate)) -> QueryResult<()> {
    diesel::delete(sms::table.filter(sms::standing_id.eq(standing)).filter(sms::day.eq(day))).execute(db.conn).map(drop)
}

/// Puts an SMS into the post for each of these who wait for a good, by two statements for all.
pub(crate) fn post_of_wishes(db: &mut Db, wishes: &[WishId]) -> QueryResult<()> {
    if wishes.is_empty() {
        return Ok(());
    }
    let (kind, now) = (SmsKind::GoodBack, db.now.at);
    let ids: Vec<SmsId> = wishes.iter().map(|_| db.id()).collect();
    let row = |(id, wish): (&SmsId, &WishId)| {
        (
            (sms::id.eq(*id), sms::kind.eq(kind), sms::wish_id.eq(*wish), sms::state.eq(SendState::Waiting)),
            (sms::tries.eq(0), sms::repeats.eq(0), sms::made_at.eq(now)),
        )
    };
    let rows: Vec<_> = ids.iter().zip(wishes).map(row).collect();
    on_each!(db.conn, |conn| diesel::insert_into(sms::table).values(&rows).execute(conn))?;
    jobs::enqueue_each(db, kind.job(), &ids.iter().map(SmsId::to_string).collect::<Vec<_>>())
}

/// What is to become of an SMS now.
pub(crate) enum Decision {
    Send {
        to: Mobile,
        text: String,
        /// When its reader must know it, be it night; none where it can wait for the morning.
        known_by: Option<NaiveDateTime>,
    },
    Drop,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Sent,
    /// Nobody needs it any more.
    Dropped,
    /// It was settled before.
    Over,
}

/// Sends the SMS named by a job's argument as `decide` says.
///
/// # Errors
/// When it cannot be read or the gateway does not take it: the job is then tried again. When it is night, the gateway rests
/// or there is none: the job is then put off, which counts as no try.
pub(crate) fn deliver(
    pool: &Pool,
    gateway: &Gateway,
    arg: &str,
    decide: impl FnOnce(&mut Db, &Sms) -> QueryResult<Decision>,
) -> anyhow::Result<Outcome> {
    let id: SmsId = arg.parse()?;
    let Some(sms) = pool.read_now(|db| due(db, id))? else {
        return Ok(Outcome::Over);
    };
    let Decision::Send { to, text, known_by } = pool.read_now(|db| decide(db, &sms))? else {
        pool.change_now(|db| settle(db, id, SendState::Dropped))?;
        return Ok(Outcome::Dropped);
    };
    let now = pool.clock().now().at;
    if !gateway.is_set_up() {
        pool.change_now(|db| lacks_way(db, id))?;
        return Err(Later(now + LOOK_AGAIN).into());
    }
    let morning = morning_after(gateway.quiet(), now).filter(|morning| known_by.is_none_or(|by| by > *morning));
    if let Some(later) = morning.or_else(|| gateway.rests_until(now)) {
        return Err(Later(later).into());
    }
    let sent = gateway.send(&to, &text);
    gateway.tried(&sent, now);
    match sent {
        Ok(()) => {
            pool.change_now(|db| settle(db, id, SendState::Sent))?;
            Ok(Outcome::Sent)
        }
        Err(unsent) => {
            pool.change_now(|db| note(db, &sms, &unsent))?;
            Err(unsent.into())
        }
    }
}

fn due(db: &mut Db, id: SmsId) -> QueryResult<Option<Sms>> {
    sms::table
        .find(id)
        .filter(sms::state.eq(SendState::Waiting))
        .select((
            sms::id,
            sms::kind,
            sms::order_id,
            sms::wish_id,
            (sms::standing_id, sms::day),
            sms::made_at,
            sms::tries,
        ))
        .first(db.conn)
        .optional()
}

fn settle(db: &mut Db, id: SmsId, state: SendState) -> QueryResult<()> {
    diesel::update(sms::table.find(id))
        .set((sms::state.eq(state), sms::settled_at.eq(db.now.at), sms::trouble.eq(None::<Trouble>)))
        .execute(db.conn)
        .map(drop)
}

fn lacks_way(db: &mut Db, id: SmsId) -> QueryResult<()> {
    diesel::update(sms::table.find(id)).set(sms::trouble.eq(Trouble::NoWay)).execute(db.conn).map(drop)
}

fn note(db: &mut Db, sms: &Sms, unsent: &Unsent) -> QueryResult<()> {
    let tries = sms.tries.saturating_add(1);
    diesel::update(sms::table.find(sms.id))
        .set((sms::tries.eq(tries), sms::trouble.eq(unsent.trouble), sms::state.eq(after_try(tries))))
        .execute(db.conn)
        .map(drop)
}

/// When the night is over, if it is night.
fn morning_after(quiet: Quiet, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let local = tehran_time(now);
    let hour = i32::try_from(local.hour()).unwrap_or_default();
    let is_over_midnight = quiet.from > quiet.until;
    let is_night = match is_over_midnight {
        true => hour >= quiet.from || hour < quiet.until,
        false => quiet.from <= hour && hour < quiet.until,
    };
    let tomorrow = u64::from(is_over_midnight && hour >= quiet.from);
    let day = local.date().checked_add_days(Days::new(tomorrow))?;
    is_night.then(|| utc_of(day, quiet.until * 60))
}

#[cfg(test)]
mod tests {
    use super::morning_after;
    use crate::config::Quiet;
    use crate::kernel::clock::utc_of;
    use chrono::NaiveDate;

    #[test]
    fn the_night_ends_in_the_morning_after_it() {
        let day = |number| NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
        let usual = Quiet { from: 21, until: 8 };
        let ends = |day: NaiveDate, minute| morning_after(usual, utc_of(day, minute));
        assert_eq!(ends(day(23), 20 * 60 + 59), None);
        assert_eq!(ends(day(23), 21 * 60), Some(utc_of(day(24), 8 * 60)));
        assert_eq!(ends(day(24), 7 * 60 + 59), Some(utc_of(day(24), 8 * 60)));
        assert_eq!(ends(day(24), 8 * 60), None);
        let nap = Quiet { from: 13, until: 16 };
        assert_eq!(morning_after(nap, utc_of(day(23), 14 * 60)), Some(utc_of(day(23), 16 * 60)));
        assert_eq!(morning_after(Quiet { from: 0, until: 0 }, utc_of(day(23), 60)), None);
    }
}
