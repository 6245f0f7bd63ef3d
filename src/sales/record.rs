//! Recording a sale: stock is taken, the weights in force on the day of production are found, and each line is posted once.
use super::access::Bookkeeper;
use super::attribution::attribute;
use super::ledger::{self, Posting};
use super::model::{Channel, Kind};
use super::purchase;
use super::ready::{Ready, prepare};
use crate::accounts::queries::account_of_person;
use crate::catalogue::stock::{self, SoldStock};
use crate::db::schema::{assignment, booking, check_in, ledger as ledger_table, market_day, sale, sale_line};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::households::queries::is_supported;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{HouseholdId, MarketDayId, PersonId, ProductId, SaleId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::messages::{self, Letter};
use chrono::{Days, NaiveDate};
use diesel::result::Error;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// A sale as it was made.
#[derive(Clone, Debug)]
pub(crate) struct NewSale {
    pub idem: Idem,
    pub seller: PersonId,
    /// A supported household that bought, when that is known: its purchase is no output of the programme.
    pub buyer: Option<HouseholdId>,
    pub sold_on: NaiveDate,
    pub lines: Vec<NewLine>,
}

/// Goods of one kind in a sale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewLine {
    pub product: ProductId,
    pub quantity: Quantity,
    pub paid: Paid,
    /// The day they were made; without it, the day of sale less the product's own time.
    pub produced_on: Option<NaiveDate>,
}

/// What a buyer paid for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paid {
    /// The listed price.
    Listed,
    /// This amount for the whole line.
    Total(Rial),
    /// What was weighed, of a good that is charged by weight.
    Weighed(Weighed),
}

/// Pieces that were put on the scales, and what was paid for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weighed {
    pub weight: Quantity,
    /// The price of a kilo that was agreed before; without it, the listed one.
    pub kilo: Option<Rial>,
    /// Another amount than the weight times the price of a kilo.
    pub total: Option<Rial>,
}

/// A sale in the books. It may be an earlier one, when the same form arrived twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub sale: SaleId,
    pub is_new: bool,
}

/// Why a sale is not recorded. Nothing of it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SaleRefusal {
    #[error("this very sale was recorded and taken back")]
    Undone,
    #[error("a sale has between one line and {MOST_LINES}")]
    Lines,
    #[error("the product is not one of this household, or is no longer sold")]
    UnknownGood,
    #[error("nothing was handed over")]
    NoQuantity,
    #[error("half of something that is counted")]
    NotWhole,
    #[error("nothing was paid")]
    NothingPaid,
    #[error("more than can be kept")]
    TooMuch,
    #[error("only {} thousandths are left", left.0)]
    NotEnough { name: String, unit: SellUnit, left: Quantity },
    #[error("the day has not come yet, or is too long ago")]
    Day,
    #[error("the seller was no member of the household on that day")]
    NotAMember,
    #[error("the buyer is this household, or none that is supported")]
    Buyer,
    #[error("the product has no sealed weights on the day of production")]
    NoWeights { name: String },
    #[error("it is charged by weight, and was not weighed")]
    NotWeighed { name: String },
    #[error("the product was registered after the day of the sale")]
    BeforeGood { since: NaiveDate },
    #[error("a machine of the product's weights was elsewhere on the day of production")]
    MachineMoved { name: String },
}

/// A sale can be written down so many days later.
pub(crate) const MOST_DAYS_LATE: u64 = 92;
const MOST_LINES: usize = 50;

/// Records a sale once; the second arrival of the same key gives the first sale back.
pub(crate) fn record(db: &mut Db, by: &Bookkeeper, new: &NewSale) -> Write<Recorded, SaleRefusal> {
    record_as(db, by, new, Origin::Counter)
}

/// Records the sale of an order that is handed over, on its market day or at the door.
pub(super) fn record_order(
    db: &mut Db,
    by: &Bookkeeper,
    (new, day): (&NewSale, Option<MarketDayId>),
) -> Write<Recorded, SaleRefusal> {
    record_as(db, by, new, Origin::Order(day))
}

/// How a sale came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// Somebody stood at the stall or at the door.
    Counter,
    /// It was ordered before, to be collected on this market day or else at the door.
    Order(Option<MarketDayId>),
}

fn record_as(db: &mut Db, by: &Bookkeeper, new: &NewSale, origin: Origin) -> Write<Recorded, SaleRefusal> {
    if let Some(sale) = known(db, by.household(), &new.idem)? {
        return if is_undone(db, sale)? { refuse(SaleRefusal::Undone) } else { Ok(Recorded { sale, is_new: false }) };
    }
    let today = db.now.today;
    let earliest = today.checked_sub_days(Days::new(MOST_DAYS_LATE)).unwrap_or(today);
    if !(earliest..=today).contains(&new.sold_on) {
        return refuse(SaleRefusal::Day);
    }
    if !(1..=MOST_LINES).contains(&new.lines.len()) {
        return refuse(SaleRefusal::Lines);
    }
    if let Some(buyer) = new.buyer
        && (buyer == by.household() || !is_supported(db, buyer)?)
    {
        return refuse(SaleRefusal::Buyer);
    }
    let sale = insert_sale(db, by, new, origin)?;
    let mut paid = Rial(0);
    for (place, line) in new.lines.iter().enumerate() {
        let ready = prepare(db, by.household(), new.sold_on, line)?;
        take(db, by, (sale, new.buyer), &ready, &new.idem.part(place))?;
        paid = Rial(paid.0.saturating_add(ready.net.0));
    }
    if by.is_on_behalf() {
        tell_seller(db, new, paid)?;
    }
    Ok(Recorded { sale, is_new: true })
}

/// Tells a seller who has an account that someone else wrote their sale down, so that a wrong one does not pass unseen.
fn tell_seller(db: &mut Db, new: &NewSale, amount: Rial) -> QueryResult<()> {
    let Some(account) = account_of_person(db, new.seller)? else {
        return Ok(());
    };
    messages::send(db, account, &Letter::SaleOnBehalf { amount, day: new.sold_on })
}

fn known(db: &mut Db, household: HouseholdId, idem: &Idem) -> QueryResult<Option<SaleId>> {
    sale::table
        .filter(sale::household_id.eq(household))
        .filter(sale::idem.eq(idem.as_str()))
        .select(sale::id)
        .first(db.conn)
        .optional()
}

/// Whether nothing is left of a sale.
fn is_undone(db: &mut Db, sale: SaleId) -> QueryResult<bool> {
    let rows: Vec<Quantity> = ledger_table::table
        .inner_join(sale_line::table)
        .filter(sale_line::sale_id.eq(sale))
        .select(ledger_table::qty_milli)
        .load(db.conn)?;
    Ok(rows.iter().map(|row| row.0).sum::<i64>() == 0)
}

fn insert_sale(db: &mut Db, by: &Bookkeeper, new: &NewSale, origin: Origin) -> Write<SaleId, SaleRefusal> {
    let (channel, market_day) = match origin {
        Origin::Order(day) => (Channel::Order, day),
        Origin::Counter => match market_day_of(db, by.household(), new.sold_on)? {
            Some(day) => (Channel::Stall, Some(day)),
            None => (Channel::Door, None),
        },
    };
    let id: SaleId = db.id();
    diesel::insert_into(sale::table)
        .values((
            (sale::id.eq(id), sale::household_id.eq(by.household()), sale::idem.eq(new.idem.as_str())),
            (sale::area_id.eq(by.area()), sale::seller_person_id.eq(new.seller), sale::channel.eq(channel)),
            (sale::buyer_household_id.eq(new.buyer), sale::market_day_id.eq(market_day)),
            (sale::sold_on.eq(new.sold_on), sale::sold_at.eq(db.now.at)),
            (sale::recorded_by.eq(by.actor().account), sale::on_behalf.eq(by.is_on_behalf())),
        ))
        .execute(db.conn)
        .map_err(|error| refused_as(error, "sale_seller_not_member", SaleRefusal::NotAMember))?;
    Ok(id)
}

/// The market day on which the household has a stall that day: one that it neither withdrew from nor stayed away from.
fn market_day_of(db: &mut Db, household: HouseholdId, day: NaiveDate) -> QueryResult<Option<MarketDayId>> {
    booking::table
        .inner_join(market_day::table)
        .inner_join(assignment::table)
        .left_join(check_in::table.on(check_in::booking_id.eq(booking::id)))
        .filter(booking::household_id.eq(household))
        .filter(booking::state.eq("asked"))
        .filter(check_in::state.is_null().or(check_in::state.ne("no_show")))
        .filter(market_day::day.eq(day))
        .filter(market_day::state.eq("published"))
        .filter(market_day::published_run.eq(assignment::run_id.nullable()))
        .filter(assignment::stalls.gt(0))
        .order(market_day::id)
        .select(market_day::id)
        .first(db.conn)
        .optional()
}

/// Takes the goods from stock, and writes the line, its move of stock, its ledger row and what it cost a household that bought.
fn take(
    db: &mut Db,
    by: &Bookkeeper,
    (sale, buyer): (SaleId, Option<HouseholdId>),
    ready: &Ready,
    idem: &str,
) -> Write<(), SaleRefusal> {
    let line = insert_line(db, sale, ready)?;
    let sold = SoldStock { product: ready.product, quantity: ready.quantity, line };
    stock::take(db, by.actor(), sold).map_err(|abort| abort.map(|refusal| ready.short(refusal)))?;
    let parts = attribute(ready.net, &ready.shares).map_err(unsplittable)?;
    let posting = Posting {
        kind: Kind::Sale,
        sale_line: Some(line),
        quantity: ready.quantity,
        amount: ready.net,
        occurred_on: ready.sold_on,
        reverses: None,
        category: None,
        reason: "",
        idem,
    };
    ledger::post(db, by, &posting, &parts)?;
    if let Some(buyer) = buyer {
        purchase::buy(db, by, (buyer, line), ready)?;
    }
    Ok(())
}

fn insert_line(db: &mut Db, sale: SaleId, ready: &Ready) -> QueryResult<SaleLineId> {
    let id: SaleLineId = db.id();
    diesel::insert_into(sale_line::table)
        .values((
            (sale_line::id.eq(id), sale_line::sale_id.eq(sale), sale_line::product_id.eq(ready.product)),
            (sale_line::name.eq(&ready.name), sale_line::unit.eq(ready.unit)),
            (sale_line::set_id.eq(ready.set), sale_line::qty_milli.eq(ready.quantity)),
            (sale_line::gross_irr.eq(ready.gross), sale_line::discount_irr.eq(ready.gross.0 - ready.net.0)),
            (sale_line::net_irr.eq(ready.net), sale_line::produced_on.eq(ready.produced_on)),
            sale_line::weight_milli.eq(ready.weighed.map(|weighed| weighed.0)),
            sale_line::kilo_price_irr.eq(ready.weighed.map(|weighed| weighed.1)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// The verb's own refusal, when the database refused by the rule of this name.
fn refused_as<R>(error: Error, rule: &str, refusal: R) -> Abort<R> {
    if refused_by(&error, rule) { Abort::Refused(refusal) } else { Abort::Database(error) }
}

/// Weights are checked when they are sealed and payments when a machine is funded, so this is a fault of the data.
pub(super) fn unsplittable(error: crate::kernel::split::SplitError) -> Error {
    Error::SerializationError(Box::new(error))
}
