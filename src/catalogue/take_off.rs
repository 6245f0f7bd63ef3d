//! Taking a good off the shop, and putting it back. Buyers do not see it any more at once; for some minutes it can be put back as
//! it was, then a job forgets its photo and it is gone for ever. Its sales keep the name and unit it had then.
use super::access::OwnGoodEver;
use super::list_good::GoodRefusal;
use super::model::GoodState;
use super::photos::{self, PhotoStore};
use super::waiting::{ItemKind, ItemState};
use super::{UNDO, batches, limits, shown, waiting, wish};
use crate::db::schema::{moderation, product};
use crate::db::{Db, Pool, Write, refuse};
use crate::jobs;
use crate::kernel::ids::{HouseholdId, PhotoId, ProductId, ShopId};
use crate::kernel::quantity::Quantity;
use chrono::NaiveDateTime;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job that forgets the photo of a good which was not put back.
pub(crate) const CLEAR: &str = "clear_good";
/// Of the goods that can be put back, no more are shown.
const SHOWN: i64 = 5;

/// Takes a good off the shop, unless somebody waits for some of it. The second tap changes nothing.
pub(crate) fn take_off(db: &mut Db, by: &OwnGoodEver) -> Write<(), GoodRefusal> {
    let good = by.product();
    let columns = (product::state, product::is_unlicensed, product::held_milli);
    let (state, is_unlicensed, held): (GoodState, bool, Quantity) =
        product::table.find(good).select(columns).first(db.conn)?;
    if state == GoodState::Removed {
        return Ok(());
    }
    if held > Quantity::ZERO || batches::queries::is_waited_for(db, good)? {
        return refuse(GoodRefusal::Held);
    }
    // One that only lacks a licence is hidden again as it comes back, if it still does.
    let from = if is_unlicensed { GoodState::Listed } else { state };
    let now = db.now.at;
    let free =
        product::table.find(good).filter(product::held_milli.eq(Quantity::ZERO)).filter(product::state.eq(state));
    let removed = diesel::update(free)
        .set((
            (product::state.eq(GoodState::Removed), product::is_unlicensed.eq(false)),
            (product::removed_at.eq(now), product::removed_from.eq(from)),
        ))
        .execute(db.conn)?;
    if removed == 0 {
        return refuse(GoodRefusal::Stale);
    }
    waiting::withdraw(db, good)?;
    jobs::enqueue(db, CLEAR, &good.to_string(), now + UNDO)?;
    Ok(())
}

/// Puts back a good that was taken off some minutes ago: buyers see it if they did before, and what of it was looked over is
/// looked over again. The second tap changes nothing.
pub(crate) fn put_back(db: &mut Db, by: &OwnGoodEver) -> Write<(), GoodRefusal> {
    let good = by.product();
    let columns = (product::shop_id, product::state, product::removed_at, product::removed_from);
    let (shop, state, since, from): (ShopId, GoodState, Option<NaiveDateTime>, Option<GoodState>) =
        product::table.find(good).select(columns).first(db.conn)?;
    if state != GoodState::Removed {
        return Ok(());
    }
    let (Some(from), true) = (from, since.is_some_and(|since| since > db.now.at - UNDO)) else {
        return refuse(GoodRefusal::Stale);
    };
    limits::room_for_good(db, shop)?;
    let back = diesel::update(product::table.find(good).filter(product::state.eq(GoodState::Removed)))
        .set((
            product::state.eq(from),
            (product::removed_at.eq(None::<NaiveDateTime>), product::removed_from.eq(None::<GoodState>)),
        ))
        .execute(db.conn)?;
    if back == 0 {
        return refuse(GoodRefusal::Stale);
    }
    wait_again(db, good)?;
    shown::settle(db, &[shop])?;
    batches::jobs::make_of(db, &[good])?;
    Ok(wish::came_back(db, good)?)
}

/// Puts back into the queue what was taken out of it when the good was taken off.
fn wait_again(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let withdrawn = moderation::table
        .filter(moderation::product_id.eq(good))
        .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report]))
        .filter(moderation::state.eq(ItemState::Withdrawn));
    diesel::update(withdrawn)
        .set((moderation::state.eq(ItemState::Waiting), moderation::version.eq(moderation::version + 1)))
        .execute(db.conn)
        .map(drop)
}

/// The goods of a household that were taken off and can still be put back, the last first, each with its name.
pub(super) fn taken_off(db: &mut Db, household: HouseholdId) -> QueryResult<Vec<(ProductId, String)>> {
    product::table
        .filter(product::household_id.eq(household))
        .filter(product::state.eq(GoodState::Removed).and(product::removed_at.gt(db.now.at - UNDO)))
        .order((product::removed_at.desc(), product::id))
        .limit(SHOWN)
        .select((product::id, product::name))
        .load(db.conn)
}

/// Forgets the photo of a good that was not put back, with its files.
///
/// # Errors
/// When the good has no such number, or the database cannot be written to.
pub(crate) fn clear(pool: &Pool, store: &PhotoStore, good: &str) -> anyhow::Result<()> {
    let good: ProductId = good.parse()?;
    if let Some(code) = pool.change_now(|db| forget_photo(db, good))? {
        store.wait(store.discard(&code));
    }
    Ok(())
}

fn forget_photo(db: &mut Db, good: ProductId) -> QueryResult<Option<String>> {
    let gone = product::table
        .find(good)
        .filter(product::state.eq(GoodState::Removed))
        .filter(product::removed_at.le(db.now.at - UNDO));
    let photo: Option<Option<PhotoId>> = gone.select(product::photo_id).first(db.conn).optional()?;
    let Some(photo) = photo.flatten() else {
        return Ok(None);
    };
    diesel::update(product::table.find(good)).set(product::photo_id.eq(None::<PhotoId>)).execute(db.conn)?;
    photos::forget(db, photo).map(Some)
}
