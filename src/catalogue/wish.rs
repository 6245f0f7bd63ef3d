//! Waiting for a good that is sold out. Whoever waits is told once when some of it is free again, in the program or by SMS, and
//! within thirty days; then their number is forgotten. A mobile that said stop is left in peace until all of that is forgotten.
//! The blind index of a number stays with its older wishes for as long as a younger one has it, so that their links stop that too.
mod telling;

pub(crate) use telling::{TELL, all_came_back, came_back, send, shop_came_back, tell};

use super::access::WishHolder;
use super::model::{GoodState, WishState};
use crate::db::schema::{data_key, product, shop, sms, stock_wish};
use crate::db::{Abort, Db, Pool, Write, refuse, vault, violated};
use crate::jobs;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, KeyId, ProductId, WishId};
use crate::kernel::lang::Lang;
use crate::kernel::quantity::Quantity;
use crate::kernel::secret::{Field, Indexed};
use crate::messages::SendState;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, select};
use diesel::{
    ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl, alias,
};

/// Who waits.
#[derive(Clone, Debug)]
pub(crate) enum Wisher {
    /// Someone who is signed in, and is told in the program.
    Account(AccountId),
    /// Anyone, who is told by SMS; with a keyed digest of the network address.
    Mobile { mobile: Mobile, address: Vec<u8> },
}

/// Why nobody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WishRefusal {
    #[error("there is no such good on offer")]
    Unknown,
    #[error("some of it is free now")]
    There,
    #[error("so many are waited for from here already")]
    TooMany,
    #[error("another form asked for the same in this moment")]
    Again,
    #[error("the mobile said that it wants no SMS")]
    Stopped,
}

/// How long anybody waits, and a number is known.
const WITHIN: TimeDelta = TimeDelta::days(30);
/// How long the network address of a wish that is over still counts.
const COUNTED: TimeDelta = TimeDelta::days(2);
/// Goods that one account waits for.
const MOST_OF_ACCOUNT: i64 = 30;
/// Goods that one mobile waits for.
const MOST_OF_MOBILE: i64 = 10;
/// Wishes that wait from one network address; behind one there may be a whole street.
const MOST_HERE: i64 = 30;
/// Wishes from one network address in a day, whatever became of them.
const MOST_IN_A_DAY: i64 = 60;

/// Has somebody told when the good of this code is there again. The second time of the same changes nothing.
pub(crate) fn wait(db: &mut Db, code: &str, (by, lang): (&Wisher, Lang)) -> Write<(), WishRefusal> {
    let found: Option<(ProductId, Quantity)> = product::table
        .inner_join(shop::table)
        .filter(product::code.eq(code))
        .filter(product::state.eq(GoodState::Listed))
        .filter(shop::hidden_at.is_null())
        .select((product::id, product::stock_milli - product::held_milli))
        .first(db.conn)
        .optional()?;
    let good = match found {
        None => return refuse(WishRefusal::Unknown),
        Some((_, free)) if free > Quantity::ZERO => return refuse(WishRefusal::There),
        Some((good, _)) => good,
    };
    match by {
        Wisher::Account(account) => wait_signed_in(db, good, (*account, lang)),
        Wisher::Mobile { mobile, address } => wait_by_sms(db, good, (mobile, address), lang),
    }
}

fn wait_signed_in(db: &mut Db, good: ProductId, (account, lang): (AccountId, Lang)) -> Write<(), WishRefusal> {
    let theirs = || {
        stock_wish::table.filter(stock_wish::account_id.eq(account)).filter(stock_wish::state.eq(WishState::Waiting))
    };
    if select(exists(theirs().filter(stock_wish::product_id.eq(good)))).get_result(db.conn)? {
        return Ok(());
    }
    if theirs().count().get_result::<i64>(db.conn)? >= MOST_OF_ACCOUNT {
        return refuse(WishRefusal::TooMany);
    }
    let (id, code): (WishId, String) = (db.id(), new_code(db));
    diesel::insert_into(stock_wish::table)
        .values((
            (stock_wish::id.eq(id), stock_wish::product_id.eq(good), stock_wish::account_id.eq(account)),
            (stock_wish::code.eq(code), stock_wish::language.eq(lang.tag())),
            (stock_wish::state.eq(WishState::Waiting), stock_wish::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(at_once)?;
    Ok(())
}

fn wait_by_sms(
    db: &mut Db,
    good: ProductId,
    (mobile, address): (&Mobile, &[u8]),
    lang: Lang,
) -> Write<(), WishRefusal> {
    let index = db.keys.blind_index(Indexed::WishMobile, mobile.as_str());
    let theirs = |state| {
        stock_wish::table.filter(stock_wish::mobile_index.eq(index.clone())).filter(stock_wish::state.eq(state))
    };
    if select(exists(theirs(WishState::Stopped))).get_result(db.conn)? {
        return refuse(WishRefusal::Stopped);
    }
    if select(exists(theirs(WishState::Waiting).filter(stock_wish::product_id.eq(good)))).get_result(db.conn)? {
        return Ok(());
    }
    let here = || stock_wish::table.filter(stock_wish::address_index.eq(address));
    let of_mobile: i64 = theirs(WishState::Waiting).count().get_result(db.conn)?;
    let waiting: i64 = here().filter(stock_wish::state.eq(WishState::Waiting)).count().get_result(db.conn)?;
    let since = db.now.at - TimeDelta::days(1);
    let of_day: i64 = here().filter(stock_wish::made_at.gt(since)).count().get_result(db.conn)?;
    if of_mobile >= MOST_OF_MOBILE || waiting >= MOST_HERE || of_day >= MOST_IN_A_DAY {
        return refuse(WishRefusal::TooMany);
    }
    let (id, code): (WishId, String) = (db.id(), new_code(db));
    let (key_id, key) = vault::new_key(db)?;
    let sealed = vault::seal_bytes(&key, &mobile_field(id), mobile.as_str().as_bytes())?;
    diesel::insert_into(stock_wish::table)
        .values((
            (stock_wish::id.eq(id), stock_wish::product_id.eq(good), stock_wish::key_id.eq(key_id)),
            (stock_wish::mobile_sealed.eq(sealed), stock_wish::mobile_index.eq(index.clone())),
            (stock_wish::address_index.eq(address), stock_wish::code.eq(code), stock_wish::language.eq(lang.tag())),
            (stock_wish::state.eq(WishState::Waiting), stock_wish::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(at_once)?;
    Ok(())
}

fn new_code(db: &Db) -> String {
    format!("{}{}", db.code(), db.code())
}

/// The same wish arrived twice in one moment.
fn at_once(error: diesel::result::Error) -> Abort<WishRefusal> {
    let of_account = violated(&error, "stock_wish_account_once", "stock_wish.product_id, stock_wish.account_id");
    let of_mobile = violated(&error, "stock_wish_mobile_once", "stock_wish.product_id, stock_wish.mobile_index");
    if of_account || of_mobile { Abort::Refused(WishRefusal::Again) } else { Abort::Database(error) }
}

pub(super) fn mobile_field(wish: WishId) -> Field {
    Field { table: "stock_wish", column: "mobile_sealed", row: wish.0 }
}

/// Someone who is signed in waits for the good of this code no longer.
pub(crate) fn wait_no_longer(db: &mut Db, code: &str, account: AccountId) -> QueryResult<()> {
    let good = product::table.filter(product::code.eq(code)).select(product::id);
    diesel::update(
        stock_wish::table
            .filter(stock_wish::product_id.eq_any(good))
            .filter(stock_wish::account_id.eq(account))
            .filter(stock_wish::state.eq(WishState::Waiting)),
    )
    .set(stock_wish::state.eq(WishState::Stopped))
    .execute(db.conn)
    .map(drop)
}

/// Whoever holds the code of a wish wants no SMS any more: the number is forgotten, with all that it waits for. Its index stays
/// for as long as the wishes are known, so that nobody can have it asked again meanwhile.
pub(crate) fn stop(db: &mut Db, by: WishHolder) -> QueryResult<()> {
    let index: Option<Vec<u8>> = stock_wish::table.find(by.wish()).select(stock_wish::mobile_index).first(db.conn)?;
    let Some(index) = index else {
        return Ok(());
    };
    let theirs = || {
        let live = stock_wish::state.eq_any([WishState::Waiting, WishState::Told]);
        stock_wish::table.filter(stock_wish::mobile_index.eq(index.clone())).filter(live)
    };
    let keys: Vec<Option<KeyId>> = theirs().select(stock_wish::key_id).load(db.conn)?;
    if keys.is_empty() {
        return Ok(());
    }
    destroy(db, &keys.into_iter().flatten().collect::<Vec<_>>())?;
    diesel::update(theirs())
        .set((stock_wish::state.eq(WishState::Stopped), stock_wish::mobile_sealed.eq(None::<Vec<u8>>)))
        .execute(db.conn)
        .map(drop)
}

/// Destroys the keys of numbers that nobody needs any more.
fn destroy(db: &mut Db, keys: &[KeyId]) -> QueryResult<()> {
    diesel::update(data_key::table.filter(data_key::id.eq_any(keys)).filter(data_key::wrapped.is_not_null()))
        .set((data_key::wrapped.eq(None::<Vec<u8>>), data_key::destroyed_at.eq(db.now.at)))
        .execute(db.conn)
        .map(drop)
}

/// The kind of the daily job that forgets who waited.
pub(crate) const FORGET: &str = "forget_wishes";
/// How often it is done.
pub(crate) const FORGET_EVERY: TimeDelta = TimeDelta::days(1);

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, FORGET, now)
}

/// Ends the wishes whose thirty days went by, and forgets what was known of whoever waited.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(|db| {
        let now = db.now.at;
        let old = || stock_wish::table.filter(stock_wish::made_at.lt(now - WITHIN));
        let keys = old().filter(stock_wish::key_id.is_not_null()).select(stock_wish::key_id.assume_not_null());
        diesel::update(data_key::table.filter(data_key::id.eq_any(keys)).filter(data_key::wrapped.is_not_null()))
            .set((data_key::wrapped.eq(None::<Vec<u8>>), data_key::destroyed_at.eq(now)))
            .execute(db.conn)?;
        let unsent = sms::state.eq_any([SendState::Waiting, SendState::Failed]);
        diesel::update(sms::table.filter(sms::wish_id.eq_any(old().select(stock_wish::id.nullable()))).filter(unsent))
            .set((sms::state.eq(SendState::Dropped), sms::settled_at.eq(now)))
            .execute(db.conn)?;
        diesel::update(old().filter(stock_wish::state.ne(WishState::Over)))
            .set((
                stock_wish::state.eq(WishState::Over),
                stock_wish::mobile_sealed.eq(None::<Vec<u8>>),
                stock_wish::address_index.eq(None::<Vec<u8>>),
            ))
            .execute(db.conn)?;
        forget_indexes(db, now - WITHIN)?;
        let counted = stock_wish::table
            .filter(stock_wish::made_at.lt(now - COUNTED))
            .filter(stock_wish::state.ne(WishState::Waiting))
            .filter(stock_wish::address_index.is_not_null());
        diesel::update(counted).set(stock_wish::address_index.eq(None::<Vec<u8>>)).execute(db.conn).map(drop)
    })?;
    Ok(())
}

/// Forgets the indexes of numbers that have waited for nothing since then.
fn forget_indexes(db: &mut Db, since: NaiveDateTime) -> QueryResult<()> {
    let younger = alias!(stock_wish as younger);
    let index = younger.field(stock_wish::mobile_index);
    let known = younger.filter(younger.field(stock_wish::made_at).ge(since)).filter(index.is_not_null()).select(index);
    let old = stock_wish::table.filter(stock_wish::made_at.lt(since)).filter(stock_wish::mobile_index.is_not_null());
    diesel::update(old.filter(stock_wish::mobile_index.ne_all(known)))
        .set(stock_wish::mobile_index.eq(None::<Vec<u8>>))
        .execute(db.conn)
        .map(drop)
}
