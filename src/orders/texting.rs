//! What a buyer is told by SMS, where there is a gateway: that the order was accepted, is ready or was cancelled, and that a batch
//! is called back, which is told at once. Only steps of
//! others are told, and only once they can no longer be taken back; a step that does not stand by then is not told. Whoever
//! has an account finds the news in the program, and gets an SMS if nobody opened it there.
use super::access::OrderKeeper;
use super::model::{OrderLine, OrderState, Side, UNDO};
use super::queries;
use crate::catalogue::batches::model::BatchState;
use crate::db::schema::{data_key, placed_order, shop, sms};
use crate::db::{Db, Pool, Write, refuse, vault};
use crate::households::queries::people_of;
use crate::i18n::Locale;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{HouseholdId, KeyId, OrderId, SmsId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::messages::sms::{Decision, Sms, SmsKind, deliver, post_of_order};
use crate::messages::unsent::sms_again;
use crate::messages::{self, Gateway, OrderNews, SendState, order_sms};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// How long the news lies in the inbox of a buyer with an account before an SMS follows.
const INBOX_FIRST: TimeDelta = TimeDelta::minutes(30);
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
    let Some(kind) = to.sms() else {
        return Ok(());
    };
    let buyer: Option<HouseholdId> =
        placed_order::table.find(order).select(placed_order::buyer_household_id).first(db.conn)?;
    let pause = if buyer.is_some() { INBOX_FIRST } else { UNDO };
    let at = db.now.at + pause;
    post_of_order(db, order, kind, at)
}

/// Has the buyer told by SMS, now, not to use what was called back.
pub(super) fn post_recall(db: &mut Db, order: OrderId) -> QueryResult<()> {
    let now = db.now.at;
    post_of_order(db, order, SmsKind::BatchCalledBack, now)
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
        Some(text) => Decision::Send { to, text },
        None => Decision::Drop,
    })
}

/// Whether it still holds what an SMS says, and its reader does not know it yet.
fn is_news(db: &mut Db, (order, sms): (OrderId, &Sms), known: &Known) -> QueryResult<bool> {
    if sms.kind == SmsKind::BatchCalledBack {
        let is_back = |line: &OrderLine| line.batch.as_ref().is_some_and(|of| of.state == BatchState::CalledBack);
        return Ok(queries::lines_of(db, order)?.iter().any(is_back));
    }
    if known.state.sms() != Some(sms.kind) {
        return Ok(false);
    }
    if queries::steps_of(db, order)?.last().is_some_and(|step| step.by == Side::Buyer) {
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

/// Has the last SMS to the buyer sent again.
pub(crate) fn repeat(db: &mut Db, by: &OrderKeeper) -> Write<(), RepeatRefusal> {
    type Row = (SmsId, SmsKind, SendState, i32, Option<NaiveDateTime>);
    let found: Option<Row> = sms::table
        .filter(sms::order_id.eq(by.order()))
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
