//! A day's work of the families: goods are made and sold, some come back, costs are written down.
use super::families::{Family, OnSale};
use super::stage::{Stage, proof, told};
use crate::catalogue::access::OwnGood;
use crate::catalogue::stock;
use crate::db::{Abort, Db, Write};
use crate::households::access::Producer;
use crate::kernel::ids::{HouseholdId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::access::Bookkeeper;
use crate::sales::cost::{self, NewCost};
use crate::sales::model::{CostCategory, Idem};
use crate::sales::queries;
use crate::sales::record::{self, NewLine, NewSale, Paid};
use crate::sales::take_back::{Goods, NewReturn, Refund, take_back as return_goods};
use chrono::NaiveDate;

/// What one family does on a day, decided before it is written down.
struct Work<'a> {
    family: &'a Family,
    sales: Vec<Deal<'a>>,
    made: Vec<&'a OnSale>,
    cost: Option<(CostCategory, i64)>,
    brings_back: bool,
}

/// One sale of one good.
struct Deal<'a> {
    good: &'a OnSale,
    count: i64,
    paid: Paid,
    /// Another supported family, now and then.
    buyer: Option<HouseholdId>,
}

pub(super) fn work(stage: &mut Stage, day: NaiveDate, families: &[Family]) -> anyhow::Result<()> {
    let mut plans = Vec::new();
    for family in families {
        if family.goods.is_empty() || stage.between(1, 10) > family.zeal {
            continue;
        }
        plans.push(plan(stage, day, family, families));
    }
    stage.at(day, 16 * 60 + 20);
    let stamp = day.format("%Y%m%d").to_string();
    stage.act(|db| plans.iter().try_for_each(|work| write_down(db, work, &stamp)))
}

fn plan<'a>(stage: &mut Stage, day: NaiveDate, family: &'a Family, families: &[Family]) -> Work<'a> {
    let mut sales = Vec::new();
    let open_for = (day - stage.day(family.starts + 3)).num_days();
    for good in family.goods.iter().filter(|good| open_for >= good.lead_days) {
        let mut left = good.made;
        for _ in 0..stage.between(0, 3) {
            let count = stage.between(1, good.most).min(left);
            if count == 0 {
                break;
            }
            left -= count;
            let paid = if stage.happens(6) { Paid::Total(Rial(good.price.0 * count * 9 / 10)) } else { Paid::Listed };
            let neighbour = if stage.happens(2) { stage.pick(families) } else { None };
            let is_known = |buyer: &&Family| buyer.caseworker.is_some() && buyer.number != family.number;
            let buyer = neighbour.filter(is_known).map(|buyer| buyer.household);
            sales.push(Deal { good, count, paid, buyer });
        }
    }
    let kinds = [CostCategory::Inputs, CostCategory::Energy, CostCategory::Packaging, CostCategory::Transport];
    let cost = stage.happens(22).then(|| {
        let kind = stage.pick(&kinds).copied().unwrap_or(CostCategory::Inputs);
        (kind, stage.between(8, 60) * 100_000)
    });
    Work { family, sales, made: family.goods.iter().collect(), cost, brings_back: stage.happens(4) }
}

fn write_down(db: &mut Db, work: &Work, stamp: &str) -> Write<(), String> {
    let by: Producer = proof(db, work.family.account, &[])?;
    let book = Bookkeeper::from(&by);
    for good in &work.made {
        let own: OwnGood = proof(db, work.family.account, &[("product", good.id.0)])?;
        let quantity = Quantity::of_units(good.made).unwrap_or(Quantity::ZERO);
        told(stock::count(db, &own, quantity))?;
    }
    for (place, deal) in work.sales.iter().enumerate() {
        let key = format!("demo-{stamp}-{}-{place}", work.family.number);
        let sold = sell(db, &book, work.family, (deal, &key))?;
        if work.brings_back && place == 0 {
            bring_one_back(db, &book, sold, stamp)?;
        }
    }
    if let Some((category, amount)) = work.cost {
        let idem = idem(&format!("demo-{stamp}-{}-cost", work.family.number))?;
        let new = NewCost { idem, category, amount: Rial(amount), spent_on: db.now.today, note: String::new() };
        told(cost::spend(db, &book, &new))?;
    }
    Ok(())
}

fn idem(text: &str) -> Write<Idem, String> {
    Idem::parse(text).ok_or_else(|| Abort::Refused(format!("{text} is no key")))
}

fn sell(db: &mut Db, by: &Bookkeeper, family: &Family, (deal, key): (&Deal, &str)) -> Write<SaleId, String> {
    let quantity = Quantity::of_units(deal.count).unwrap_or(Quantity::ZERO);
    let line = NewLine { product: deal.good.id, quantity, paid: deal.paid, produced_on: None };
    let sold_on = db.now.today;
    let new = NewSale { idem: idem(key)?, seller: family.head, buyer: deal.buyer, sold_on, lines: vec![line] };
    told(record::record(db, by, &new)).map(|recorded| recorded.sale)
}

fn bring_one_back(db: &mut Db, by: &Bookkeeper, of: SaleId, stamp: &str) -> Write<(), String> {
    let sale = queries::sale_of(db, by.household(), of)?;
    let Some(line) = sale.and_then(|sale| sale.lines.into_iter().next()) else {
        return Ok(());
    };
    let new = NewReturn {
        idem: idem(&format!("demo-{stamp}-{}-back", of.0))?,
        line: line.id,
        quantity: Quantity::of_units(1).unwrap_or(Quantity::ZERO),
        refund: Refund::InProportion,
        goods: Goods::Gone,
        reason: "خریدار پس آورد.".to_owned(),
    };
    told(return_goods(db, by, &new)).map(drop)
}
