//! Orders from the basket to the books: what other shops lost, doubled or oversold, one behaviour a test, on either engine.
mod ahead;
mod counted;
mod counted_ahead;
mod dropped;
mod limits;
mod links;
mod met;
mod paid;
mod plans;
mod random;
mod slips;
mod standing;
mod steps;
mod weighed;

use super::world::{Home, World, done, refused};
use crate::db::Pool;
use crate::db::schema::{placed_order, product};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{OrderId, ProductId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::orders::access::{CodeHolder, OrderKeeper};
use crate::orders::door::{self, NewDoorTime};
use crate::orders::model::{Choice, Order, OrderState};
use crate::orders::place::{self, Customer, NewLine, NewOrder, PlaceRefusal, Placing};
use crate::orders::queries;
use crate::sales::verify::{Fault, verify};
use crate::testing::{self, TestPool};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// A town with two shops whose doors are open every day.
struct Market {
    pool: TestPool,
    world: World,
    shops: [ShopId; 2],
    /// Tomorrow at each door.
    choices: [Choice; 2],
}

impl Market {
    fn open() -> Market {
        let pool = testing::pool();
        let world = World::new(&pool);
        let shop = |home: &Home| {
            let new = NewDoorTime {
                weekdays: (0..=6).collect(),
                opens_minute: 17 * 60,
                closes_minute: 19 * 60,
                place: "کوچهٔ لاله ۴".to_owned(),
            };
            done(&pool, |db| door::open(db, &home.producer, &new));
            let find =
                |db: &mut crate::db::Db| product::table.find(home.goods[0]).select(product::shop_id).first(db.conn);
            let id: ShopId = pool.read_now(find).unwrap();
            let slots = pool.read_now(|db| queries::slots_of(db, &[home.id])).unwrap();
            (id, slots[1].choice)
        };
        let (first, second) = (shop(&world.homes[0]), shop(&world.homes[3]));
        Market { pool, shops: [first.0, second.0], choices: [first.1, second.1], world }
    }

    fn home(&self, shop: usize) -> &Home {
        &self.world.homes[if shop == 0 { 0 } else { 3 }]
    }

    fn order(&self, shop: usize, lines: &[(ProductId, i64)]) -> NewOrder {
        let line = |(product, milli): &(ProductId, i64)| NewLine {
            product: *product,
            batch: None,
            quantity: Quantity(*milli),
            price: Some(Rial(25_003)),
        };
        let lines = lines.iter().map(line).collect();
        NewOrder { shop: self.shops[shop], household: self.home(shop).id, choice: self.choices[shop], lines }
    }

    fn placing(key: &str, orders: Vec<NewOrder>) -> Placing {
        Placing { idem: Home::idem(key), customer: customer("09351234567"), orders }
    }

    /// Some loaves and perhaps some dried fruit of the first shop, in thousandths.
    fn bread(&self, key: &str, loaves: i64, fruit: i64) -> Placing {
        let goods = &self.world.homes[0].goods;
        let lines: Vec<(ProductId, i64)> =
            [(goods[0], loaves), (goods[1], fruit)].into_iter().filter(|line| line.1 > 0).collect();
        Market::placing(key, vec![self.order(0, &lines)])
    }

    /// Places an order of the first shop that must be taken; gives its id.
    fn placed(&self, key: &str, loaves: i64, fruit: i64) -> OrderId {
        let placing = self.bread(key, loaves, fruit);
        let codes = done(&self.pool, |db| place::place(db, &placing));
        self.id_of(&codes[0])
    }

    fn id_of(&self, code: &str) -> OrderId {
        self.holder(code).order()
    }

    fn holder(&self, code: &str) -> CodeHolder {
        self.pool.read_now(|db| CodeHolder::of(db, code)).unwrap().unwrap()
    }

    fn holder_of(&self, order: OrderId) -> CodeHolder {
        self.holder(&self.whole(order).code)
    }

    fn keeper(&self, order: OrderId) -> OrderKeeper {
        let by = &self.world.homes[0].producer;
        self.pool.read_now(|db| OrderKeeper::of(db, by, order)).unwrap().unwrap()
    }

    fn whole(&self, order: OrderId) -> Order {
        self.pool.read_now(|db| queries::order(db, order)).unwrap()
    }

    fn state(&self, order: OrderId) -> OrderState {
        self.whole(order).state
    }

    /// The stock of the first shop's bread, and what of it is kept.
    fn loaves(&self) -> (i64, i64) {
        stock_and_held(&self.pool, self.world.homes[0].goods[0])
    }

    /// What the books' own check finds.
    fn faults(&self) -> Vec<Fault> {
        self.pool.change_now(|db| verify(db, &[])).unwrap().faults
    }

    fn refused(&self, placing: &Placing) -> PlaceRefusal {
        refused(&self.pool, |db| place::place(db, placing))
    }
}

fn customer(mobile: &str) -> Customer {
    Customer {
        name: "نرگس".to_owned(),
        mobile: Mobile::parse(mobile).unwrap(),
        household: None,
        address: vec![1; 32],
        lang: Lang::Fa,
    }
}

fn stock_and_held(pool: &Pool, good: ProductId) -> (i64, i64) {
    let (stock, held): (Quantity, Quantity) = pool
        .read_now(|db| product::table.find(good).select((product::stock_milli, product::held_milli)).first(db.conn))
        .unwrap();
    (stock.0, held.0)
}

fn orders_in(pool: &Pool) -> i64 {
    pool.read_now(|db| placed_order::table.count().get_result(db.conn)).unwrap()
}

/// How many orders of a state there are.
fn count_of(pool: &Pool, state: OrderState) -> i64 {
    pool.read_now(|db| placed_order::table.filter(placed_order::state.eq(state)).count().get_result(db.conn)).unwrap()
}
