//! What has not left, for whoever sees to it that it does: what it is about, since when, and why not. Nothing of it tells of a
//! person, and it can be sent again.
use super::SEND;
use super::sms::SmsKind;
use super::state::{SendState, Trouble};
use crate::config::LONGEST_NIGHT;
use crate::db::Db;
use crate::db::schema::{message, sms};
use crate::jobs;
use crate::kernel::ids::{MessageId, SmsId};
use crate::kernel::text_enum;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::count_star;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

text_enum! {
    /// The ways in which a message leaves the program.
    pub(crate) enum Channel {
        Email = "email",
        Sms = "sms",
    }
}

/// Messages of one page of the list.
pub(crate) const PAGE: usize = 20;
/// What waits longer than over the longest night waits too long; what was tried in vain is told at once.
const LONG: TimeDelta = TimeDelta::hours(LONGEST_NIGHT as i64 + 1);
/// So many are sent again at once, at most.
const AT_ONCE: i64 = 500;

/// A message that has not left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotSent {
    pub id: i64,
    /// What an SMS is about.
    pub kind: Option<SmsKind>,
    pub state: SendState,
    pub tries: i32,
    pub trouble: Option<Trouble>,
    pub made_at: NaiveDateTime,
}

/// How many messages of a channel have not left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    pub failed: i64,
    pub waiting: i64,
}

/// A page of those that failed or wait long, the newest first, and one more if there are more.
pub(crate) fn not_sent(db: &mut Db, channel: Channel, before: Option<i64>) -> QueryResult<Vec<NotSent>> {
    let (before, late) = (before.unwrap_or(i64::MAX), db.now.at - LONG);
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    match channel {
        Channel::Email => {
            type Row = (MessageId, SendState, i32, Option<Trouble>, NaiveDateTime);
            let waits = message::state.eq(SendState::Waiting).and(message::tries.gt(0).or(message::made_at.lt(late)));
            let rows: Vec<Row> = message::table
                .filter(message::channel.eq("email"))
                .filter(message::id.lt(before))
                .filter(message::state.eq(SendState::Failed).or(waits))
                .order(message::id.desc())
                .limit(limit)
                .select((message::id, message::state, message::tries, message::trouble, message::made_at))
                .load(db.conn)?;
            let row = |(id, state, tries, trouble, made_at): Row| NotSent {
                id: id.0,
                kind: None,
                state,
                tries,
                trouble,
                made_at,
            };
            Ok(rows.into_iter().map(row).collect())
        }
        Channel::Sms => {
            type Row = (SmsId, SmsKind, SendState, i32, Option<Trouble>, NaiveDateTime);
            let waits = sms::state.eq(SendState::Waiting).and(sms::tries.gt(0).or(sms::made_at.lt(late)));
            let rows: Vec<Row> = sms::table
                .filter(sms::id.lt(before))
                .filter(sms::state.eq(SendState::Failed).or(waits))
                .order(sms::id.desc())
                .limit(limit)
                .select((sms::id, sms::kind, sms::state, sms::tries, sms::trouble, sms::made_at))
                .load(db.conn)?;
            let row = |(id, kind, state, tries, trouble, made_at): Row| NotSent {
                id: id.0,
                kind: Some(kind),
                state,
                tries,
                trouble,
                made_at,
            };
            Ok(rows.into_iter().map(row).collect())
        }
    }
}

/// How many of a channel failed, and how many wait.
pub(crate) fn backlog(db: &mut Db, channel: Channel) -> QueryResult<Backlog> {
    let unsettled = [SendState::Failed, SendState::Waiting];
    let counts: Vec<(SendState, i64)> = match channel {
        Channel::Email => message::table
            .filter(message::channel.eq("email"))
            .filter(message::state.eq_any(unsettled))
            .group_by(message::state)
            .select((message::state, count_star()))
            .load(db.conn)?,
        Channel::Sms => sms::table
            .filter(sms::state.eq_any(unsettled))
            .group_by(sms::state)
            .select((sms::state, count_star()))
            .load(db.conn)?,
    };
    let of = |state| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
    Ok(Backlog { failed: of(SendState::Failed), waiting: of(SendState::Waiting) })
}

/// Which messages are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    One(i64),
    /// All that failed, some hundreds at once.
    Failed,
}

/// Has messages of a channel sent again, with all their tries before them; gives how many.
pub(crate) fn send_again(db: &mut Db, channel: Channel, which: Which) -> QueryResult<usize> {
    match channel {
        Channel::Email => emails_again(db, which),
        Channel::Sms => {
            let mut query = sms::table.select((sms::id, sms::kind)).order(sms::id).limit(AT_ONCE).into_boxed();
            query = match which {
                Which::One(id) => query
                    .filter(sms::id.eq(SmsId(id)))
                    .filter(sms::state.eq_any([SendState::Failed, SendState::Waiting])),
                Which::Failed => query.filter(sms::state.eq(SendState::Failed)),
            };
            let found: Vec<(SmsId, SmsKind)> = query.load(db.conn)?;
            sms_again(db, &found)?;
            Ok(found.len())
        }
    }
}

/// Has these SMS sent again at once.
pub(crate) fn sms_again(db: &mut Db, found: &[(SmsId, SmsKind)]) -> QueryResult<()> {
    let ids: Vec<SmsId> = found.iter().map(|(id, _)| *id).collect();
    diesel::update(sms::table.filter(sms::id.eq_any(ids)))
        .set((sms::state.eq(SendState::Waiting), sms::tries.eq(0), sms::trouble.eq(None::<Trouble>)))
        .execute(db.conn)?;
    for job in [super::sms::SEND_OF_ORDER, super::sms::SEND_OF_WEEK, super::sms::SEND_OF_WISH] {
        let of_this = found.iter().filter(|(_, kind)| kind.job() == job);
        jobs::at_once(db, job, &of_this.map(|(id, _)| id.to_string()).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn emails_again(db: &mut Db, which: Which) -> QueryResult<usize> {
    let mut query = message::table
        .filter(message::channel.eq("email"))
        .select(message::id)
        .order(message::id)
        .limit(AT_ONCE)
        .into_boxed();
    query = match which {
        Which::One(id) => query
            .filter(message::id.eq(MessageId(id)))
            .filter(message::state.eq_any([SendState::Failed, SendState::Waiting])),
        Which::Failed => query.filter(message::state.eq(SendState::Failed)),
    };
    let ids: Vec<MessageId> = query.load(db.conn)?;
    diesel::update(message::table.filter(message::id.eq_any(&ids)))
        .set((message::state.eq(SendState::Waiting), message::tries.eq(0), message::trouble.eq(None::<Trouble>)))
        .execute(db.conn)?;
    jobs::at_once(db, SEND, &ids.iter().map(MessageId::to_string).collect::<Vec<_>>())?;
    Ok(ids.len())
}
