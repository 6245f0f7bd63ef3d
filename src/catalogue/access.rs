//! Proofs about goods: a producer's own good, a caseworker's right to weigh the machines behind one, and the code of a wish.
use super::model::WishLink;
use super::queries;
use crate::accounts::access::{Asking, Proof};
use crate::accounts::trail::{CaseProof, Subject};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::{CaseworkerOf, Producer};
use crate::kernel::ids::{ProductId, WishId};
use diesel::QueryResult;

/// The producer of the good named `{product}` in the path, which is not removed.
#[derive(Clone, Debug)]
pub(crate) struct OwnGood {
    producer: Producer,
    product: ProductId,
}

impl OwnGood {
    pub fn actor(&self) -> &Actor {
        self.producer.actor()
    }

    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    pub fn product(&self) -> ProductId {
        self.product
    }

    /// The same check for a good that is not named in the path.
    pub(crate) fn of(db: &mut Db, producer: &Producer, product: ProductId) -> QueryResult<Option<Self>> {
        let is_own = queries::is_of(db, product, producer.household())?;
        Ok(is_own.then(|| OwnGood { producer: producer.clone(), product }))
    }
}

impl Proof for OwnGood {
    const RULE: &'static str = "own_good";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(product), Some(producer)) = (asking.path.id("product"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        OwnGood::of(db, &producer, product)
    }
}

/// The producer of the good named `{product}` in the path, also of one that is removed: to take it off and to put it back.
#[derive(Clone, Debug)]
pub(crate) struct OwnGoodEver {
    product: ProductId,
}

impl OwnGoodEver {
    pub fn product(&self) -> ProductId {
        self.product
    }

    /// The same check for a good that is not named in the path.
    pub(crate) fn of(db: &mut Db, producer: &Producer, product: ProductId) -> QueryResult<Option<Self>> {
        let is_own = queries::was_ever_of(db, product, producer.household())?;
        Ok(is_own.then_some(OwnGoodEver { product }))
    }
}

impl From<&OwnGood> for OwnGoodEver {
    fn from(good: &OwnGood) -> OwnGoodEver {
        OwnGoodEver { product: good.product }
    }
}

impl Proof for OwnGoodEver {
    const RULE: &'static str = "own_good_ever";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(product), Some(producer)) = (asking.path.id("product"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        OwnGoodEver::of(db, &producer, product)
    }
}

/// The caseworker of `{household}`, for the weights of its good `{product}`.
#[derive(Clone, Debug)]
pub(crate) struct WeightKeeper {
    caseworker: CaseworkerOf,
    product: ProductId,
}

impl WeightKeeper {
    pub fn caseworker(&self) -> &CaseworkerOf {
        &self.caseworker
    }

    pub fn product(&self) -> ProductId {
        self.product
    }

    /// The same check for a good that is not named in the path.
    pub(crate) fn of(db: &mut Db, caseworker: &CaseworkerOf, product: ProductId) -> QueryResult<Option<Self>> {
        let is_theirs = queries::is_of(db, product, caseworker.household())?;
        Ok(is_theirs.then(|| WeightKeeper { caseworker: caseworker.clone(), product }))
    }
}

impl Proof for WeightKeeper {
    const RULE: &'static str = "weight_keeper";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(product), Some(caseworker)) = (asking.path.id("product"), CaseworkerOf::check(db, asking)?) else {
            return Ok(None);
        };
        WeightKeeper::of(db, &caseworker, product)
    }
}

impl CaseProof for WeightKeeper {
    fn subject(&self) -> Subject<'_> {
        Subject { object: ("product", self.product.0), ..self.caseworker.subject() }
    }
}

/// Whoever has the code of a wish for a good: the one who was told of it by SMS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WishHolder {
    wish: WishId,
}

impl WishHolder {
    pub fn wish(self) -> WishId {
        self.wish
    }

    /// Looks whether there is a wish of this code, and what its link still stops.
    pub(crate) fn of(db: &mut Db, code: &str) -> QueryResult<Option<(Self, WishLink)>> {
        Ok(queries::wish_of_code(db, code)?.map(|(wish, link)| (WishHolder { wish }, link)))
    }
}
