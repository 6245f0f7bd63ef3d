//! Writing a review of a good that was handed over.
use super::model::WITHIN;
use super::queries;
use crate::catalogue::waiting::{self, ItemKind, Sent};
use crate::db::schema::review;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::ids::{HouseholdId, ModerationId, ReviewId};
use crate::orders::access::CodeHolder;
use crate::orders::model::{Order, OrderState};
use crate::orders::queries::order;
use diesel::{ExpressionMethods, RunQueryDsl};

/// What a buyer says.
#[derive(Clone, Debug)]
pub(crate) struct NewReview {
    /// Which line of the order it is about.
    pub line: i32,
    pub stars: Option<i32>,
    pub words: String,
    /// The household of a buyer who is signed in.
    pub household: Option<HouseholdId>,
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
    let collected = order.steps.last().filter(|step| step.state == OrderState::Collected);
    collected.is_some_and(|step| now <= step.at + WITHIN)
}

/// Takes a review; buyers see it once it was looked over.
pub(crate) fn write(db: &mut Db, by: CodeHolder, new: &NewReview) -> Write<ReviewId, ReviewRefusal> {
    let order = order(db, by.order())?;
    let (shop, household) = queries::shop_of_order(db, order.id)?;
    if new.household == Some(household) {
        return refuse(ReviewRefusal::OwnShop);
    }
    let given = order.given.iter().any(|given| given.line == new.line);
    let Some(line) = order.lines.iter().find(|line| line.ord == new.line && given) else {
        return refuse(ReviewRefusal::NotHandedOver);
    };
    if !is_open(&order, db.now.at) {
        return refuse(ReviewRefusal::Late);
    }
    let item: ModerationId = waiting::put(db, &Sent { kind: ItemKind::Review, ..Sent::good(shop, line.product) })?;
    let id: ReviewId = db.id();
    diesel::insert_into(review::table)
        .values((
            (review::id.eq(id), review::order_id.eq(order.id), review::line_ord.eq(new.line)),
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
    Ok(id)
}
