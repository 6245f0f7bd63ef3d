//! Whether buyers see a good: its state is `listed` then, and every list, feed, map, basket and order asks for that alone.
//! A good that was looked over and still lacks a licence which it needs is hidden and marked as unlicensed; once the licence is
//! there it comes back by itself, and whoever waits for it is told. What is hidden for another reason bears no such mark and is
//! shown by whoever hid it.
use super::batches;
use super::licences::model::LicenceState;
use super::model::GoodState;
use super::wish::{all_came_back, came_back};
use crate::db::Db;
use crate::db::schema::{category_licence, licence, product};
use crate::kernel::ids::{LicenceKindId, ProductId, ShopId};
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Shows a good that may be seen, unless it lacks a licence; whoever waits for it is told if some of it is there.
pub(crate) fn show(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let (hidden, now) = (product::table.find(good).filter(product::state.eq(GoodState::Hidden)), db.now.at);
    diesel::update(hidden)
        .set((product::state.eq(GoodState::Listed), product::is_unlicensed.eq(false), product::changed_at.eq(now)))
        .execute(db.conn)?;
    let shop: ShopId = product::table.find(good).select(product::shop_id).first(db.conn)?;
    settle(db, &[shop])?;
    batches::jobs::make_of(db, &[good])?;
    came_back(db, good)
}

/// Hides a good whatever licences it has.
pub(crate) fn hide(db: &mut Db, good: ProductId) -> QueryResult<()> {
    let present = product::table.find(good).filter(product::state.ne(GoodState::Removed));
    diesel::update(present)
        .set((product::state.eq(GoodState::Hidden), product::is_unlicensed.eq(false)))
        .execute(db.conn)
        .map(drop)
}

/// Hides and shows the goods of these shops by the licences that are good today.
pub(crate) fn settle(db: &mut Db, shops: &[ShopId]) -> QueryResult<()> {
    let lacking = lacking(db, shops)?;
    let marked: Vec<ProductId> =
        lacking.iter().filter(|good| good.is_marked && !good.lacks).map(|good| good.id).collect();
    let bare: Vec<ProductId> =
        lacking.iter().filter(|good| !good.is_marked && good.lacks).map(|good| good.id).collect();
    if !marked.is_empty() {
        diesel::update(product::table.filter(product::id.eq_any(&marked)).filter(product::is_unlicensed.eq(true)))
            .set((product::state.eq(GoodState::Listed), product::is_unlicensed.eq(false)))
            .execute(db.conn)?;
        all_came_back(db, &marked)?;
        batches::jobs::make_of(db, &marked)?;
    }
    if !bare.is_empty() {
        diesel::update(product::table.filter(product::id.eq_any(bare)).filter(product::state.eq(GoodState::Listed)))
            .set((product::state.eq(GoodState::Hidden), product::is_unlicensed.eq(true)))
            .execute(db.conn)?;
    }
    note_first_seen(db, shops)
}

/// Notes since when buyers know the goods of these shops that they see for the first time: they are news from now on.
fn note_first_seen(db: &mut Db, shops: &[ShopId]) -> QueryResult<()> {
    let (new, now) = (product::table.filter(product::shop_id.eq_any(shops)), db.now.at);
    diesel::update(new.filter(product::state.eq(GoodState::Listed)).filter(product::shown_at.is_null()))
        .set((product::shown_at.eq(now), product::changed_at.eq(now)))
        .execute(db.conn)
        .map(drop)
}

/// The goods of a shop that lack a licence today, also before the job of midnight has hidden them.
pub(crate) fn unlicensed_of(db: &mut Db, shop: ShopId) -> QueryResult<Vec<ProductId>> {
    Ok(lacking(db, &[shop])?.into_iter().filter(|good| good.lacks).map(|good| good.id).collect())
}

/// Whether the goods of a category need a licence of any kind today.
pub(super) fn needs_licence(db: &mut Db, category: &str) -> QueryResult<bool> {
    let needs = category_licence::table
        .filter(category_licence::category_code.eq(category))
        .filter(category_licence::needed_from.le(db.now.today));
    select(exists(needs)).get_result(db.conn)
}

/// A good that buyers would see but for licences.
struct Looked {
    id: ProductId,
    is_marked: bool,
    lacks: bool,
}

/// The goods of these shops that buyers would see but for licences; none where no category needs one and none is marked.
fn lacking(db: &mut Db, shops: &[ShopId]) -> QueryResult<Vec<Looked>> {
    let today = db.now.today;
    let needs: Vec<(String, LicenceKindId)> = category_licence::table
        .filter(category_licence::needed_from.le(today))
        .select((category_licence::category_code, category_licence::kind_id))
        .load(db.conn)?;
    let goods = product::table.filter(product::shop_id.eq_any(shops)).select((
        product::id,
        product::shop_id,
        product::category_code,
        product::is_unlicensed,
    ));
    let marked = product::state.eq(GoodState::Hidden).and(product::is_unlicensed.eq(true));
    let goods: Vec<(ProductId, ShopId, String, bool)> = if needs.is_empty() {
        goods.filter(marked).load(db.conn)?
    } else {
        goods.filter(product::state.eq(GoodState::Listed).or(marked)).load(db.conn)?
    };
    if goods.is_empty() {
        return Ok(Vec::new());
    }
    let held: Vec<(ShopId, LicenceKindId)> = licence::table
        .filter(licence::shop_id.eq_any(shops))
        .filter(licence::state.eq(LicenceState::Accepted))
        .filter(licence::expires_on.ge(today))
        .select((licence::shop_id, licence::kind_id))
        .load(db.conn)?;
    let lacks = |shop: ShopId, category: &str| {
        needs.iter().any(|(needing, kind)| needing == category && !held.contains(&(shop, *kind)))
    };
    let looked = |(id, shop, category, is_marked): (ProductId, ShopId, String, bool)| Looked {
        id,
        is_marked,
        lacks: lacks(shop, &category),
    };
    Ok(goods.into_iter().map(looked).collect())
}
