//! Days to come, as whoever opens the demo finds them: the first shops have a weekly plan, and somebody ordered ahead.
use super::families::Family;
use super::stage::{Stage, proof, told};
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::model::{Pattern, Terms, Until, Weekdays};
use crate::catalogue::batches::{plan, queries as batches};
use crate::catalogue::model::Good;
use crate::catalogue::queries::goods_of;
use crate::db::schema::product;
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::calendar::Weekday;
use crate::kernel::contact::Mobile;
use crate::kernel::idem::Idem;
use crate::kernel::ids::ShopId;
use crate::kernel::lang::Lang;
use crate::kernel::quantity::Quantity;
use crate::orders::access::{CodeHolder, OrderKeeper};
use crate::orders::place::{self, Customer, NewLine, NewOrder, Placing};
use crate::orders::queries;
use crate::orders::steps::{self, ShopStep};
use diesel::result::Error;
use diesel::{QueryDsl, RunQueryDsl};

/// How many shops have a plan; their doors are open.
const SHOPS: usize = 3;
/// Who ordered ahead, and how many units.
const ASKED: [(&str, i64); 3] = [("پروین نیازی", 4), ("کاوه رستمی", 2), ("ژاله امینی", 6)];

/// Plans the weeks of the first shops, on the evening on which the story ends, and orders from one of their days.
pub(super) fn plan(stage: &Stage, families: &[Family]) -> anyhow::Result<()> {
    for (at, family) in families.iter().filter(|family| !family.goods.is_empty()).take(SHOPS).enumerate() {
        stage.act(|db| {
            let by: Producer = proof(db, family.account, &[])?;
            let goods = goods_of(db, family.household)?;
            let Some(good) = goods.last() else {
                return Ok(());
            };
            let own = OwnGood::of(db, &by, good.id)?.ok_or(Error::NotFound)?;
            let pattern = weekly(db, good);
            told(plan::set(db, &own, &pattern))?;
            ASKED.iter().enumerate().try_for_each(|(number, asked)| ask(db, family, (at * 10 + number, good, asked)))
        })?;
    }
    Ok(())
}

/// Every day except Friday forty, ready at seven, orders until eight the evening before.
fn weekly(db: &Db, good: &Good) -> Pattern {
    let until = Until { days: 1, minute: 20 * 60 };
    let shelf_days = (good.category == "bread").then_some(3);
    let terms = Terms { quantity: Quantity(40_000), ready_minute: 7 * 60, until, shelf_days };
    let weekdays = Weekdays::of(Weekday::ALL.iter().copied().filter(|day| *day != Weekday::Friday));
    Pattern { weekdays, terms, skips_holidays: true, starts_on: db.now.today, ends_on: None }
}

/// Orders from the second of the batches on offer.
fn ask(db: &mut Db, family: &Family, (number, good, (name, units)): (usize, &Good, &(&str, i64))) -> Write<(), String> {
    let offered = batches::on_offer(db, good.id)?;
    let Some(batch) = offered.get(1) else {
        return Ok(());
    };
    let slots = queries::slots_since(db, &[(family.household, batch.ready_at)])?;
    let Some(slot) = slots.first() else {
        return Ok(());
    };
    let shop: ShopId = product::table.find(good.id).select(product::shop_id).first(db.conn)?;
    let mobile = Mobile::parse(&format!("0936{:07}", 1_000_000 + number)).map_err(|_| Error::NotFound)?;
    let customer = Customer { name: (*name).to_owned(), mobile, household: None, address: vec![2], lang: Lang::Fa };
    let quantity = Quantity(units * 1_000);
    let lines = vec![NewLine { product: good.id, batch: Some(batch.id), quantity, price: Some(good.price) }];
    let orders = vec![NewOrder { shop, household: family.household, choice: slot.choice, lines }];
    let idem = Idem::fresh(db.ids);
    for code in told(place::place(db, &Placing { idem, customer, orders }))? {
        let order = CodeHolder::of(db, &code)?.ok_or(Error::NotFound)?.order();
        // One of them waits for its answer; what is not answered ends after a while.
        if number % 10 > 0 {
            let by: Producer = proof(db, family.account, &[])?;
            let by = OrderKeeper::of(db, &by, order)?.ok_or(Error::NotFound)?;
            told(steps::advance(db, &by, ShopStep::Accept, ""))?;
        }
    }
    Ok(())
}
