//! What of a shop waits to be looked over before buyers see it: a new or changed good, and the name and story on its sign.
//! A good that waits has the state `hidden`, so that every list of buyers is without it by the condition it has anyway; its
//! own household sees and sells it as any other. What a trusted shop shows waits for nobody. Who decides is told by `moderation`.
mod fates;

pub(crate) use fates::{Fate, SentWords, fate_of, fates, words_of};

use super::limits::{Limit, Limits};
use super::shown;
use crate::db::Db;
use crate::db::schema::{moderation, trusted_shop};
use crate::kernel::ids::{ModerationId, ProductId, ShopId};
use crate::kernel::text_enum;
use chrono::NaiveDateTime;
use diesel::dsl::{exists, not, select};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

text_enum! {
    /// What is looked over.
    pub(crate) enum ItemKind {
        /// A good that is new or whose words or photo changed.
        Good = "good",
        /// The name and story of a shop.
        Shop = "shop",
        /// A good that visitors reported.
        Report = "report",
        /// What a buyer says of a good that was collected.
        Review = "review",
        /// What the shop answered.
        Answer = "answer",
        /// A licence of the shop.
        Licence = "licence",
    }
}

text_enum! {
    /// How far the looking over has come.
    pub(crate) enum ItemState {
        Waiting = "waiting",
        Accepted = "accepted",
        /// The shop is asked to mend something; what it sends then waits again.
        ToMend = "to_mend",
        Refused = "refused",
        /// The shop took it away itself.
        Withdrawn = "withdrawn",
    }
}

/// What a shop sends to be looked over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent<'a> {
    pub kind: ItemKind,
    pub shop: ShopId,
    pub product: Option<ProductId>,
    /// The words themselves where no other table has them, and those that buyers read until then.
    pub words: (&'a str, &'a str),
    pub former: (&'a str, &'a str),
    /// Whether buyers see it meanwhile: it is looked over again.
    pub is_shown: bool,
}

impl<'a> Sent<'a> {
    pub fn good(shop: ShopId, product: ProductId) -> Sent<'a> {
        Sent { kind: ItemKind::Good, shop, product: Some(product), words: ("", ""), former: ("", ""), is_shown: false }
    }
}

/// Whether buyers see what the shop shows without its being looked over first.
pub(crate) fn is_trusted(db: &mut Db, shop: ShopId) -> QueryResult<bool> {
    let begins_later =
        trusted_shop::begins_at.is_not_null().and(trusted_shop::begins_at.assume_not_null().gt(db.now.at));
    select(exists(trusted_shop::table.find(shop).filter(not(begins_later)))).get_result(db.conn)
}

/// Trusts a shop that opens now where the office trusts every shop from its beginning.
pub(super) fn begin(db: &mut Db, shop: ShopId) -> QueryResult<()> {
    if Limits::today(db)?.of(Limit::TrustAfter) > 0 {
        return Ok(());
    }
    trust(db, shop).map(drop)
}

/// Trusts a shop from now on; false if it was trusted before.
pub(crate) fn trust(db: &mut Db, shop: ShopId) -> QueryResult<bool> {
    if is_trusted(db, shop)? {
        return Ok(false);
    }
    diesel::delete(trusted_shop::table.find(shop)).execute(db.conn)?;
    insert_trust(db, shop, None)?;
    Ok(true)
}

/// Trusts a shop from an instant on, unless it is trusted or will be; true if it was not.
pub(crate) fn trust_from(db: &mut Db, shop: ShopId, begins_at: NaiveDateTime) -> QueryResult<bool> {
    if select(exists(trusted_shop::table.find(shop))).get_result(db.conn)? {
        return Ok(false);
    }
    insert_trust(db, shop, Some(begins_at))?;
    Ok(true)
}

fn insert_trust(db: &mut Db, shop: ShopId, begins_at: Option<NaiveDateTime>) -> QueryResult<()> {
    let today = db.now.today;
    diesel::insert_into(trusted_shop::table)
        .values((trusted_shop::shop_id.eq(shop), trusted_shop::since.eq(today), trusted_shop::begins_at.eq(begins_at)))
        .execute(db.conn)
        .map(drop)
}

/// The item of the same thing that is not decided for good.
fn open_of(db: &mut Db, sent: &Sent) -> QueryResult<Option<ModerationId>> {
    let mut open = moderation::table
        .filter(moderation::shop_id.eq(sent.shop))
        .filter(moderation::kind.eq(sent.kind))
        .filter(moderation::is_shown.eq(sent.is_shown))
        .filter(moderation::state.eq_any([ItemState::Waiting, ItemState::ToMend]))
        .order(moderation::id.desc())
        .select(moderation::id)
        .into_boxed();
    if let Some(product) = sent.product {
        open = open.filter(moderation::product_id.eq(product));
    }
    open.first(db.conn).optional()
}

/// Puts something into the queue. What stands there already is there once, as it is now.
pub(crate) fn send(db: &mut Db, sent: &Sent) -> QueryResult<ModerationId> {
    match open_of(db, sent)? {
        Some(open) => send_again(db, open, sent),
        None => put(db, sent),
    }
}

/// Has something looked at again that stands in the queue or was to be mended.
pub(crate) fn send_again(db: &mut Db, item: ModerationId, sent: &Sent) -> QueryResult<ModerationId> {
    diesel::update(moderation::table.find(item))
        .set((
            moderation::version.eq(moderation::version + 1),
            moderation::state.eq(ItemState::Waiting),
            (moderation::name.eq(sent.words.0), moderation::words.eq(sent.words.1)),
            (moderation::sent_at.eq(db.now.at), moderation::is_shown.eq(sent.is_shown)),
            (moderation::decided_at.eq(None::<NaiveDateTime>), moderation::decided_by.eq(None::<i64>)),
        ))
        .execute(db.conn)?;
    Ok(item)
}

/// Puts something into the queue that does not stand there.
pub(crate) fn put(db: &mut Db, sent: &Sent) -> QueryResult<ModerationId> {
    let (id, now): (ModerationId, _) = (db.id(), db.now.at);
    diesel::insert_into(moderation::table)
        .values((
            (moderation::id.eq(id), moderation::kind.eq(sent.kind)),
            (moderation::shop_id.eq(sent.shop), moderation::product_id.eq(sent.product)),
            (moderation::name.eq(sent.words.0), moderation::words.eq(sent.words.1)),
            (moderation::former_name.eq(sent.former.0), moderation::former_words.eq(sent.former.1)),
            (moderation::version.eq(1), moderation::state.eq(ItemState::Waiting)),
            (moderation::reasons.eq(""), moderation::note.eq(""), moderation::made_trusted.eq(false)),
            (moderation::sent_at.eq(now), moderation::is_shown.eq(sent.is_shown)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Hides a good from buyers until it is looked over.
pub(super) fn wait(db: &mut Db, shop: ShopId, good: ProductId) -> QueryResult<()> {
    shown::hide(db, good)?;
    send(db, &Sent::good(shop, good)).map(drop)
}

/// Whether a good stands in the queue as it is now.
pub(super) fn is_waiting(db: &mut Db, good: ProductId) -> QueryResult<bool> {
    let waiting = moderation::table
        .filter(moderation::product_id.eq(good))
        .filter(moderation::kind.eq(ItemKind::Good))
        .filter(moderation::state.eq(ItemState::Waiting));
    select(exists(waiting)).get_result(db.conn)
}

/// The sign of a shop says something else now: whoever looks it over again is to see that.
pub(super) fn sign_changed(db: &mut Db, shop: ShopId) -> QueryResult<()> {
    let seen_again = moderation::table
        .filter(moderation::shop_id.eq(shop))
        .filter(moderation::kind.eq(ItemKind::Shop))
        .filter(moderation::is_shown.eq(true))
        .filter(moderation::state.eq(ItemState::Waiting));
    diesel::update(seen_again).set(moderation::version.eq(moderation::version + 1)).execute(db.conn).map(drop)
}

/// A good says something else now, or shows another photo: whoever looks over what was reported of it is to see that.
pub(super) fn good_changed(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let reported = moderation::table
        .filter(moderation::product_id.eq(good))
        .filter(moderation::kind.eq(ItemKind::Report))
        .filter(moderation::state.eq(ItemState::Waiting));
    diesel::update(reported).set(moderation::version.eq(moderation::version + 1)).execute(db.conn).map(drop)
}

/// Takes out of the queue whatever is about a good that is no more. What was decided of a report stays decided.
pub(super) fn withdraw(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let to_mend = moderation::kind.eq(ItemKind::Good).and(moderation::state.eq(ItemState::ToMend));
    let open = moderation::table
        .filter(moderation::product_id.eq(good))
        .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report]))
        .filter(moderation::state.eq(ItemState::Waiting).or(to_mend));
    let open: Vec<ModerationId> = open.select(moderation::id).load(db.conn)?;
    withdraw_all(db, &open)
}

/// Takes the words of a shop out of the queue: what buyers read is what the shop wants.
pub(super) fn withdraw_words(db: &mut Db, shop: ShopId) -> QueryResult<()> {
    let open = moderation::table
        .filter(moderation::shop_id.eq(shop))
        .filter(moderation::kind.eq(ItemKind::Shop))
        .filter(moderation::is_shown.eq(false).or(moderation::state.eq(ItemState::ToMend)))
        .filter(moderation::state.eq_any([ItemState::Waiting, ItemState::ToMend]));
    let open: Vec<ModerationId> = open.select(moderation::id).load(db.conn)?;
    withdraw_all(db, &open)
}

/// Takes one thing out of the queue.
pub(super) fn withdraw_item(db: &mut Db, item: ModerationId) -> QueryResult<()> {
    withdraw_all(db, &[item])
}

fn withdraw_all(db: &mut Db, items: &[ModerationId]) -> QueryResult<()> {
    diesel::update(moderation::table.filter(moderation::id.eq_any(items)))
        .set((
            moderation::state.eq(ItemState::Withdrawn),
            (moderation::decided_at.eq(None::<NaiveDateTime>), moderation::decided_by.eq(None::<i64>)),
        ))
        .execute(db.conn)
        .map(drop)
}
