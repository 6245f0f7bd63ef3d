//! Who may do what with an order: its shop's own people, and whoever has its code; with a standing order, whoever asked for it.
use super::queries;
use crate::accounts::access::{AccountOwner, Asking, Proof};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::Producer;
use crate::kernel::ids::{OrderId, StandingId};
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

/// Whose account it was that asked for the standing order named `{standing}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct StandingOwner {
    actor: Actor,
    standing: StandingId,
}

impl StandingOwner {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn standing(&self) -> StandingId {
        self.standing
    }

    /// The same check for one that is not named in the path.
    pub fn of(db: &mut Db, owner: &AccountOwner, standing: StandingId) -> QueryResult<Option<Self>> {
        let is_theirs = queries::standing::is_of_account(db, standing, owner.actor().account)?;
        Ok(is_theirs.then(|| StandingOwner { actor: owner.actor().clone(), standing }))
    }
}

impl Proof for StandingOwner {
    const RULE: &'static str = "standing_owner";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(standing), Some(owner)) = (asking.path.id("standing"), AccountOwner::check(db, asking)?) else {
            return Ok(None);
        };
        StandingOwner::of(db, &owner, standing)
    }
}

/// A producer of the shop from which the standing order named `{standing}` in the path is wanted.
#[derive(Clone, Debug)]
pub(crate) struct StandingKeeper {
    actor: Actor,
    standing: StandingId,
}

impl StandingKeeper {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn standing(&self) -> StandingId {
        self.standing
    }

    /// The same check for one that is not named in the path.
    pub fn of(db: &mut Db, producer: &Producer, standing: StandingId) -> QueryResult<Option<Self>> {
        let is_theirs = queries::standing::is_at_shop(db, standing, producer.household())?;
        Ok(is_theirs.then(|| StandingKeeper { actor: producer.actor().clone(), standing }))
    }
}

impl Proof for StandingKeeper {
    const RULE: &'static str = "standing_keeper";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(standing), Some(producer)) = (asking.path.id("standing"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        StandingKeeper::of(db, &producer, standing)
    }
}
