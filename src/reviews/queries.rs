//! Reads of reviews. The public reads those that were looked over and accepted.
use super::model::{OwnReview, Rating, Review, Reviewable};
use crate::catalogue::model::{Fate, ItemState};
use crate::db::Db;
use crate::db::schema::{moderation, product, review, shop};
use crate::kernel::ids::{HouseholdId, OrderId, ProductId, ReviewId, ShopId};
use crate::messages::Reason;
use crate::orders::model::Order;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Reviews of one page.
pub(crate) const PAGE: i64 = 10;

/// Of what reviews are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    Good(ProductId),
    Shop(ShopId),
}

macro_rules! of {
    ($query:expr, $of:expr) => {{
        let query = $query.filter(review::is_seen.eq(true)).into_boxed();
        match $of {
            Of::Good(good) => query.filter(review::product_id.eq(good)),
            Of::Shop(shop) => query.filter(review::shop_id.eq(shop)),
        }
    }};
}

type Row = (ReviewId, String, Option<i32>, String, NaiveDate, (String, bool));

fn shown((id, good, stars, words, written_on, (answer, is_seen)): Row) -> Review {
    Review { id, good, stars, words, written_on, answer: Some(answer).filter(|_| is_seen) }
}

/// The newest reviews that everyone reads.
pub(crate) fn newest(db: &mut Db, of: Of) -> QueryResult<Vec<Review>> {
    let columns = (
        review::id,
        product::name,
        review::stars,
        review::words,
        review::written_on,
        (review::answer, review::answer_seen),
    );
    let all = review::table.inner_join(product::table).order(review::id.desc()).limit(PAGE).select(columns);
    let rows: Vec<Row> = of!(all, of).load(db.conn)?;
    Ok(rows.into_iter().map(shown).collect())
}

/// All of them in numbers.
pub(crate) fn rating(db: &mut Db, of: Of) -> QueryResult<Rating> {
    let counts: Vec<(Option<i32>, i64)> = match of {
        Of::Good(good) => review::table
            .filter(review::product_id.eq(good))
            .filter(review::is_seen.eq(true))
            .group_by(review::stars)
            .select((review::stars, count_star()))
            .load(db.conn)?,
        Of::Shop(shop) => review::table
            .filter(review::shop_id.eq(shop))
            .filter(review::is_seen.eq(true))
            .group_by(review::stars)
            .select((review::stars, count_star()))
            .load(db.conn)?,
    };
    Ok(counts.into_iter().fold(Rating::default(), |sum, (stars, many)| Rating {
        reviews: sum.reviews + many,
        rated: sum.rated + if stars.is_some() { many } else { 0 },
        stars: sum.stars + i64::from(stars.unwrap_or(0)) * many,
    }))
}

/// The reviews of a household's own shop, the newest first, each with what became of the answer.
pub(super) fn own(db: &mut Db, household: HouseholdId) -> QueryResult<Vec<OwnReview>> {
    type OwnRow = (Row, Option<(ItemState, String, String)>);
    let rows: Vec<OwnRow> = review::table
        .inner_join(product::table)
        .inner_join(shop::table.on(shop::id.eq(review::shop_id)))
        .left_join(moderation::table.on(review::answer_item_id.eq(moderation::id.nullable())))
        .filter(shop::household_id.eq(household))
        .filter(review::is_seen.eq(true))
        .order(review::id.desc())
        .limit(PAGE * 3)
        .select((
            (
                review::id,
                product::name,
                review::stars,
                review::words,
                review::written_on,
                (review::answer, review::answer_seen),
            ),
            (moderation::state, moderation::reasons, moderation::note).nullable(),
        ))
        .load(db.conn)?;
    let own = |(row, item): OwnRow| {
        let answer = row.5.0.clone();
        let review = shown(row);
        let fate = item.map(|(state, reasons, note)| Fate { state, reasons: Reason::read(&reasons), note });
        let sent = fate.filter(|_| review.answer.is_none()).map(|fate| (answer, fate));
        OwnReview { review, sent }
    };
    Ok(rows.into_iter().map(own).collect())
}

/// The goods of an order that were handed over, each with what was written about it.
pub(super) fn reviewable(db: &mut Db, order: &Order) -> QueryResult<Vec<Reviewable>> {
    let written: Vec<(i32, Option<i32>, String, bool)> = review::table
        .filter(review::order_id.eq(order.id))
        .select((review::line_ord, review::stars, review::words, review::is_seen))
        .load(db.conn)?;
    let handed_over = order.lines.iter().filter(|line| order.given.iter().any(|given| given.line == line.ord));
    Ok(handed_over
        .map(|line| Reviewable {
            line: line.ord,
            name: line.name.clone(),
            written: written
                .iter()
                .find(|(ord, ..)| *ord == line.ord)
                .map(|(_, stars, words, is_seen)| (*stars, words.clone(), *is_seen)),
        })
        .collect())
}

/// The shop of an order, and its household.
pub(super) fn shop_of_order(db: &mut Db, order: OrderId) -> QueryResult<(ShopId, HouseholdId)> {
    use crate::db::schema::placed_order;
    placed_order::table.find(order).select((placed_order::shop_id, placed_order::household_id)).first(db.conn)
}
