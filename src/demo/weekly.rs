//! What neighbours want every week of the first shop.
use super::families::Family;
use super::stage::{Stage, proof, told};
use crate::accounts::access::AccountOwner;
use crate::db::schema::product;
use crate::kernel::lang::Lang;
use crate::kernel::quantity::Quantity;
use crate::orders::queries::standing::places_of;
use crate::orders::standing::ask::{self, NewStanding};
use diesel::{QueryDsl, RunQueryDsl};

/// How many of the first good each wants, and on which of the shop's days, counted in the order of the week.
const WANTED: [(i64, usize); 3] = [(2, 0), (4, 0), (3, 3)];

/// Has the last families ask for bread of the first one every week, on the evening on which the story ends.
pub(super) fn ask(stage: &Stage, families: &[Family]) -> anyhow::Result<()> {
    let Some(seller) = families.iter().find(|family| !family.goods.is_empty()) else {
        return Ok(());
    };
    let Some(good) = seller.goods.first().map(|good| good.id) else {
        return Ok(());
    };
    let buyers = families.iter().rev().filter(|family| family.household != seller.household);
    for (buyer, (units, at)) in buyers.zip(WANTED) {
        stage.act(|db| {
            let by: AccountOwner = proof(db, buyer.account, &[])?;
            let places = places_of(db, seller.household)?;
            let Some(choice) = places.get(at) else {
                return Ok(());
            };
            let code: String = product::table.find(good).select(product::code).first(db.conn)?;
            let (quantity, place) = (Quantity(units * 1_000), choice.place);
            let new = NewStanding { code, quantity, place, seen_price: None, lang: Lang::Fa };
            told(ask::ask(db, &by, &new)).map(drop)
        })?;
    }
    Ok(())
}
