//! Who may do what with an order: its shop's own people, and whoever has its code.
use super::queries;
use crate::accounts::access::{Asking, Proof};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::Producer;
use crate::kernel::ids::OrderId;
use diesel::QueryResult;

/// A producer of the shop that the order named `{order}` in the path was placed with.
#[derive(Clone, Debug)]
pub(crate) struct OrderKeeper {
    producer: Producer,
    order: OrderId,
}

impl OrderKeeper {
    pub fn actor(&self) -> &Actor {
        self.producer.actor()
    }

    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    pub fn order(&self) -> OrderId {
        self.order
    }

    /// The same check for an order that is not named in the path.
    pub fn of(db: &mut Db, producer: &Producer, order: OrderId) -> QueryResult<Option<Self>> {
        let is_theirs = queries::is_of(db, order, producer.household())?;
        Ok(is_theirs.then(|| OrderKeeper { producer: producer.clone(), order }))
    }
}

impl Proof for OrderKeeper {
    const RULE: &'static str = "order_keeper";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(order), Some(producer)) = (asking.path.id("order"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        OrderKeeper::of(db, &producer, order)
    }
}

/// Whoever has the code of an order: its buyer, with or without an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeHolder {
    order: OrderId,
}

impl CodeHolder {
    pub fn order(self) -> OrderId {
        self.order
    }

    /// Looks whether there is an order of this code.
    pub fn of(db: &mut Db, code: &str) -> QueryResult<Option<Self>> {
        Ok(queries::id_of_code(db, code)?.map(|order| CodeHolder { order }))
    }
}
