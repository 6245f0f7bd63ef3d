//! The year, day by day: machines arrive, shops open, things are made and sold, some come back, markets are held.
use super::families::{Album, Family, OnSale, equip, give, open_shop};
use super::market::{self, Market};
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::catalogue::access::{OwnGood, WeightKeeper};
use crate::catalogue::model::Weight;
use crate::catalogue::stock;
use crate::catalogue::weights::{self, NewWeights};
use crate::db::{Db, Write};
use crate::grants::access::EquipmentKeeper;
use crate::grants::take_back::{self, Destination, TakeBack};
use crate::grants::use_rights::{self, NewUseRight};
use crate::households::access::Producer;
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::SaleId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::access::Bookkeeper;
use crate::sales::cost::{self, NewCost};
use crate::sales::model::{CostCategory, Idem};
use crate::sales::queries;
use crate::sales::record::{self, NewLine, NewSale, Paid};
use crate::sales::take_back::{Goods, NewReturn, Refund, take_back as return_goods};
use chrono::{Days, NaiveDate};

/// How many weeks before the last day the market opens.
const SEASON_WEEKS: u64 = 22;

pub(super) fn live(stage: &mut Stage, office: &Office, site: &Market, families: &mut [Family]) -> anyhow::Result<()> {
    let mut market = Market { site: site.site, manager: site.manager, days: Vec::new() };
    let mut album = Album::default();
    let total = (stage.last_day - stage.first_day).num_days();
    for number in 10..=u64::try_from(total).unwrap_or(0) {
        let day = stage.day(number);
        for family in families.iter_mut() {
            if number == family.starts {
                stage.at(day, 9 * 60);
                equip(stage, office, family)?;
            }
            if number == family.starts + 3 {
                stage.at(day, 9 * 60 + 30);
                open_shop(stage, &mut album, family)?;
            }
        }
        moves(stage, number, families)?;
        markets(stage, &mut market, day, families)?;
        if Weekday::of(day) != Weekday::Friday {
            work(stage, day, families)?;
        }
    }
    stage.at(stage.last_day, 12 * 60);
    Ok(())
}

/// One baker lets another use the mixer; one dryer moves from a family to another.
fn moves(stage: &Stage, number: u64, families: &mut [Family]) -> anyhow::Result<()> {
    let day = stage.day(number);
    if number == 260 {
        stage.at(day, 10 * 60);
        share_a_mixer(stage, families)?;
    }
    if number == 280 {
        stage.at(day, 10 * 60);
        move_a_dryer(stage, families)?;
    }
    Ok(())
}

fn share_a_mixer(stage: &Stage, families: &[Family]) -> anyhow::Result<()> {
    let has = |family: &&Family, kind: &str| !family.goods.is_empty() && family.trade.machines.first() == Some(&kind);
    let lender = families.iter().find(|family| has(family, "mixer"));
    let Some((lender, caseworker)) = lender.and_then(|family| Some((family, family.caseworker?))) else {
        return Ok(());
    };
    let borrower = families.iter().find(|family| has(family, "oven") && family.caseworker == Some(caseworker));
    let (Some(borrower), Some(machine)) = (borrower, lender.machines.first()) else {
        return Ok(());
    };
    stage.act(|db| {
        let keeper: EquipmentKeeper = proof(db, caseworker, &[("equipment", machine.0)])?;
        let agreement = "دو روز در هفته، شنبه و سه‌شنبه".to_owned();
        let new = NewUseRight { household: borrower.household, starts_on: db.now.today, last_day: None, agreement };
        told(use_rights::give(db, &keeper, &new))?;
        let (Some(good), Some(oven)) = (borrower.goods.first(), borrower.machines.first()) else {
            return Ok(());
        };
        let lines =
            vec![Weight { machine: Some(*machine), share_bp: 3333 }, Weight { machine: Some(*oven), share_bp: 6667 }];
        reweigh(db, borrower, good, (lines, "خمیر با دستگاه همسایه آماده می‌شود."))
    })
}

fn move_a_dryer(stage: &Stage, families: &mut [Family]) -> anyhow::Result<()> {
    let has_dryer = |family: &&mut Family| !family.goods.is_empty() && family.trade.machines.first() == Some(&"dryer");
    let mut owners = families.iter_mut().filter(has_dryer);
    let (Some(from), Some(to)) = (owners.next(), owners.next()) else {
        return Ok(());
    };
    let (Some(caseworker), Some(receiver)) = (from.caseworker, to.caseworker) else {
        return Ok(());
    };
    let Some(machine) = from.machines.first().copied() else {
        return Ok(());
    };
    let giver = &*from;
    stage.act(|db| {
        for good in &giver.goods {
            let lines = vec![Weight { machine: None, share_bp: 10_000 }];
            reweigh(db, giver, good, (lines, "دستگاه برگشت؛ از این پس با وسایل خودشان."))?;
        }
        let keeper: EquipmentKeeper = proof(db, caseworker, &[("equipment", machine.0)])?;
        let done =
            TakeBack {
                to: Destination::Depot, on: db.now.today, reason: "خانواده به شهر دیگری می‌رود.".to_owned()
            };
        told(take_back::take_back(db, &keeper, &done)).map(drop)
    })?;
    from.machines.clear();
    if caseworker == receiver {
        let day = stage.day(288);
        stage.at(day, 10 * 60);
        let new_holder = (to.household, to.head);
        stage.act(|db| give(db, caseworker, machine, new_holder))?;
    }
    Ok(())
}

fn reweigh(db: &mut Db, family: &Family, good: &OnSale, (lines, reason): (Vec<Weight>, &str)) -> Write<(), String> {
    let Some(caseworker) = family.caseworker else {
        return Ok(());
    };
    let path = [("household", family.household.0), ("product", good.id.0)];
    let keeper: WeightKeeper = proof(db, caseworker, &path)?;
    let new = NewWeights { starts_on: db.now.today, reason: reason.to_owned(), lines };
    told(weights::seal(db, &keeper, &new)).map(drop)
}

fn markets(stage: &mut Stage, market: &mut Market, day: NaiveDate, families: &[Family]) -> anyhow::Result<()> {
    let opens = stage.last_day.checked_sub_days(Days::new(7 * SEASON_WEEKS)).unwrap_or(stage.first_day);
    if day == opens {
        let first = (0..7).filter_map(|ahead| day.checked_add_days(Days::new(ahead + 5)));
        let thursday = first.into_iter().find(|day| Weekday::of(*day) == Weekday::Thursday);
        stage.at(day, 8 * 60);
        market::open_days(stage, market, thursday.unwrap_or(day), SEASON_WEEKS + 1)?;
    }
    let ahead =
        |days: i64| move |(_, of): &&(crate::kernel::ids::MarketDayId, NaiveDate)| (*of - day).num_days() == days;
    if let Some((id, _)) = market.days.iter().find(ahead(3)) {
        stage.at(day, 18 * 60);
        for family in families.iter().filter(|family| !family.goods.is_empty()) {
            if stage.happens(70) {
                stage.act(|db| market::ask(db, family, *id))?;
            }
        }
    }
    if let Some((id, _)) = market.days.iter().find(ahead(1)) {
        stage.at(day, 20 * 60);
        market::assign(stage, market, *id)?;
    }
    if let Some((id, _)) = market.days.iter().find(ahead(0)) {
        stage.at(day, 9 * 60);
        let absent: Vec<bool> = (0..36).map(|_| stage.happens(6)).collect();
        market::check_in(stage, market, *id, &absent)?;
    }
    Ok(())
}

/// What one family does on a day, decided before it is written down.
struct Work<'a> {
    family: &'a Family,
    sales: Vec<(&'a OnSale, i64, Paid)>,
    made: Vec<&'a OnSale>,
    cost: Option<(CostCategory, i64)>,
    brings_back: bool,
}

fn work(stage: &mut Stage, day: NaiveDate, families: &[Family]) -> anyhow::Result<()> {
    let mut plans = Vec::new();
    for family in families {
        if family.goods.is_empty() || stage.between(1, 10) > family.zeal {
            continue;
        }
        plans.push(plan(stage, day, family));
    }
    stage.at(day, 16 * 60 + 20);
    let stamp = day.format("%Y%m%d").to_string();
    stage.act(|db| plans.iter().try_for_each(|work| write_down(db, work, &stamp)))
}

fn plan<'a>(stage: &mut Stage, day: NaiveDate, family: &'a Family) -> Work<'a> {
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
            sales.push((good, count, paid));
        }
    }
    let kinds = [CostCategory::Inputs, CostCategory::Energy, CostCategory::Packaging, CostCategory::Transport];
    let cost = stage.happens(22).then(|| {
        let kind = stage.pick(&kinds).copied().unwrap_or(CostCategory::Inputs);
        (kind, stage.between(8, 60) * 100_000)
    });
    Work { family, sales, made: family.goods.iter().collect(), cost, brings_back: stage.happens(3) }
}

fn write_down(db: &mut Db, work: &Work, stamp: &str) -> Write<(), String> {
    let by: Producer = proof(db, work.family.account, &[])?;
    let book = Bookkeeper::from(&by);
    for good in &work.made {
        let own: OwnGood = proof(db, work.family.account, &[("product", good.id.0)])?;
        let quantity = Quantity::of_units(good.made).unwrap_or(Quantity::ZERO);
        told(stock::count(db, &own, quantity))?;
    }
    for (place, (good, count, paid)) in work.sales.iter().enumerate() {
        let key = format!("demo-{stamp}-{}-{place}", work.family.number);
        let sold = sell(db, &book, (work.family, good), (*count, *paid, key))?;
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
    Idem::parse(text).ok_or_else(|| crate::db::Abort::Refused(format!("{text} is no key")))
}

type Deal = (i64, Paid, String);

fn sell(
    db: &mut Db,
    by: &Bookkeeper,
    (family, good): (&Family, &OnSale),
    (count, paid, key): Deal,
) -> Write<SaleId, String> {
    let today = db.now.today;
    let quantity = Quantity::of_units(count).unwrap_or(Quantity::ZERO);
    let line = NewLine { product: good.id, quantity, paid, produced_on: None };
    let new = NewSale { idem: idem(&key)?, seller: family.head, buyer: None, sold_on: today, lines: vec![line] };
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
