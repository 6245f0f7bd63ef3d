//! Reads of reviews. The public reads those that were looked over and accepted.
use super::model::{OwnReview, Rating, Review, Reviewable, Written};
use crate::catalogue::model::{Fate, GoodState, ItemState};
use crate::db::Db;
use crate::db::schema::{moderation, placed_order, product, review, shop};
use crate::households::queries::has_mobile;
use crate::kernel::ids::{HouseholdId, OrderId, ProductId, ReviewId, ShopId};
use crate::messages::Reason;
use crate::orders::model::{Order, OrderLine, OrderState};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// Reviews of one page.
pub(crate) const PAGE_LINES: usize = 10;
const PAGE: i64 = 10;

/// Of what reviews are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    Good(ProductId),
    Shop(ShopId),
}

/// What everyone reads: looked over, and of orders that are collected still.
macro_rules! read_by_all {
    () => {
        review::table
            .inner_join(placed_order::table.on(placed_order::id.eq(review::order_id)))
            .inner_join(product::table)
            .filter(review::is_seen.eq(true))
            .filter(placed_order::state.eq(OrderState::Collected))
    };
}

type Row = (ReviewId, Option<String>, (String, bool), Option<i32>, String, NaiveDate, (String, bool));

fn shown((id, code, (good, is_listed), stars, words, written_on, (answer, is_seen)): Row) -> Review {
    let good = Some(good).filter(|_| is_listed);
    Review { id, code, good, stars, words, written_on, answer: Some(answer).filter(|_| is_seen) }
}

macro_rules! columns {
    () => {
        (
            review::id,
            review::code,
            (product::name, product::state.eq(GoodState::Listed)),
            review::stars,
            review::words,
            review::written_on,
            (review::answer, review::answer_seen),
        )
    };
}

/// The newest reviews that everyone reads, or those before the one of this code; one more than a page.
pub(crate) fn newest(db: &mut Db, of: Of, before: Option<&str>) -> QueryResult<Vec<Review>> {
    let last: Option<ReviewId> = match before {
        Some(code) => review::table.filter(review::code.eq(code)).select(review::id).first(db.conn).optional()?,
        None => None,
    };
    let query = read_by_all!().select(columns!()).order(review::id.desc()).limit(PAGE + 1).into_boxed();
    let query = match of {
        Of::Good(good) => query.filter(review::product_id.eq(good)),
        Of::Shop(shop) => query.filter(review::shop_id.eq(shop)),
    };
    let rows: Vec<Row> = query.filter(review::id.lt(last.unwrap_or(ReviewId(i64::MAX)))).load(db.conn)?;
    Ok(rows.into_iter().map(shown).collect())
}

/// All of them in numbers.
pub(crate) fn rating(db: &mut Db, of: Of) -> QueryResult<Rating> {
    let counted = || (review::stars, count_star());
    let counts: Vec<(Option<i32>, i64)> = match of {
        Of::Good(good) => read_by_all!()
            .filter(review::product_id.eq(good))
            .group_by(review::stars)
            .select(counted())
            .load(db.conn)?,
        Of::Shop(shop) => {
            read_by_all!().filter(review::shop_id.eq(shop)).group_by(review::stars).select(counted()).load(db.conn)?
        }
    };
    Ok(counts.into_iter().fold(Rating::default(), |sum, (stars, many)| Rating {
        reviews: sum.reviews + many,
        rated: sum.rated + if stars.is_some() { many } else { 0 },
        stars: sum.stars + i64::from(stars.unwrap_or(0)) * many,
    }))
}

/// The reviews of a household's own shop, the newest first, before one that was shown, each with what became of the answer; one
/// more than a page.
pub(super) fn own(db: &mut Db, household: HouseholdId, before: Option<ReviewId>) -> QueryResult<Vec<OwnReview>> {
    type OwnRow = (Row, Option<(ItemState, String, String)>);
    let rows: Vec<OwnRow> = read_by_all!()
        .inner_join(shop::table.on(shop::id.eq(review::shop_id)))
        .left_join(moderation::table.on(review::answer_item_id.eq(moderation::id.nullable())))
        .filter(shop::household_id.eq(household))
        .filter(review::id.lt(before.unwrap_or(ReviewId(i64::MAX))))
        .order(review::id.desc())
        .limit(PAGE + 1)
        .select((columns!(), (moderation::state, moderation::reasons, moderation::note).nullable()))
        .load(db.conn)?;
    let own = |(row, item): OwnRow| {
        let (good, answer) = (row.2.0.clone(), row.6.0.clone());
        let review = shown(row);
        let fate = item.map(|(state, reasons, note)| Fate { state, reasons: Reason::read(&reasons), note });
        let sent = fate.filter(|_| review.answer.is_none()).map(|fate| (answer, fate));
        OwnReview { good, review, sent }
    };
    Ok(rows.into_iter().map(own).collect())
}

/// The goods of an order that were handed over, each with what was written about it.
pub(super) fn reviewable(db: &mut Db, order: &Order) -> QueryResult<Vec<Reviewable>> {
    type Row = (i32, Option<i32>, String, bool, ItemState);
    let rows: Vec<Row> = review::table
        .inner_join(moderation::table.on(moderation::id.eq(review::item_id)))
        .filter(review::order_id.eq(order.id))
        .select((review::line_ord, review::stars, review::words, review::is_seen, moderation::state))
        .load(db.conn)?;
    let written = |of: i32| {
        let (_, stars, words, is_seen, state) = rows.iter().find(|(ord, ..)| *ord == of)?.clone();
        Some(Written { stars, words, is_seen, state })
    };
    let handed_over = order.lines.iter().filter(|line| order.given.iter().any(|given| given.line == line.ord));
    let line = |line: &OrderLine| Reviewable { line: line.ord, name: line.name.clone(), written: written(line.ord) };
    Ok(handed_over.map(line).collect())
}

/// Whether whoever placed an order is of the people of its shop: by their account, or by the mobile they gave.
pub(super) fn is_of_own_people(db: &mut Db, order: &Order, shop: HouseholdId) -> QueryResult<bool> {
    let buyer: Option<HouseholdId> =
        placed_order::table.find(order.id).select(placed_order::buyer_household_id).first(db.conn)?;
    match &order.buyer {
        _ if buyer == Some(shop) => Ok(true),
        Some(buyer) => has_mobile(db, shop, &buyer.mobile),
        None => Ok(false),
    }
}

/// The shop of an order, and its household.
pub(super) fn shop_of_order(db: &mut Db, order: OrderId) -> QueryResult<(ShopId, HouseholdId)> {
    placed_order::table.find(order).select((placed_order::shop_id, placed_order::household_id)).first(db.conn)
}
