//! The outbox: a message is written in the transaction of what it tells; a job sends the e-mails.
use super::letter::{Letter, words};
use super::mailer::{Email, Mailer};
use super::state::{MOST_TRIES, SendState, Trouble, Unsent, after_try};
use crate::db::schema::{account, message, one_time_link};
use crate::db::{Db, Pool, on_each, vault};
use crate::i18n::Locale;
use crate::jobs;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::{AccountId, KeyId, MessageId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::kernel::secret::Field;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl, TextExpressionMethods};

/// The kind of the job that sends an e-mail.
pub(crate) const SEND: &str = "send_email";
const RESET_VALID: TimeDelta = TimeDelta::hours(1);

/// Puts a message into the person's inbox and, if they have an address, into the post.
pub(crate) fn send(db: &mut Db, to: AccountId, letter: &Letter) -> QueryResult<()> {
    if *letter != Letter::ResetPassword {
        put_in_inbox(db, to, letter)?;
    }
    let has_email: bool =
        account::table.filter(account::id.eq(to)).select(account::email_sealed.is_not_null()).first(db.conn)?;
    if has_email {
        let id = insert(db, to, "email", "waiting", letter)?;
        jobs::enqueue(db, SEND, &id.to_string(), db.now.at)?;
    }
    Ok(())
}

/// At most so many letters are written by one statement.
const AT_ONCE: usize = 500;

/// Puts a message into each person's inbox and into the post of those who have an address, by a few statements for all.
pub(crate) fn send_all(db: &mut Db, letters: &[(AccountId, Letter)]) -> QueryResult<()> {
    for letters in letters.chunks(AT_ONCE) {
        let people: Vec<AccountId> = letters.iter().map(|(to, _)| *to).collect();
        let with_email: Vec<AccountId> = account::table
            .filter(account::id.eq_any(&people))
            .filter(account::email_sealed.is_not_null())
            .select(account::id)
            .load(db.conn)?;
        insert_each(db, "inbox", "sent", letters.iter())?;
        let mailed = insert_each(db, "email", "waiting", letters.iter().filter(|(to, _)| with_email.contains(to)))?;
        if !mailed.is_empty() {
            jobs::enqueue_each(db, SEND, &mailed)?;
        }
    }
    Ok(())
}

/// Writes a row for each letter; gives their ids as jobs name them.
fn insert_each<'l>(
    db: &mut Db,
    channel: &str,
    state: &str,
    letters: impl Iterator<Item = &'l (AccountId, Letter)>,
) -> QueryResult<Vec<String>> {
    let now = db.now.at;
    let mut rows = Vec::new();
    let mut ids = Vec::new();
    for (to, letter) in letters {
        let id: MessageId = db.id();
        ids.push(id.to_string());
        rows.push((
            message::id.eq(id),
            message::account_id.eq(*to),
            message::channel.eq(channel),
            message::kind.eq("letter"),
            message::args.eq(written(letter)?),
            message::made_at.eq(now),
            message::state.eq(state),
        ));
    }
    if !rows.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(message::table).values(&rows).execute(conn))?;
    }
    Ok(ids)
}

/// Puts a message into the person's inbox only.
pub(crate) fn put_in_inbox(db: &mut Db, to: AccountId, letter: &Letter) -> QueryResult<()> {
    insert(db, to, "inbox", "sent", letter).map(drop)
}

/// Whether this letter was put into the post for the person after `since`.
pub(crate) fn was_mailed(db: &mut Db, to: AccountId, letter: &Letter, since: NaiveDateTime) -> QueryResult<bool> {
    let found: i64 = message::table
        .filter(message::account_id.eq(to))
        .filter(message::channel.eq("email"))
        .filter(message::made_at.gt(since))
        .filter(message::args.eq(written(letter)?))
        .count()
        .get_result(db.conn)?;
    Ok(found > 0)
}

/// Deletes what moderators wrote to shops before a time, in whatever words.
pub(crate) fn forget_looked_over(db: &mut Db, before: NaiveDateTime) -> QueryResult<()> {
    let looked_over = message::args.like("{\"kind\":\"looked_over\",%");
    let old = message::table.filter(message::made_at.lt(before)).filter(message::state.ne("waiting"));
    diesel::delete(old.filter(looked_over)).execute(db.conn).map(drop)
}

fn written(letter: &Letter) -> QueryResult<String> {
    serde_json::to_string(letter).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

fn insert(db: &mut Db, to: AccountId, channel: &str, state: &str, letter: &Letter) -> QueryResult<MessageId> {
    let id: MessageId = db.id();
    let args = written(letter)?;
    diesel::insert_into(message::table)
        .values((
            message::id.eq(id),
            message::account_id.eq(to),
            message::channel.eq(channel),
            message::kind.eq("letter"),
            message::args.eq(args),
            message::made_at.eq(db.now.at),
            message::state.eq(state),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// The letter that a message keeps.
pub(super) fn parse(args: &str) -> QueryResult<Letter> {
    serde_json::from_str(args).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}

struct Waiting {
    account: AccountId,
    letter: Letter,
    lang: Lang,
    /// None if it was taken away meanwhile.
    address: Option<String>,
    tries: i32,
}

/// Sends the e-mail named by a job's argument; one that was sent before is left alone.
///
/// # Errors
/// When the message cannot be read or handed over; the job is then tried again.
pub(crate) fn send_due(pool: &Pool, mailer: &Mailer, origin: &str, unit: MoneyUnit, arg: &str) -> anyhow::Result<()> {
    let id: MessageId = arg.parse().map_err(|_| anyhow::anyhow!("not a message id"))?;
    let Some(waiting) = pool.read_now(|db| load(db, id))? else {
        return Ok(());
    };
    match hand_over(pool, mailer, (origin, unit), &waiting)? {
        Ok(()) => Ok(pool.change_now(|db| {
            let sent = (message::state.eq(SendState::Sent), message::settled_at.eq(db.now.at));
            let sent = (sent, message::trouble.eq(None::<Trouble>));
            diesel::update(message::table.find(id)).set(sent).execute(db.conn).map(drop)
        })?),
        Err(unsent) => {
            pool.change_now(|db| note(db, (id, waiting.tries), &unsent))?;
            if unsent.trouble == Trouble::NoAddress { Ok(()) } else { Err(unsent.into()) }
        }
    }
}

fn hand_over(
    pool: &Pool,
    mailer: &Mailer,
    (origin, unit): (&str, MoneyUnit),
    waiting: &Waiting,
) -> anyhow::Result<Result<(), Unsent>> {
    let Some(to) = waiting.address.clone() else {
        return Ok(Err(Unsent::new(Trouble::NoAddress, "the account has no e-mail address any more")));
    };
    let locale = Locale::new(waiting.lang, unit, pool.clock().now().today);
    let link = match waiting.letter {
        Letter::ResetPassword => make_reset_link(pool, origin, waiting)?,
        _ => format!("{origin}{}", crate::urls::messages(waiting.lang)),
    };
    let (subject, text) = words(&locale, &waiting.letter);
    Ok(mailer.send(&Email { to, subject, text: format!("{text}\n\n{link}\n") }))
}

/// Writes down that an e-mail was tried and did not leave.
fn note(db: &mut Db, (id, before): (MessageId, i32), unsent: &Unsent) -> QueryResult<()> {
    let tries = if unsent.trouble == Trouble::NoAddress { MOST_TRIES } else { before.saturating_add(1) };
    diesel::update(message::table.find(id))
        .set((message::tries.eq(tries), message::trouble.eq(unsent.trouble), message::state.eq(after_try(tries))))
        .execute(db.conn)
        .map(drop)
}

fn load(db: &mut Db, id: MessageId) -> QueryResult<Option<Waiting>> {
    type Row = (AccountId, KeyId, (String, i32), String, Option<Vec<u8>>);
    let row: Option<Row> = message::table
        .inner_join(account::table)
        .filter(message::id.eq(id))
        .filter(message::state.eq_any([SendState::Waiting, SendState::Failed]))
        .select((
            account::id,
            account::key_id,
            (message::args, message::tries),
            account::language,
            account::email_sealed,
        ))
        .first(db.conn)
        .optional()?;
    let Some((account, key, (args, tries), language, email)) = row else {
        return Ok(None);
    };
    let key = vault::key(db, key)?;
    let field = Field { table: "account", column: "email_sealed", row: account.0 };
    let address = vault::open(key.as_ref(), &field, email.as_deref())?;
    let lang = Lang::from_tag(&language).unwrap_or(Lang::Fa);
    Ok(Some(Waiting { account, letter: parse(&args)?, lang, address, tries }))
}

/// Makes the link of a letter that leaves now; those of earlier letters end.
fn make_reset_link(pool: &Pool, origin: &str, waiting: &Waiting) -> anyhow::Result<String> {
    let token = pool.ids().token();
    pool.change_now(|db| {
        diesel::delete(
            one_time_link::table
                .filter(one_time_link::account_id.eq(waiting.account))
                .filter(one_time_link::purpose.eq("reset"))
                .filter(one_time_link::used_at.is_null()),
        )
        .execute(db.conn)?;
        diesel::insert_into(one_time_link::table)
            .values((
                one_time_link::token_hash.eq(sha256(&token).to_vec()),
                one_time_link::purpose.eq("reset"),
                one_time_link::account_id.eq(waiting.account),
                one_time_link::made_at.eq(db.now.at),
                one_time_link::expires_at.eq(db.now.at + RESET_VALID),
            ))
            .execute(db.conn)
    })?;
    Ok(format!("{origin}{}", crate::urls::choose_password(waiting.lang, &hex(&token))))
}
