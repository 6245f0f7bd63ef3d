//! Reads of what is looked over. Every list is cut to the moderator's areas in its WHERE, and paged by its last line.
mod queue;
mod watched;

use crate::catalogue::model::GoodState;
pub(crate) use queue::waiting_for;
pub(super) use queue::{Part, counts, next, queue};
use watched::watched;

use super::model::{
    Item, ItemKind, ItemState, Page, Report, SaidOfGood, Seen, SeenReview, ShopCard, ShownGood, Watch, What,
};
use crate::db::Db;
use crate::db::schema::{
    area, category, good_report, household, moderation, order_line, photo, placed_order, product, review, shop,
    trusted_shop,
};
use crate::db::switch::{self, Switch};
use crate::kernel::ids::{AccountId, HouseholdId, ModerationId, ProductId, ReviewId, ShopId};
use crate::messages::Reason;
use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// Lines of one page of a list.
pub(super) const PAGE: i64 = 24;

/// One thing of the queue.
pub(super) fn item(db: &mut Db, id: ModerationId) -> QueryResult<Item> {
    type Row = (
        (ModerationId, ItemKind, ItemState, i32, Option<ProductId>, Option<String>, bool),
        ((String, String), (String, String)),
        (String, String, bool),
        (NaiveDateTime, Option<NaiveDateTime>, Option<AccountId>),
    );
    let (about, (words, former), (reasons, note, made_trusted), (sent_at, at, by)): Row = moderation::table
        .left_join(product::table)
        .filter(moderation::id.eq(id))
        .select((
            (
                moderation::id,
                moderation::kind,
                moderation::state,
                moderation::version,
                moderation::product_id,
                product::name.nullable(),
                moderation::is_shown,
            ),
            ((moderation::name, moderation::words), (moderation::former_name, moderation::former_words)),
            (moderation::reasons, moderation::note, moderation::made_trusted),
            (moderation::sent_at, moderation::decided_at, moderation::decided_by),
        ))
        .first(db.conn)?;
    let (id, kind, state, version, product, good, is_shown) = about;
    let (reasons, decided) = (Reason::read(&reasons), at.zip(by));
    // What buyers read is looked over as it is now.
    let words = match (kind, state) {
        (ItemKind::Shop, ItemState::Waiting) if is_shown => face_of_item(db, id)?,
        (_, _) => words,
    };
    Ok(Item {
        id,
        kind,
        state,
        version,
        product,
        good,
        is_shown,
        words,
        former,
        reasons,
        note,
        made_trusted,
        sent_at,
        decided,
    })
}

fn face_of_item(db: &mut Db, id: ModerationId) -> QueryResult<(String, String)> {
    moderation::table
        .inner_join(shop::table)
        .filter(moderation::id.eq(id))
        .select((shop::name, shop::story))
        .first(db.conn)
}

/// A good as buyers would see it; none once it was removed.
pub(super) fn shown_good(db: &mut Db, id: ProductId) -> QueryResult<Option<ShownGood>> {
    product::table
        .inner_join(category::table)
        .inner_join(shop::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .filter(product::id.eq(id))
        .filter(product::state.ne(GoodState::Removed))
        .select((
            product::id,
            product::code,
            product::name,
            product::description,
            (category::code, category::name_fa, category::name_en),
            product::unit,
            product::price_irr,
            photo::code.nullable(),
            product::state.eq(GoodState::Listed).and(shop::hidden_at.is_null()),
            product::kilo_price_irr,
        ))
        .first(db.conn)
        .optional()
}

/// The review that is looked over, or whose answer is.
pub(super) fn said_of_good(db: &mut Db, item: ModerationId) -> QueryResult<Option<SaidOfGood>> {
    review::table
        .inner_join(placed_order::table.on(placed_order::id.eq(review::order_id)))
        .filter(review::item_id.eq(item).or(review::answer_item_id.assume_not_null().eq(item)))
        .select((review::stars, review::words, review::answer, placed_order::state.eq("collected")))
        .first(db.conn)
        .optional()
}

/// How many open orders there are of a good: whatever is decided, they are handed over unless their shop cancels them.
pub(super) fn open_orders(db: &mut Db, of: ProductId) -> QueryResult<i64> {
    let with_it = order_line::table
        .filter(order_line::product_id.eq(of))
        .filter(order_line::dropped_at.is_null())
        .select(order_line::order_id);
    placed_order::table
        .filter(placed_order::id.eq_any(with_it))
        .filter(placed_order::state.eq_any(["asked", "accepted", "ready"]))
        .count()
        .get_result(db.conn)
}

/// How often it was reported.
pub(super) fn count_reports(db: &mut Db, of: ModerationId) -> QueryResult<i64> {
    good_report::table.filter(good_report::item_id.eq(of)).count().get_result(db.conn)
}

/// The newest reviews of a shop that buyers see.
pub(super) fn seen_reviews(db: &mut Db, of: ShopId) -> QueryResult<Vec<SeenReview>> {
    review::table
        .inner_join(product::table)
        .filter(review::shop_id.eq(of))
        .filter(review::is_seen.eq(true))
        .order(review::id.desc())
        .limit(PAGE)
        .select((review::id, product::name, review::words, review::answer, review::answer_seen))
        .load(db.conn)
}

/// What was told of a thing, the newest first; the oldest of very many are left out.
pub(super) fn reports(db: &mut Db, of: ModerationId) -> QueryResult<Vec<Report>> {
    good_report::table
        .filter(good_report::item_id.eq(of))
        .order(good_report::id.desc())
        .limit(PAGE)
        .select((good_report::reason, good_report::words, good_report::made_at))
        .load(db.conn)
}

macro_rules! shops_with_trust {
    ($now:expr) => {{
        let begun = trusted_shop::begins_at.is_null().or(trusted_shop::begins_at.le($now));
        shop::table
            .left_join(trusted_shop::table.on(trusted_shop::shop_id.eq(shop::id).and(begun.assume_not_null())))
            .inner_join(household::table.inner_join(area::table))
            .select((
                shop::id,
                shop::code,
                shop::name,
                shop::opened_on,
                trusted_shop::since.nullable(),
                shop::hidden_at,
            ))
    }};
}

/// A shop.
pub(super) fn shop_card(db: &mut Db, id: ShopId) -> QueryResult<ShopCard> {
    let now = db.now.at;
    shops_with_trust!(now).filter(shop::id.eq(id)).first(db.conn)
}

/// The shops of a moderator's areas, the newest first, before one that was shown; one more than a page.
pub(super) fn shops(db: &mut Db, watch: &Watch, before: Option<ShopId>) -> QueryResult<Vec<ShopCard>> {
    let now = db.now.at;
    watched!(db, shops_with_trust!(now), watch)
        .filter(shop::id.lt(before.unwrap_or(ShopId(i64::MAX))))
        .order(shop::id.desc())
        .limit(PAGE + 1)
        .load(db.conn)
}

/// What a visitor reports, if buyers see it: with the code of the page that shows it and its name.
pub(super) fn seen(db: &mut Db, what: &What) -> QueryResult<Option<(Seen, String, Page)>> {
    match what {
        What::Good(code) => {
            let found: Option<(ProductId, ShopId, String)> = product::table
                .inner_join(shop::table)
                .filter(product::code.eq(code))
                .filter(product::state.eq(GoodState::Listed))
                .filter(shop::hidden_at.is_null())
                .select((product::id, shop::id, product::name))
                .first(db.conn)
                .optional()?;
            Ok(found.map(|(good, shop, name)| (Seen::Good(good, shop), name, Page::Good(code.clone()))))
        }
        What::Sign(code) => {
            let found: Option<(ShopId, String)> = shop::table
                .filter(shop::code.eq(code))
                .filter(shop::hidden_at.is_null())
                .select((shop::id, shop::name))
                .first(db.conn)
                .optional()?;
            Ok(found.map(|(shop, name)| (Seen::Sign(shop), name, Page::Shop(code.clone()))))
        }
        What::Review(code) => {
            let found = seen_review(db, code)?;
            Ok(found.map(|(id, _, shop, name)| (Seen::Review(id), name, Page::Shop(shop))))
        }
        What::Answer(code) => {
            let found = seen_review(db, code)?.filter(|(_, is_answer_seen, ..)| *is_answer_seen);
            Ok(found.map(|(id, _, shop, name)| (Seen::Answer(id), name, Page::Shop(shop))))
        }
    }
}

type SeenByCode = (ReviewId, bool, String, String);

/// In a city without reviews nobody sees one.
fn seen_review(db: &mut Db, code: &str) -> QueryResult<Option<SeenByCode>> {
    let found: Option<(SeenByCode, HouseholdId)> = review::table
        .inner_join(shop::table)
        .inner_join(placed_order::table.on(placed_order::id.eq(review::order_id)))
        .filter(review::code.eq(code))
        .filter(review::is_seen.eq(true))
        .filter(placed_order::state.eq("collected"))
        .filter(shop::hidden_at.is_null())
        .select(((review::id, review::answer_seen, shop::code, shop::name), shop::household_id))
        .first(db.conn)
        .optional()?;
    match found {
        Some((review, shop)) => Ok(switch::is_on_for(db, Switch::Reviews, shop)?.then_some(review)),
        None => Ok(None),
    }
}
