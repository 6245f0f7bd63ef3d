//! Further goods, to measure the marketplace with many: home businesses list them through the same verbs as anyone.
use super::cast;
use super::families::join_by_manager;
use super::goods::{OTHERS, SUPPORTED, Template};
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::catalogue::queries::MOST_GOODS;
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::idem::Idem;
use crate::kernel::ids::AccountId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use anyhow::Context;

/// The families of the year have smaller numbers.
const FIRST_NUMBER: usize = 1000;
/// Words that tell one of many like goods from another.
const KINDS: [&str; 12] =
    ["محلی", "خانگی", "تازه", "کنجدی", "درجه‌یک", "کوهی", "سنتی", "بی‌نمک", "ویژه", "روستایی", "زعفرانی", "ارگانیک"];

/// Lists so many goods, as many in each shop as a shop may list. They have no photos of their own.
pub(super) fn list(stage: &mut Stage, office: &Office, goods: usize) -> anyhow::Result<()> {
    let templates: Vec<&Template> = SUPPORTED.iter().chain(&OTHERS).flat_map(|trade| trade.goods).collect();
    let area = *office.neighbourhoods.first().context("a neighbourhood")?;
    let of_a_shop = usize::try_from(MOST_GOODS)?;
    stage.at(stage.last_day, 21 * 60);
    for shop in 0..goods.div_ceil(of_a_shop) {
        let (_, _, account) = join_by_manager(stage, office, area, FIRST_NUMBER + shop)?;
        let mut faces = Vec::new();
        for number in (shop * of_a_shop..goods).take(of_a_shop) {
            let template = *templates.get(number % templates.len()).context("a good")?;
            faces.push(face(template, number, stage.between(5, 60) * 10_000));
        }
        stage.act(|db| faces.iter().try_for_each(|face| list_one(db, account, shop, face)))?;
    }
    Ok(())
}

fn face(template: &Template, number: usize, toman: i64) -> GoodFace {
    let kind = KINDS.get(number / 7 % KINDS.len()).copied().unwrap_or_default();
    let family = cast::FAMILIES.get(number / 11 % cast::FAMILIES.len()).copied().unwrap_or_default();
    GoodFace {
        name: format!("{} {kind} {family}", template.name),
        category: template.category.to_owned(),
        description: template.about.to_owned(),
        unit: template.unit,
        price: Rial(toman * 10),
        by_weight: None,
        lead_days: template.lead_days,
        machines: Vec::new(),
    }
}

fn list_one(db: &mut Db, account: AccountId, shop: usize, face: &GoodFace) -> Write<(), String> {
    let by: Producer = proof(db, account, &[])?;
    let trades: Vec<_> = SUPPORTED.iter().chain(&OTHERS).collect();
    let name = trades.get(shop % trades.len()).and_then(|trade| trade.shops.first()).copied().unwrap_or_default();
    let stock = Quantity::of_units(1_000_000).unwrap_or(Quantity::ZERO);
    let (idem, shop_name) = (Idem::fresh(db.ids), format!("{name} {}", shop + 1));
    let new = NewGood { idem, face: face.clone(), stock, photo: None, shop_name };
    told(list_good::list(db, &by, &new)).map(drop)
}
