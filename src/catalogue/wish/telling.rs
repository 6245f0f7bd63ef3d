//! Telling those who wait that a good is there again. What came back by a slip and went within a minute or two is told to nobody.
use super::{destroy, mobile_field};
use crate::catalogue::model::{GoodState, WishState};
use crate::db::schema::{product, shop, sms, stock_wish};
use crate::db::{Db, Pool, vault};
use crate::i18n::Locale;
use crate::jobs;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, KeyId, ProductId, ShopId, SmsId, WishId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::kernel::quantity::Quantity;
use crate::messages::sms::{Decision, Outcome, Sms, deliver, post_of_wishes};
use crate::messages::{self, Gateway, GoodNews, Letter, back_sms};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, select};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job that tells those who wait for a good; its argument is the good.
pub(crate) const TELL: &str = "tell_wishes";
/// A step of an order can be taken back for about a minute, and so can a slip of whoever counts.
const PAUSE: TimeDelta = TimeDelta::minutes(2);
/// So many are told at once.
const AT_ONCE: i64 = 500;

/// Some of a good became free: whoever waits for it is told in a moment, if there is anyone.
pub(crate) fn came_back(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let waiting =
        stock_wish::table.filter(stock_wish::product_id.eq(good)).filter(stock_wish::state.eq(WishState::Waiting));
    if !select(exists(waiting)).get_result(db.conn)? {
        return Ok(());
    }
    let at = db.now.at + PAUSE;
    jobs::enqueue(db, TELL, &good.to_string(), at).map(drop)
}

/// Buyers see these goods again: whoever waits for one of them is told in a moment if some of it is there.
pub(crate) fn all_came_back(db: &mut Db, goods: &[ProductId]) -> QueryResult<()> {
    let waited: Vec<ProductId> = stock_wish::table
        .filter(stock_wish::product_id.eq_any(goods))
        .filter(stock_wish::state.eq(WishState::Waiting))
        .select(stock_wish::product_id)
        .distinct()
        .load(db.conn)?;
    tell_of(db, &waited)
}

/// The same for all goods of a shop that buyers see again.
pub(crate) fn shop_came_back(db: &mut Db, shop: ShopId) -> QueryResult<()> {
    let waited: Vec<ProductId> = stock_wish::table
        .inner_join(product::table)
        .filter(product::shop_id.eq(shop))
        .filter(product::state.eq(GoodState::Listed))
        .filter(stock_wish::state.eq(WishState::Waiting))
        .select(product::id)
        .distinct()
        .load(db.conn)?;
    tell_of(db, &waited)
}

fn tell_of(db: &mut Db, goods: &[ProductId]) -> QueryResult<()> {
    let at = db.now.at + PAUSE;
    let goods: Vec<String> = goods.iter().map(ToString::to_string).collect();
    jobs::enqueue_each_at(db, TELL, (&goods, at))
}

/// A good as it is told of.
#[derive(diesel::Queryable)]
struct Good {
    code: String,
    name: String,
    shop: String,
    state: GoodState,
    hidden_at: Option<NaiveDateTime>,
    free: Quantity,
}

impl Good {
    fn of(db: &mut Db, id: ProductId) -> QueryResult<Good> {
        product::table
            .inner_join(shop::table)
            .filter(product::id.eq(id))
            .select((
                product::code,
                product::name,
                shop::name,
                product::state,
                shop::hidden_at,
                product::stock_milli - product::held_milli,
            ))
            .first(db.conn)
    }

    /// Whether it can be had now.
    fn is_there(&self) -> bool {
        self.state == GoodState::Listed && self.hidden_at.is_none() && self.free > Quantity::ZERO
    }
}

/// Does the job: tells everyone who waits for a good that is there, by a few statements for all.
///
/// # Errors
/// When the database cannot be used.
pub(crate) fn tell(pool: &Pool, good: &str) -> anyhow::Result<()> {
    let id: ProductId = good.parse()?;
    Ok(pool.change_now(|db| {
        let good = Good::of(db, id)?;
        if !good.is_there() {
            return Ok(());
        }
        let waiting: Vec<(WishId, Option<AccountId>)> = stock_wish::table
            .filter(stock_wish::product_id.eq(id))
            .filter(stock_wish::state.eq(WishState::Waiting))
            .order(stock_wish::id)
            .limit(AT_ONCE)
            .select((stock_wish::id, stock_wish::account_id))
            .load(db.conn)?;
        let ids: Vec<WishId> = waiting.iter().map(|(wish, _)| *wish).collect();
        diesel::update(stock_wish::table.filter(stock_wish::id.eq_any(&ids)))
            .set(stock_wish::state.eq(WishState::Told))
            .execute(db.conn)?;
        let letter = Letter::GoodBack { good: good.name, shop: good.shop };
        let letters = waiting.iter().filter_map(|(_, account)| Some(((*account)?, letter.clone())));
        messages::send_all(db, &letters.collect::<Vec<_>>())?;
        let by_sms = waiting.iter().filter(|(_, account)| account.is_none()).map(|(wish, _)| *wish);
        post_of_wishes(db, &by_sms.collect::<Vec<_>>())?;
        let has_more = i64::try_from(ids.len()).unwrap_or(AT_ONCE) >= AT_ONCE;
        let now = db.now.at;
        if has_more { jobs::enqueue(db, TELL, &id.to_string(), now).map(drop) } else { Ok(()) }
    })?)
}

/// Does the job that sends an SMS to one who waited, whose number is then forgotten. If all of it is gone by then they wait on.
///
/// # Errors
/// When the database cannot be used or the gateway does not take it; the job is then tried again.
pub(crate) fn send(pool: &Pool, gateway: &Gateway, origin: &str, arg: &str) -> anyhow::Result<()> {
    let outcome = deliver(pool, gateway, arg, |db, sms| decide(db, sms, origin))?;
    let id: SmsId = arg.parse()?;
    match outcome {
        Outcome::Sent => Ok(pool.change_now(|db| forget_number(db, id))?),
        Outcome::Dropped => Ok(pool.change_now(|db| wait_on(db, id))?),
        Outcome::Over => Ok(()),
    }
}

fn decide(db: &mut Db, sms: &Sms, origin: &str) -> QueryResult<Decision> {
    let Some(wish) = sms.wish else {
        return Ok(Decision::Drop);
    };
    type Row = (WishState, ProductId, String, String, (Option<KeyId>, Option<Vec<u8>>));
    let (state, good, code, language, (key, mobile)): Row = stock_wish::table
        .find(wish)
        .select((
            stock_wish::state,
            stock_wish::product_id,
            stock_wish::code,
            stock_wish::language,
            (stock_wish::key_id, stock_wish::mobile_sealed),
        ))
        .first(db.conn)?;
    let good = Good::of(db, good)?;
    let (true, Some(key)) = (state == WishState::Told && good.is_there(), key) else {
        return Ok(Decision::Drop);
    };
    let key = vault::key(db, key)?;
    let mobile = vault::open(key.as_ref(), &mobile_field(wish), mobile.as_deref())?;
    let Some(to) = mobile.and_then(|mobile| Mobile::parse(&mobile).ok()) else {
        return Ok(Decision::Drop);
    };
    let lang = Lang::from_tag(&language).unwrap_or(Lang::Fa);
    // No SMS speaks of money.
    let locale = Locale::new(lang, MoneyUnit::Toman, db.now.today);
    let news = GoodNews { good: &good.name, code: &good.code, wish: &code };
    Ok(Decision::Send { to, text: back_sms(&locale, (&news, origin)), known_by: None })
}

/// The wish of an SMS, with what its number is sealed under.
fn wish_of(db: &mut Db, sms: SmsId) -> QueryResult<Option<(WishId, Option<KeyId>)>> {
    sms::table
        .inner_join(stock_wish::table)
        .filter(sms::id.eq(sms))
        .select((stock_wish::id, stock_wish::key_id))
        .first(db.conn)
        .optional()
}

/// The one who waited was told: their number is needed no more.
fn forget_number(db: &mut Db, sms: SmsId) -> QueryResult<()> {
    let Some((wish, key)) = wish_of(db, sms)? else {
        return Ok(());
    };
    destroy(db, &Vec::from_iter(key))?;
    diesel::update(stock_wish::table.find(wish))
        .set(stock_wish::mobile_sealed.eq(None::<Vec<u8>>))
        .execute(db.conn)
        .map(drop)
}

/// The SMS did not leave because nothing was left to tell of: its reader waits on, unless they began to wait anew meanwhile.
fn wait_on(db: &mut Db, sms: SmsId) -> QueryResult<()> {
    let Some((wish, _)) = wish_of(db, sms)? else {
        return Ok(());
    };
    let (good, index): (ProductId, Option<Vec<u8>>) =
        stock_wish::table.find(wish).select((stock_wish::product_id, stock_wish::mobile_index)).first(db.conn)?;
    let anew = stock_wish::table
        .filter(stock_wish::product_id.eq(good))
        .filter(stock_wish::mobile_index.eq(index))
        .filter(stock_wish::state.eq(WishState::Waiting));
    if select(exists(anew)).get_result(db.conn)? {
        return Ok(());
    }
    diesel::update(stock_wish::table.find(wish).filter(stock_wish::state.eq(WishState::Told)))
        .set(stock_wish::state.eq(WishState::Waiting))
        .execute(db.conn)
        .map(drop)
}
