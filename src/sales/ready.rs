//! A line of a sale made ready: its good and price, the weights in force when it was made, and the machines still in reach.
use super::attribution::{Machine, Share};
use super::record::{NewLine, Paid, SaleRefusal, Weighed};
use super::shares;
use crate::areas::model::MovedMachine;
use crate::areas::queries::moved_machine;
use crate::catalogue::model::GoodState;
use crate::catalogue::stock::StockRefusal;
use crate::db::schema::product;
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::ids::{HouseholdId, ProductId, WeightSetId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// No line of a sale and no cost is greater: 10^13 rials.
pub(super) const LARGEST: Rial = Rial(10_000_000_000_000);

/// A line whose goods, price and weights are known.
pub(super) struct Ready {
    pub product: ProductId,
    pub name: String,
    pub unit: SellUnit,
    pub quantity: Quantity,
    pub gross: Rial,
    pub net: Rial,
    pub sold_on: NaiveDate,
    pub produced_on: NaiveDate,
    /// None for goods made before the first weights of the product.
    pub set: Option<WeightSetId>,
    pub shares: Vec<Share>,
    /// What was weighed, and the price of a kilo.
    pub weighed: Option<(Quantity, Rial)>,
}

impl Ready {
    /// Why there are not enough of it.
    pub fn short(&self, refusal: StockRefusal) -> SaleRefusal {
        match refusal {
            StockRefusal::NotEnough { left } => {
                SaleRefusal::NotEnough { name: self.name.clone(), unit: self.unit, left }
            }
            StockRefusal::TooMuch | StockRefusal::Moved | StockRefusal::Held { .. } => SaleRefusal::TooMuch,
        }
    }
}

/// Looks up what a line needs before anything is written.
pub(super) fn prepare(
    db: &mut Db,
    household: HouseholdId,
    sold_on: NaiveDate,
    line: &NewLine,
) -> Write<Ready, SaleRefusal> {
    let found: Option<(String, Listed, i32)> = product::table
        .find(line.product)
        .filter(product::household_id.eq(household))
        .filter(product::state.ne(GoodState::Removed))
        .select((product::name, (product::unit, product::price_irr, product::kilo_price_irr), product::lead_days))
        .first(db.conn)
        .optional()?;
    let Some((name, listed, lead_days)) = found else {
        return refuse(SaleRefusal::UnknownGood);
    };
    let (unit, ..) = listed;
    let (gross, net) = amounts(line, &name, listed).map_err(Abort::Refused)?;
    if line.produced_on.is_some_and(|day| day > sold_on) {
        return refuse(SaleRefusal::Day);
    }
    let Some((set, produced_on)) = production(db, line, sold_on, lead_days)? else {
        return match shares::first_day(db, line.product)?.filter(|since| *since > sold_on) {
            Some(since) => refuse(SaleRefusal::BeforeGood { since }),
            None => refuse(SaleRefusal::NoWeights { name }),
        };
    };
    let Some(shares) = shares_within_reach(db, household, set, produced_on)? else {
        return refuse(SaleRefusal::MachineMoved { name });
    };
    let (quantity, weighed) = (line.quantity, weighed(line, listed));
    Ok(Ready { product: line.product, name, unit, quantity, gross, net, sold_on, produced_on, set, shares, weighed })
}

/// The weight set of a line and the day its goods were made. A product that has weights when it is sold may be made before
/// its first ones: nobody then said with which machine, and no other day is put in the place of the true one, so that no
/// machine is credited with what it cannot have made.
fn production(
    db: &mut Db,
    line: &NewLine,
    sold_on: NaiveDate,
    lead_days: i32,
) -> QueryResult<Option<(Option<WeightSetId>, NaiveDate)>> {
    let lead = Days::new(lead_days.unsigned_abs().into());
    let made = line.produced_on.or(sold_on.checked_sub_days(lead)).unwrap_or(sold_on);
    if let Some(set) = shares::set_in_force(db, line.product, made)? {
        return Ok(Some((Some(set), made)));
    }
    Ok(shares::set_in_force(db, line.product, sold_on)?.map(|_| (None, made)))
}

/// The unit of a good, the price of one, and that of a kilo where it is charged by weight.
type Listed = (SellUnit, Rial, Option<Rial>);

/// What was weighed of a line, and the price of a kilo that holds for it.
fn weighed(line: &NewLine, (_, _, kilo): Listed) -> Option<(Quantity, Rial)> {
    match line.paid {
        Paid::Weighed(weighed) => Some((weighed.weight, weighed.kilo.or(kilo)?)),
        Paid::Listed | Paid::Total(_) => None,
    }
}

/// The listed and the paid amount of a line; paying more than listed raises both. The price of a piece that is charged by weight
/// is an estimate: nobody pays that without a word about its weight or its price.
fn amounts(line: &NewLine, name: &str, listed: Listed) -> Result<(Rial, Rial), SaleRefusal> {
    let (unit, price, kilo) = listed;
    if line.quantity <= Quantity::ZERO {
        return Err(SaleRefusal::NoQuantity);
    }
    if unit.is_counted() && line.quantity.0 % 1000 != 0 {
        return Err(SaleRefusal::NotWhole);
    }
    let exact = match weighed(line, listed) {
        Some((weight, kilo)) => kilo.times(weight),
        None => price.times(line.quantity),
    };
    let listed = exact.filter(|amount| *amount <= LARGEST).ok_or(SaleRefusal::TooMuch)?;
    let (gross, net) = match line.paid {
        Paid::Listed if kilo.is_some() => return Err(SaleRefusal::NotWeighed { name: name.to_owned() }),
        Paid::Listed => (listed, listed),
        Paid::Total(total) => (listed.max(total), total),
        Paid::Weighed(Weighed { total, .. }) => total.map_or((listed, listed), |total| (listed.max(total), total)),
    };
    if net <= Rial::ZERO {
        return Err(SaleRefusal::NothingPaid);
    }
    if gross > LARGEST {
        return Err(SaleRefusal::TooMuch);
    }
    Ok((gross, net))
}

/// The shares of a set, unless one of its machines was out of the household's reach on the day and the office refuses that.
fn shares_within_reach(
    db: &mut Db,
    household: HouseholdId,
    set: Option<WeightSetId>,
    on: NaiveDate,
) -> QueryResult<Option<Vec<Share>>> {
    let mut shares = shares::shares_of(db, set)?;
    if shares.iter().all(|share| share.machine.is_none()) {
        return Ok(Some(shares));
    }
    let reach = shares::within_reach(db, household, on)?;
    let is_elsewhere = |machine: &Machine| !reach.contains(&machine.id);
    if !shares.iter().any(|share| share.machine.as_ref().is_some_and(is_elsewhere)) {
        return Ok(Some(shares));
    }
    if moved_machine(db)? == MovedMachine::Refuse {
        return Ok(None);
    }
    for share in &mut shares {
        share.machine = share.machine.take().filter(|machine| !is_elsewhere(machine));
    }
    Ok(Some(shares))
}
