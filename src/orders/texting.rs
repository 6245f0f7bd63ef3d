//! What a buyer is told by SMS, where there is a gateway: that the order was accepted, is ready or was cancelled, and that a batch
//! of it is ready at another time. Only steps of others are told, and only once they can no longer be taken back; a step that
//! does not stand by then is not told. Whoever has an account finds the news in the program, and gets an SMS if nobody opened
//! it there. That a batch was called back is told to everyone at once.
use super::access::OrderKeeper;
use super::model::{OrderState, Side, UNDO};
use super::queries;
use crate::catalogue::batches::model::BatchState;
use crate::db::schema::{batch, data_key, order_line, placed_order, shop, sms};
use crate::db::{Db, Pool, Write, refuse, vault};
use crate::households::queries::people_of;
use crate::i18n::Locale;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{HouseholdId, KeyId, OrderId, SmsId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::messages::sms::{Decision, Sms, SmsKind, deliver, post_of_order};
use crate::messages::unsent::sms_again;
use crate::messages::{self, Gateway, OrderNews, SendState, order_sms};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, select};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// How long the news lies in the inbox of a buyer with an account before an SMS follows.
const INBOX_FIRST: TimeDelta = TimeDelta::minutes(30);
/// So long after its time was over it is still news that an order was cancelled: it may have been night, or the gateway away.
const STILL_NEWS: TimeDelta = TimeDelta::days(2);
/// So long it is told that a batch was called back; by then nobody has any of it.
const RECALLED: TimeDelta = TimeDelta::days(30);
/// A shop has an SMS sent again so often, and not sooner than this after the time before.
const MOST_REPEATS: i32 = 5;
const REPEAT_AFTER: TimeDelta = TimeDelta::minutes(1);

/// Why an SMS is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RepeatRefusal {
    #[error("there is none, or it says what is no longer so")]
    None,
    #[error("it was sent again less than a minute ago, or is about to leave")]
    TooSoon,
    #[error("it was sent again as often as it may be")]
    TooOften,
}

/// Has the buyer told by SMS what their order came to, once it can no longer be taken back.
pub(super) fn post(db: &mut Db, order: OrderId, to: OrderState) -> QueryResult<()> {
    match to.sms() {
        Some(kind) => post_of(db, order, kind),
        None => Ok(()),
    }
}

/// Has the buyer told by SMS that what they ordered is ready at another time.
pub(super) fn post_moved(db: &mut Db, order: OrderId) -> QueryResult<()> {
    post_of(db, order, SmsKind::OrderMoved)
}

/// Has the buyer told by SMS that one good of their order was not there.
pub(super) fn post_less(db: &mut Db, order: OrderId) -> QueryResult<()> {
    post_of(db, order, SmsKind::OrderLess)
}

/// Has the buyer told by SMS, at once, that some of what they ordered is not to be used.
pub(super) fn post_recalled(db: &mut Db, order: OrderId) -> QueryResult<()> {
    let now = db.now.at;
    post_of_order(db, order, SmsKind::OrderRecalled, now)
}

fn post_of(db: &mut Db, order: OrderId, kind: SmsKind) -> QueryResult<()> {
    let buyer: Option<HouseholdId> =
        placed_order::table.find(order).select(placed_order::buyer_household_id).first(db.conn)?;
    let pause = if buyer.is_some() { INBOX_FIRST } else { UNDO };
    let at = db.now.at + pause;
    post_of_order(db, order, kind, at)
}

/// Does the job that sends an SMS about an order.
///
/// # Errors
/// When the database cannot be used or the gateway does not take it; the job is then tried again.
pub(crate) fn send(pool: &Pool, gateway: &Gateway, origin: &str, arg: &str) -> anyhow::Result<()> {
    deliver(pool, gateway, arg, |db, sms| decide(db, sms, origin))?;
    Ok(())
}

/// What an SMS about an order needs to know of it.
#[derive(diesel::Queryable)]
struct Known {
    state: OrderState,
    code: String,
    language: String,
    collect_on: NaiveDate,
    opens_minute: i32,
    closes_minute: i32,
    buyer: Option<HouseholdId>,
    mobile: Vec<u8>,
}

fn decide(db: &mut Db, sms: &Sms, origin: &str) -> QueryResult<Decision> {
    let Some(order) = sms.order else {
        return Ok(Decision::Drop);
    };
    let (known, shop, (key_id, wrapped)): (Known, String, (KeyId, Option<Vec<u8>>)) = placed_order::table
        .inner_join(shop::table)
        .inner_join(data_key::table)
        .filter(placed_order::id.eq(order))
        .select((
            (
                placed_order::state,
                placed_order::code,
                placed_order::language,
                placed_order::collect_on,
                placed_order::opens_minute,
                placed_order::closes_minute,
                placed_order::buyer_household_id,
                placed_order::mobile_sealed,
            ),
            shop::name,
            (data_key::id, data_key::wrapped),
        ))
        .first(db.conn)?;
    if !is_news(db, (order, sms), &known)? {
        return Ok(Decision::Drop);
    }
    let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
    let mobile = vault::open(key.as_ref(), &queries::mobile_field(order), Some(&known.mobile))?;
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
        SmsKind::OrderAccepted | SmsKind::OrderReady | SmsKind::GoodBack => None,
    }
}

/// Whether it still holds what an SMS says, and is of use.
fn holds(db: &mut Db, (order, sms): (OrderId, &Sms), known: &Known) -> QueryResult<bool> {
    let (now, closes) = (db.now.at, utc_of(known.collect_on, known.closes_minute));
    let is_of_state = known.state.sms() == Some(sms.kind);
    match sms.kind {
        SmsKind::OrderRecalled => Ok(now - sms.made_at < RECALLED && has_recalled(db, order)?),
        // Whoever is told not to use it need not be told that it is not to be collected.
        SmsKind::OrderCancelled => {
            let recalled = sms::table.filter(sms::order_id.eq(order)).filter(sms::kind.eq(SmsKind::OrderRecalled));
            Ok(is_of_state && now < closes + STILL_NEWS && !select(exists(recalled)).get_result(db.conn)?)
        }
        SmsKind::OrderMoved | SmsKind::OrderLess => Ok(known.state.is_open() && now < closes),
        SmsKind::OrderAccepted | SmsKind::OrderReady => Ok(is_of_state && now < closes),
        SmsKind::GoodBack => Ok(false),
    }
}

/// Whether some of an order was called back, or may be of what was.
fn has_recalled(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    let called_back = order_line::table
        .inner_join(batch::table)
        .filter(order_line::order_id.eq(order))
        .filter(order_line::dropped_at.is_null())
        .filter(batch::state.eq(BatchState::CalledBack));
    Ok(select(exists(called_back)).get_result(db.conn)? || !queries::perhaps_of(db, order)?.is_empty())
}

/// Whether it still holds what an SMS says, and its reader does not know it yet.
fn is_news(db: &mut Db, (order, sms): (OrderId, &Sms), known: &Known) -> QueryResult<bool> {
    if !holds(db, (order, sms), known)? {
        return Ok(false);
    }
    if sms.kind == SmsKind::OrderRecalled {
        return Ok(true);
    }
    // Of an order that nobody answered yet, the buyer's own step is the last one.
    let is_step = sms.kind != SmsKind::OrderLess;
    if is_step && queries::steps_of(db, order)?.last().is_some_and(|step| step.by == Side::Buyer) {
        return Ok(false);
    }
    match known.buyer {
        Some(buyer) => {
            let people = people_of(db, buyer)?;
            Ok(!messages::has_read_since(db, &people, sms.made_at)?)
        }
        None => Ok(true),
    }
}

/// Has the last SMS to the buyer about the order's state sent again.
pub(crate) fn repeat(db: &mut Db, by: &OrderKeeper) -> Write<(), RepeatRefusal> {
    type Row = (SmsId, SmsKind, SendState, i32, Option<NaiveDateTime>);
    let found: Option<Row> = sms::table
        .filter(sms::order_id.eq(by.order()))
        .filter(sms::kind.eq_any(OrderState::SMS))
        .filter(sms::state.ne(SendState::Dropped))
        .order(sms::id.desc())
        .select((sms::id, sms::kind, sms::state, sms::repeats, sms::repeated_at))
        .first(db.conn)
        .optional()?;
    let Some((id, kind, state, repeats, repeated_at)) = found else {
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
    let now_in: OrderState = placed_order::table.find(by.order()).select(placed_order::state).first(db.conn)?;
    if now_in.sms() != Some(kind) {
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
