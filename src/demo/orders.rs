//! Orders as whoever opens the demo finds them: at the first shops some wait for an answer, some to be collected, and some are over.
use super::families::Family;
use super::stage::{Stage, proof, told};
use crate::catalogue::model::Good;
use crate::catalogue::queries::goods_of;
use crate::db::schema::product;
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::contact::Mobile;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{OrderId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::quantity::Quantity;
use crate::orders::access::{CodeHolder, OrderKeeper};
use crate::orders::codes::{self, Checked};
use crate::orders::door::{self, NewDoorTime};
use crate::orders::place::{self, Customer, NewLine, NewOrder, Placing};
use crate::orders::queries;
use crate::orders::steps::{self, Met, ShopStep};
use crate::sales::collect::{self, Collection};
use chrono::Days;
use diesel::result::Error;
use diesel::{QueryDsl, RunQueryDsl};

/// How many shops hand over at their door.
const SHOPS: usize = 3;

/// Who asked, how many units of how many goods, and how far it has come.
const ASKED: [(&str, i64, usize, &[Done]); 8] = [
    ("نرگس رحیمی", 3, 1, &[]),
    ("حمید اکبری", 1, 2, &[]),
    ("لیلا صادقی", 2, 1, &[Done::Step(ShopStep::Accept)]),
    ("رضا یوسفی", 2, 2, &[Done::Step(ShopStep::Accept), Done::Step(ShopStep::Ready)]),
    ("مینا تقوی", 1, 1, &[Done::Step(ShopStep::Accept), Done::Step(ShopStep::Ready)]),
    ("سعید کیانی", 4, 1, &[Done::Step(ShopStep::Accept), Done::Collected]),
    ("فرشته نوری", 1, 1, &[Done::Step(ShopStep::Accept)]),
    ("بهرام عزیزی", 1, 1, &[Done::Step(ShopStep::Cancel)]),
];

/// Something that the shop did with an order.
#[derive(Clone, Copy)]
enum Done {
    Step(ShopStep),
    Collected,
}

/// Opens the doors of the first shops and places their orders, on the evening on which the story ends.
pub(super) fn wait(stage: &Stage, families: &[Family]) -> anyhow::Result<()> {
    for (at, family) in families.iter().filter(|family| !family.goods.is_empty()).take(SHOPS).enumerate() {
        stage.act(|db| {
            let by: Producer = proof(db, family.account, &[])?;
            let new = NewDoorTime {
                weekdays: (0..=5).collect(),
                opens_minute: 17 * 60,
                closes_minute: 19 * 60,
                place: "اسپیاری، کوچهٔ لاله، زنگ اول".to_owned(),
            };
            told(door::open(db, &by, &new))
        })?;
        for (number, asked) in ASKED.iter().enumerate().skip(at * 2) {
            stage.act(|db| ask(db, family, (at * ASKED.len() + number, asked)))?;
        }
    }
    Ok(())
}

/// Places one order, unless the shop has too little of everything, and does with it what was done.
fn ask(
    db: &mut Db,
    family: &Family,
    (number, (name, units, kinds, done)): (usize, &(&str, i64, usize, &[Done])),
) -> Write<(), String> {
    let by: Producer = proof(db, family.account, &[])?;
    let wanted = Quantity(units * 1_000);
    let enough = |good: &Good| good.free() >= Quantity(wanted.0 * 2);
    let goods: Vec<Good> = goods_of(db, family.household)?.into_iter().filter(enough).take(*kinds).collect();
    let slots = queries::slots_of(db, &[family.household])?;
    // Not the next day's, so that they still wait when the demo is opened in its evening.
    let later = db.now.today.checked_add_days(Days::new(2)).unwrap_or(db.now.today);
    let (Some(first), Some(slot)) = (goods.first(), slots.iter().find(|slot| slot.on >= later)) else {
        return Ok(());
    };
    let shop: ShopId = product::table.find(first.id).select(product::shop_id).first(db.conn)?;
    let mobile = Mobile::parse(&format!("0935{:07}", 1_000_000 + number)).map_err(|_| Error::NotFound)?;
    let customer = Customer { name: (*name).to_owned(), mobile, household: None, address: Vec::new(), lang: Lang::Fa };
    let lines = goods
        .iter()
        .map(|good| NewLine { product: good.id, batch: None, quantity: wanted, price: Some(good.price) })
        .collect();
    let orders = vec![NewOrder { shop, household: family.household, choice: slot.choice, lines }];
    let idem = Idem::fresh(db.ids);
    for code in told(place::place(db, &Placing { idem, customer, orders }))? {
        let order: OrderId = CodeHolder::of(db, &code)?.ok_or(Error::NotFound)?.order();
        let by = OrderKeeper::of(db, &by, order)?.ok_or(Error::NotFound)?;
        for step in *done {
            match step {
                Done::Step(step) => told(steps::advance(db, &by, *step, ""))?,
                Done::Collected => {
                    let pin = queries::order(db, order)?.pin;
                    let met = match codes::check(db, &by, &pin)? {
                        Checked::Right(shown) => Some(Met::Code(shown)),
                        Checked::Wrong | Checked::Wait(_) => None,
                    };
                    let all = Collection { weights: Vec::new(), given: Vec::new(), payment: None, met };
                    told(collect::collect(db, &by, &all))?;
                }
            }
        }
    }
    Ok(())
}
