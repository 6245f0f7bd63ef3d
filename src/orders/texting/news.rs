//! Whether what an SMS says of an order still holds, and its reader does not know it yet.
use crate::catalogue::batches::model::BatchState;
use crate::db::Db;
use crate::db::schema::{batch, order_line, placed_order, sms};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, OrderId};
use crate::messages;
use crate::messages::sms::SmsKind;
use crate::orders::model::{OrderState, Side};
use crate::orders::queries;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, select};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// So long after its time was over it is still news that an order was cancelled: it may have been night, or the gateway away.
const STILL_NEWS: TimeDelta = TimeDelta::days(2);
/// So long it is told that a batch was called back; by then nobody has any of it.
const RECALLED: TimeDelta = TimeDelta::days(30);

/// What an SMS about an order needs to know of it.
#[derive(diesel::Queryable)]
pub(super) struct Known {
    state: OrderState,
    pub code: String,
    pub language: String,
    pub collect_on: NaiveDate,
    pub opens_minute: i32,
    pub closes_minute: i32,
}

impl Known {
    pub fn of(db: &mut Db, order: OrderId) -> QueryResult<Known> {
        placed_order::table
            .find(order)
            .select((
                placed_order::state,
                placed_order::code,
                placed_order::language,
                placed_order::collect_on,
                placed_order::opens_minute,
                placed_order::closes_minute,
            ))
            .first(db.conn)
    }
}

/// Whether what an SMS of a kind, written at a moment, says of an order still holds, and its reader does not know it yet.
pub(super) fn is_news(
    db: &mut Db,
    (order, kind, made_at): (OrderId, SmsKind, NaiveDateTime),
    known: &Known,
) -> QueryResult<bool> {
    let (now, closes) = (db.now.at, utc_of(known.collect_on, known.closes_minute));
    let is_to_come = now < closes;
    let holds = match kind {
        // Whoever may fall ill is told also if they have read it.
        SmsKind::OrderRecalled => return Ok(now - made_at < RECALLED && has_recalled(db, order)?),
        SmsKind::OrderAccepted | SmsKind::OrderReady => is_to_come && is_step(db, order, (kind, known))?,
        SmsKind::OrderCancelled => {
            now < closes + STILL_NEWS && is_step(db, order, (kind, known))? && !is_told_of_recall(db, order)?
        }
        SmsKind::OrderLess => is_to_come && known.state.is_open() && is_less(db, order)?,
        SmsKind::OrderMoved => is_to_come && known.state.is_open(),
        SmsKind::WeekMissed | SmsKind::GoodBack => false,
    };
    Ok(holds && !is_read(db, (order, made_at))?)
}

/// Whether an order is in the state that an SMS of this kind tells of, and not by its buyer's own step.
fn is_step(db: &mut Db, order: OrderId, (kind, known): (SmsKind, &Known)) -> QueryResult<bool> {
    let is_of_state = known.state.sms() == Some(kind);
    Ok(is_of_state && queries::steps_of(db, order)?.last().is_none_or(|step| step.by != Side::Buyer))
}

/// Whoever is told not to use it need not be told that it is not to be collected.
fn is_told_of_recall(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    let recalled = sms::table.filter(sms::order_id.eq(order)).filter(sms::kind.eq(SmsKind::OrderRecalled));
    select(exists(recalled)).get_result(db.conn)
}

/// Whether its shop dropped a good of it, and did not take that back.
fn is_less(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    Ok(queries::dropped_of(db, order)?.iter().any(|line| line.by == Side::Shop))
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

/// Whether somebody who is written to about an order has opened their news since a moment.
fn is_read(db: &mut Db, (order, since): (OrderId, NaiveDateTime)) -> QueryResult<bool> {
    let readers: Vec<AccountId> = queries::readers_of(db, &[order])?.into_iter().map(|(_, reader)| reader).collect();
    Ok(!readers.is_empty() && messages::has_read_since(db, &readers, since)?)
}
