//! What a buyer was told by SMS.
use crate::db::Db;
use crate::db::schema::sms;
use crate::kernel::ids::OrderId;
use crate::messages::SendState;
use crate::messages::sms::SmsKind;
use crate::orders::model::{OrderState, Told};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The last SMS to the buyer about the state of an order that was not dropped, as far as it came.
pub(super) fn told(db: &mut Db, order: OrderId) -> QueryResult<Option<Told>> {
    type Row = (SmsKind, SendState, NaiveDateTime, Option<NaiveDateTime>);
    let row: Option<Row> = sms::table
        .filter(sms::order_id.eq(order))
        .filter(sms::kind.eq_any(OrderState::SMS))
        .filter(sms::state.ne(SendState::Dropped))
        .order(sms::id.desc())
        .select((sms::kind, sms::state, sms::made_at, sms::settled_at))
        .first(db.conn)
        .optional()?;
    Ok(row.and_then(|(kind, state, made_at, settled_at)| {
        let of = OrderState::ALL.iter().copied().find(|of| of.sms() == Some(kind))?;
        Some(Told { of, state, at: settled_at.filter(|_| state == SendState::Sent).unwrap_or(made_at) })
    }))
}
