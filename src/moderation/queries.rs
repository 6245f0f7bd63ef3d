//! Reads of what is looked over. Every list is cut to the moderator's areas in its WHERE, and paged by its last line.
use super::model::{Item, ItemKind, ItemState, QueueRow, Report, SaidOfGood, ShopCard, ShownGood};
use crate::accounts::access::Scope;
use crate::accounts::within::within_areas;
use crate::db::Db;
use crate::db::schema::{
    area, category, good_report, household, moderation, photo, product, review, shop, trusted_shop,
};
use crate::kernel::ids::{AccountId, ModerationId, ProductId, ShopId};
use crate::messages::Reason;
use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::HashMap;

/// Lines of one page of a list.
pub(super) const PAGE: i64 = 24;

/// What waits in these areas, the oldest first, after one that was shown; one more than a page.
pub(super) fn queue(db: &mut Db, scopes: &[Scope], after: Option<ModerationId>) -> QueryResult<Vec<QueueRow>> {
    type Row =
        (ModerationId, ItemKind, NaiveDateTime, (String, Option<String>), String, Option<String>, Option<String>);
    let all = moderation::table
        .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
        // One after the other: SQLite reads nested ones from end to end.
        .left_join(product::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .select((
            moderation::id,
            moderation::kind,
            moderation::sent_at,
            (moderation::name, product::name.nullable()),
            shop::name,
            product::category_code.nullable(),
            photo::code.nullable(),
        ));
    let rows: Vec<Row> = within_areas!(all, scopes)
        .filter(moderation::state.eq(ItemState::Waiting))
        .filter(moderation::id.gt(after.unwrap_or(ModerationId(0))))
        .order(moderation::id)
        .limit(PAGE + 1)
        .load(db.conn)?;
    let ids: Vec<ModerationId> = rows.iter().map(|row| row.0).collect();
    let counts: HashMap<ModerationId, i64> = good_report::table
        .filter(good_report::item_id.eq_any(ids))
        .group_by(good_report::item_id)
        .select((good_report::item_id, count_star()))
        .load::<(ModerationId, i64)>(db.conn)?
        .into_iter()
        .collect();
    let row = |(id, kind, sent_at, (words, good), shop, category, photo): Row| QueueRow {
        reports: counts.get(&id).copied().unwrap_or(0),
        name: good.unwrap_or(words),
        ..QueueRow { id, kind, sent_at, name: String::new(), shop, category, photo, reports: 0 }
    };
    Ok(rows.into_iter().map(row).collect())
}

/// What waits next in these areas.
pub(super) fn next(db: &mut Db, scopes: &[Scope], after: ModerationId) -> QueryResult<Option<ModerationId>> {
    let later = queue(db, scopes, Some(after))?.first().map(|row| row.id);
    match later {
        Some(_) => Ok(later),
        None => Ok(queue(db, scopes, None)?.first().map(|row| row.id)),
    }
}

/// One thing of the queue.
pub(super) fn item(db: &mut Db, id: ModerationId) -> QueryResult<Item> {
    type Row = (
        (ModerationId, ItemKind, ItemState, i32, Option<ProductId>),
        ((String, String), (String, String)),
        (String, String, bool),
        (NaiveDateTime, Option<NaiveDateTime>, Option<AccountId>),
    );
    let (about, (words, former), (reasons, note, made_trusted), (sent_at, at, by)): Row = moderation::table
        .find(id)
        .select((
            (moderation::id, moderation::kind, moderation::state, moderation::version, moderation::product_id),
            ((moderation::name, moderation::words), (moderation::former_name, moderation::former_words)),
            (moderation::reasons, moderation::note, moderation::made_trusted),
            (moderation::sent_at, moderation::decided_at, moderation::decided_by),
        ))
        .first(db.conn)?;
    let (id, kind, state, version, product) = about;
    let (reasons, decided) = (Reason::read(&reasons), at.zip(by));
    Ok(Item { id, kind, state, version, product, words, former, reasons, note, made_trusted, sent_at, decided })
}

/// A good as buyers would see it; none once it was removed.
pub(super) fn shown_good(db: &mut Db, id: ProductId) -> QueryResult<Option<ShownGood>> {
    product::table
        .inner_join(category::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .filter(product::id.eq(id))
        .filter(product::state.ne("removed"))
        .select((
            product::id,
            product::code,
            product::name,
            product::description,
            (category::code, category::name_fa, category::name_en),
            product::unit,
            product::price_irr,
            photo::code.nullable(),
            product::state.eq("listed"),
            product::kilo_price_irr,
        ))
        .first(db.conn)
        .optional()
}

/// The review that is looked over, or whose answer is.
pub(super) fn said_of_good(db: &mut Db, item: ModerationId) -> QueryResult<Option<SaidOfGood>> {
    review::table
        .filter(review::item_id.eq(item).or(review::answer_item_id.assume_not_null().eq(item)))
        .select((review::stars, review::words, review::answer))
        .first(db.conn)
        .optional()
}

/// What was told of a good, the newest first; the oldest of very many are left out.
pub(super) fn reports(db: &mut Db, of: ModerationId) -> QueryResult<Vec<Report>> {
    good_report::table
        .filter(good_report::item_id.eq(of))
        .order(good_report::id.desc())
        .limit(PAGE)
        .select((good_report::reason, good_report::words, good_report::made_at))
        .load(db.conn)
}

macro_rules! shop_columns {
    () => {
        (shop::id, shop::code, shop::name, shop::opened_on, trusted_shop::since.nullable())
    };
}

/// A shop.
pub(super) fn shop_card(db: &mut Db, id: ShopId) -> QueryResult<ShopCard> {
    shop::table.left_join(trusted_shop::table).filter(shop::id.eq(id)).select(shop_columns!()).first(db.conn)
}

/// The shops of these areas, the newest first, before one that was shown; one more than a page.
pub(super) fn shops(db: &mut Db, scopes: &[Scope], before: Option<ShopId>) -> QueryResult<Vec<ShopCard>> {
    let all = shop::table
        .inner_join(household::table.inner_join(area::table))
        .left_join(trusted_shop::table)
        .select(shop_columns!());
    within_areas!(all, scopes)
        .filter(shop::id.lt(before.unwrap_or(ShopId(i64::MAX))))
        .order(shop::id.desc())
        .limit(PAGE + 1)
        .load(db.conn)
}

/// The good of this public code, if buyers see it: its id, its shop and its name.
pub(super) fn seen_good(db: &mut Db, code: &str) -> QueryResult<Option<(ProductId, ShopId, String)>> {
    product::table
        .inner_join(shop::table)
        .filter(product::code.eq(code))
        .filter(product::state.eq("listed"))
        .filter(shop::hidden_at.is_null())
        .select((product::id, shop::id, product::name))
        .first(db.conn)
        .optional()
}
