//! What a buyer is told by SMS, where there is a gateway: that the order was accepted, is ready or was cancelled, and that a batch
//! of it is ready at another time. Only steps of others are told, and only once they can no longer be taken back; a step that
//! does not stand by then is not told. Whoever has an account finds the news in the program, and gets an SMS if nobody opened
//! it there. That a batch was called back is told to everyone at once.
mod news;
pub(crate) mod week;

use super::access::OrderKeeper;
use super::model::{OrderState, UNDO};
use super::queries;
use crate::db::schema::{data_key, placed_order, shop, sms};
use crate::db::{Db, Pool, Write, refuse, vault};
use crate::i18n::Locale;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{KeyId, OrderId, SmsId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::messages::sms::{Decision, Sms, SmsKind, deliver, post_of_orders};
use crate::messages::unsent::sms_again;
use crate::messages::{Gateway, OrderNews, SendState, order_sms};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use news::Known;
use std::collections::BTreeSet;

/// How long the news lies in the inbox of a buyer with an account before an SMS follows.
const INBOX_FIRST: TimeDelta = TimeDelta::minutes(30);
/// A shop has an SMS sent again so often, and not sooner than this after the time before.
const MOST_REPEATS: i32 = 5;
const REPEAT_AFTER: TimeDelta = TimeDelta::minutes(1);

/// Why an SMS is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RepeatRefusal {
    #[error("there is none, or it says what is no longer so or is known to the buyer")]
    None,
    #[error("it was sent again less than a minute ago, or is about to leave")]
    TooSoon,
    #[error("it was sent again as often as it may be")]
    TooOften,
}

/// Has the buyer told by SMS what their order came to, once it can no longer be taken back.
pub(super) fn post(db: &mut Db, order: OrderId, to: OrderState) -> QueryResult<()> {
    match to.sms() {
        Some(kind) => post_of(db, &[order], kind),
        None => Ok(()),
    }
}

/// Has the buyers told by SMS that what they ordered is ready at another time.
pub(super) fn post_moved(db: &mut Db, orders: &[OrderId]) -> QueryResult<()> {
    post_of(db, orders, SmsKind::OrderMoved)
}

/// Has the buyers told by SMS that their orders are cancelled, once that can no longer be taken back.
pub(super) fn post_cancelled(db: &mut Db, orders: &[OrderId]) -> QueryResult<()> {
    post_of(db, orders, SmsKind::OrderCancelled)
}

/// Has the buyer told by SMS that one good of their order was not there.
pub(super) fn post_less(db: &mut Db, order: OrderId) -> QueryResult<()> {
    post_of(db, &[order], SmsKind::OrderLess)
}

/// Has the buyers told by SMS, at once, that some of what they ordered is not to be used.
pub(super) fn post_recalled(db: &mut Db, orders: &[OrderId]) -> QueryResult<()> {
    let now = db.now.at;
    post_of_orders(db, orders, (SmsKind::OrderRecalled, now))
}

/// Has the buyers told by SMS, by a few statements for all: those who are written to in the program only after a while.
fn post_of(db: &mut Db, orders: &[OrderId], kind: SmsKind) -> QueryResult<()> {
    let with_readers: BTreeSet<OrderId> =
        queries::readers_of(db, orders)?.into_iter().map(|(order, _)| order).collect();
    let (written, others): (Vec<OrderId>, Vec<OrderId>) =
        orders.iter().copied().partition(|order| with_readers.contains(order));
    let now = db.now.at;
    post_of_orders(db, &written, (kind, now + INBOX_FIRST))?;
    post_of_orders(db, &others, (kind, now + UNDO))
}

/// Does the job that sends an SMS about an order.
///
/// # Errors
/// When the database cannot be used or the gateway does not take it; the job is then tried again.
pub(crate) fn send(pool: &Pool, gateway: &Gateway, origin: &str, arg: &str) -> anyhow::Result<()> {
    deliver(pool, gateway, arg, |db, sms| decide(db, sms, origin))?;
    Ok(())
}

fn decide(db: &mut Db, sms: &Sms, origin: &str) -> QueryResult<Decision> {
    let Some(order) = sms.order else {
        return Ok(Decision::Drop);
    };
    let known = Known::of(db, order)?;
    if !news::is_news(db, (order, sms.kind, sms.made_at), &known)? {
        return Ok(Decision::Drop);
    }
    let (shop, (key_id, wrapped), sealed): (String, (KeyId, Option<Vec<u8>>), Vec<u8>) = placed_order::table
        .inner_join(shop::table)
        .inner_join(data_key::table)
        .filter(placed_order::id.eq(order))
        .select((shop::name, (data_key::id, data_key::wrapped), placed_order::mobile_sealed))
        .first(db.conn)?;
    let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
    let mobile = vault::open(key.as_ref(), &queries::mobile_field(order), Some(&sealed))?;
    let Some(to) = mobile.and_then(|mobile| Mobile::parse(&mobile).ok()) else {
        return Ok(Decision::Drop);
    };
    let lang = Lang::from_tag(&known.language).unwrap_or(Lang::Fa);
    // No SMS speaks of money.
    let locale = Locale::new(lang, MoneyUnit::Toman, db.now.today);
    let news = OrderNews { shop: &shop, day: known.collect_on, code: &known.code };
    Ok(match order_sms(&locale, sms.kind, (&news, origin)) {
        Some(text) => Decision::Send { to, text, known_by: known_by(sms, &known, db.now.at) },
        None => Decision::Drop,
    })
}

/// When a buyer must know it even at night: what is not to be eaten at once, and that nothing is there before they set out.
/// What was to be collected before is over, and can wait for the morning.
fn known_by(sms: &Sms, known: &Known, now: NaiveDateTime) -> Option<NaiveDateTime> {
    match sms.kind {
        SmsKind::OrderRecalled => Some(sms.made_at),
        SmsKind::OrderCancelled | SmsKind::OrderMoved | SmsKind::OrderLess => {
            let is_over = utc_of(known.collect_on, known.closes_minute) <= now;
            (!is_over).then(|| utc_of(known.collect_on, known.opens_minute))
        }
        SmsKind::OrderAccepted | SmsKind::OrderReady | SmsKind::WeekMissed | SmsKind::GoodBack => None,
    }
}

/// Has the last SMS to the buyer about the order's state sent again.
pub(crate) fn repeat(db: &mut Db, by: &OrderKeeper) -> Write<(), RepeatRefusal> {
    type Row = (SmsId, SmsKind, SendState, (i32, Option<NaiveDateTime>), NaiveDateTime);
    let found: Option<Row> = sms::table
        .filter(sms::order_id.eq(by.order()))
        .filter(sms::kind.eq_any(OrderState::SMS))
        .filter(sms::state.ne(SendState::Dropped))
        .order(sms::id.desc())
        .select((sms::id, sms::kind, sms::state, (sms::repeats, sms::repeated_at), sms::made_at))
        .first(db.conn)
        .optional()?;
    let Some((id, kind, state, (repeats, repeated_at), made_at)) = found else {
        return refuse(RepeatRefusal::None);
    };
    let now = db.now.at;
    let is_soon = repeated_at.is_some_and(|at| now - at < REPEAT_AFTER);
    if is_soon || state == SendState::Waiting {
        return refuse(RepeatRefusal::TooSoon);
    }
    if repeats >= MOST_REPEATS {
        return refuse(RepeatRefusal::TooOften);
    }
    let known = Known::of(db, by.order())?;
    if !news::is_news(db, (by.order(), kind, made_at), &known)? {
        return refuse(RepeatRefusal::None);
    }
    let counted = diesel::update(sms::table.find(id).filter(sms::repeats.eq(repeats)).filter(sms::state.eq(state)))
        .set((sms::repeats.eq(repeats + 1), sms::repeated_at.eq(now)))
        .execute(db.conn)?;
    if counted == 0 {
        return refuse(RepeatRefusal::TooSoon);
    }
    Ok(sms_again(db, &[(id, kind)])?)
}
