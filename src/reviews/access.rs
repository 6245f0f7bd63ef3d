//! Who answers a review: the people of its shop.
use crate::accounts::access::{Asking, Proof};
use crate::db::Db;
use crate::db::schema::{review, shop};
use crate::households::access::Producer;
use crate::kernel::ids::ReviewId;
use diesel::dsl::{exists, select};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A producer of the shop that the review named `{review}` in the path is about; it was looked over before.
#[derive(Clone, Debug)]
pub(crate) struct Reviewed {
    producer: Producer,
    review: ReviewId,
}

impl Reviewed {
    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    pub fn review(&self) -> ReviewId {
        self.review
    }
}

impl Proof for Reviewed {
    const RULE: &'static str = "reviewed";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(review), Some(producer)) = (asking.path.id::<ReviewId>("review"), Producer::check(db, asking)?)
        else {
            return Ok(None);
        };
        let own = review::table
            .inner_join(shop::table)
            .filter(review::id.eq(review))
            .filter(review::is_seen.eq(true))
            .filter(shop::household_id.eq(producer.household()));
        let is_own: bool = select(exists(own)).get_result(db.conn)?;
        Ok(is_own.then_some(Reviewed { producer, review }))
    }
}
