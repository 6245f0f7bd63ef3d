//! Writing what a buyer thinks of goods that were handed over.
use super::queries;
use crate::catalogue::waiting::{self, ItemKind, Sent};
use crate::db::schema::review;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::ids::{HouseholdId, ModerationId, ReviewId, ShopId};
use crate::orders::access::CodeHolder;
use crate::orders::model::{Order, REVIEWED_WITHIN};
use crate::orders::queries::order;
use diesel::{ExpressionMethods, RunQueryDsl};

/// What a buyer says of a line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewReview {
    pub line: i32,
    pub stars: Option<i32>,
    pub words: String,
}

/// Why a review is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReviewRefusal {
    #[error("it was not handed over")]
    NotHandedOver,
    #[error("it was collected too long ago")]
    Late,
    #[error("it is the buyer's own shop")]
    OwnShop,
    #[error("there is a review of it already")]
    Written,
}

/// Whether the goods of an order can still be reviewed.
pub(crate) fn is_open(order: &Order, now: chrono::NaiveDateTime) -> bool {
    order.collected_at().is_some_and(|at| now <= at + REVIEWED_WITHIN)
}

/// Takes what a buyer says of the goods of an order; others see it once it was looked over. `signed_in` is the household of
/// whoever sends it. The same words a second time change nothing.
pub(crate) fn write(
    db: &mut Db,
    by: CodeHolder,
    (said, signed_in): (&[NewReview], Option<HouseholdId>),
) -> Write<(), ReviewRefusal> {
    let order = order(db, by.order())?;
    let (shop, household) = queries::shop_of_order(db, order.id)?;
    if signed_in == Some(household) || queries::is_of_own_people(db, &order, household)? {
        return refuse(ReviewRefusal::OwnShop);
    }
    let written = queries::reviewable(db, &order)?;
    for new in said {
        let Some(line) = written.iter().find(|line| line.line == new.line) else {
            return refuse(ReviewRefusal::NotHandedOver);
        };
        match &line.written {
            Some(before) if before.words == new.words && before.stars == new.stars => continue,
            Some(_) => return refuse(ReviewRefusal::Written),
            None if !is_open(&order, db.now.at) => return refuse(ReviewRefusal::Late),
            None => insert(db, (&order, shop), new)?,
        }
    }
    Ok(())
}

fn insert(db: &mut Db, (order, shop): (&Order, ShopId), new: &NewReview) -> Write<(), ReviewRefusal> {
    let Some(line) = order.lines.iter().find(|line| line.ord == new.line) else {
        return refuse(ReviewRefusal::NotHandedOver);
    };
    let item: ModerationId = waiting::put(db, &Sent { kind: ItemKind::Review, ..Sent::good(shop, line.product) })?;
    let id: ReviewId = db.id();
    diesel::insert_into(review::table)
        .values((
            (review::id.eq(id), review::code.eq(db.code())),
            (review::order_id.eq(order.id), review::line_ord.eq(new.line)),
            (review::product_id.eq(line.product), review::shop_id.eq(shop), review::item_id.eq(item)),
            (review::stars.eq(new.stars), review::words.eq(&new.words), review::is_seen.eq(false)),
            review::written_on.eq(db.now.today),
            (review::answer.eq(""), review::answer_seen.eq(false)),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "review_once", "review.order_id, review.line_ord") {
                Abort::Refused(ReviewRefusal::Written)
            } else {
                Abort::Database(error)
            }
        })?;
    Ok(())
}
