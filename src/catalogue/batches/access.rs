//! The proof that someone may change a batch: it is of their own good.
use super::queries;
use crate::accounts::access::{Asking, Proof};
use crate::audit::Actor;
use crate::catalogue::access::OwnGood;
use crate::db::Db;
use crate::households::access::Producer;
use crate::kernel::ids::{GoodBatchId, ProductId};
use diesel::QueryResult;

/// The producer of the good of which the batch named `{good_batch}` in the path is.
#[derive(Clone, Debug)]
pub(crate) struct OwnBatch {
    good: OwnGood,
    batch: GoodBatchId,
}

impl OwnBatch {
    pub fn actor(&self) -> &Actor {
        self.good.actor()
    }

    pub fn producer(&self) -> &Producer {
        self.good.producer()
    }

    pub fn product(&self) -> ProductId {
        self.good.product()
    }

    pub fn batch(&self) -> GoodBatchId {
        self.batch
    }

    /// The same check for a batch that is not named in the path.
    pub fn of(db: &mut Db, producer: &Producer, batch: GoodBatchId) -> QueryResult<Option<Self>> {
        let Some(product) = queries::good_of(db, batch)? else {
            return Ok(None);
        };
        Ok(OwnGood::of(db, producer, product)?.map(|good| OwnBatch { good, batch }))
    }
}

impl Proof for OwnBatch {
    const RULE: &'static str = "own_batch";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(batch), Some(producer)) = (asking.path.id("good_batch"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        OwnBatch::of(db, &producer, batch)
    }
}
