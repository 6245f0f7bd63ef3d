//! A good by the piece that is charged by weight, with an order that waits for it where its seller is to be met: loaves of
//! sourdough at the second shop.
use super::families::{Album, Family};
use super::stage::{Stage, proof, told};
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::db::schema::product;
use crate::households::access::Producer;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::contact::Mobile;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{ProductId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::place::{self, Customer, NewLine, NewOrder, Placing};
use crate::orders::queries;
use anyhow::Context;
use diesel::result::Error;
use diesel::{QueryDsl, RunQueryDsl};

/// What a kilo costs, and what the lightest and the heaviest loaf weigh.
const LOAF: ByWeight = ByWeight { kilo: Rial(900_000), least: Quantity(700), most: Quantity(900) };

/// Lists the loaves at the second shop, on the evening on which the story ends, and orders two of them.
pub(super) fn bake(stage: &Stage, album: &mut Album, families: &[Family]) -> anyhow::Result<()> {
    let Some(family) = families.iter().filter(|family| !family.goods.is_empty()).nth(1) else {
        return Ok(());
    };
    let photo = stage.keep_photo(album.of("barbari.jpg")?)?;
    let price = LOAF.piece().context("a loaf has a price")?;
    let good = stage.act(|db| {
        let by: Producer = proof(db, family.account, &[])?;
        let face = GoodFace {
            name: "نان خمیرترش".to_owned(),
            category: "bread".to_owned(),
            description: "با آرد کامل؛ هر نان را وزن می‌کنیم.".to_owned(),
            unit: SellUnit::Piece,
            price,
            by_weight: Some(LOAF),
            lead_days: 0,
            machines: family.machines.clone(),
        };
        let (idem, photo) = (Idem::fresh(db.ids), Some(photo.clone()));
        told(list_good::list(db, &by, &NewGood { idem, face, stock: Quantity(8_000), photo, shop_name: String::new() }))
    })?;
    order(stage, family, (good, price))
}

fn order(stage: &Stage, family: &Family, (good, price): (ProductId, Rial)) -> anyhow::Result<()> {
    stage.act(|db| {
        let slots = queries::slots_of(db, &[family.household])?;
        let Some(slot) = slots.last() else {
            return Ok(());
        };
        let shop: ShopId = product::table.find(good).select(product::shop_id).first(db.conn)?;
        let mobile = Mobile::parse("09371000001").map_err(|_| Error::NotFound)?;
        let customer =
            Customer {
                name: "شیرین فلاح".to_owned(), mobile, household: None, address: vec![3], lang: Lang::Fa
            };
        let lines = vec![NewLine { product: good, batch: None, quantity: Quantity(2_000), price: Some(price) }];
        let orders = vec![NewOrder { shop, household: family.household, choice: slot.choice, lines }];
        let idem = Idem::fresh(db.ids);
        told(place::place(db, &Placing { idem, customer, orders })).map(drop)
    })
}
