//! The words of the books: kinds of rows, costs, channels, and what pages are told.
use crate::kernel::calendar::YearMonth;
pub(crate) use crate::kernel::idem::Idem;
use crate::kernel::ids::{
    AreaId, EquipmentId, FundingId, GrantId, InstitutionId, LedgerId, MarketDayId, SaleId, SaleLineId,
};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

text_enum! {
    /// What a ledger row says.
    pub(crate) enum Kind {
        Sale = "sale",
        Return = "return",
        Void = "void",
        Cost = "cost",
        CostReversal = "cost_reversal",
        OwnUse = "own_use",
        OwnUseReversal = "own_use_reversal",
    }
}

impl Kind {
    /// The kinds that make up net sales.
    pub const OF_SALES: [Kind; 3] = [Kind::Sale, Kind::Return, Kind::Void];
    /// The kinds that make up costs.
    pub const OF_COSTS: [Kind; 2] = [Kind::Cost, Kind::CostReversal];
}

text_enum! {
    /// What a cost was for.
    pub(crate) enum CostCategory {
        Inputs = "inputs",
        Energy = "energy",
        Packaging = "packaging",
        Transport = "transport",
        Fees = "fees",
        Labour = "labour",
        Repair = "repair",
        Rent = "rent",
    }
}

text_enum! {
    /// Where goods were handed over.
    pub(crate) enum Channel {
        Stall = "stall",
        Door = "door",
        Order = "order",
    }
}

/// The part of a ledger row's amount that goes to one payer of one machine, or to the household's own means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Part {
    pub equipment: Option<EquipmentId>,
    pub funding: Option<FundingId>,
    pub grant: Option<GrantId>,
    pub amount: Rial,
}

impl Part {
    /// The whole of an amount, to no machine.
    pub fn own(amount: Rial) -> Part {
        Part { equipment: None, funding: None, grant: None, amount }
    }
}

/// A sale as its household sees it, with what is left of it after returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SaleRow {
    pub id: SaleId,
    pub sold_on: NaiveDate,
    pub sold_at: NaiveDateTime,
    pub on_behalf: bool,
    /// Whether the caseworker took it back.
    pub undone_on_behalf: bool,
    pub lines: Vec<LineRow>,
}

impl SaleRow {
    /// What is left of the money of all lines.
    pub fn worth(&self) -> Rial {
        Rial(self.lines.iter().map(|line| line.worth.0).sum())
    }

    /// Whether nothing of it is left.
    pub fn is_taken_back(&self) -> bool {
        self.lines.iter().all(|line| line.left == Quantity::ZERO)
    }
}

/// A line of a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineRow {
    pub id: SaleLineId,
    pub name: String,
    pub unit: SellUnit,
    pub sold: Quantity,
    pub paid: Rial,
    pub left: Quantity,
    pub worth: Rial,
    /// What was weighed, and the price of a kilo, where it was charged by weight.
    pub weighed: Option<(Quantity, Rial)>,
}

/// The sums of a household's month; costs and own use as positive amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MonthSums {
    pub gross: Rial,
    /// Returns and undone sales.
    pub returned: Rial,
    pub costs: Rial,
    pub own_use: Rial,
}

impl MonthSums {
    /// Gross sales less what was taken back.
    pub fn net_sales(self) -> Rial {
        Rial(self.gross.0 - self.returned.0)
    }

    /// What the sales left after costs, in money.
    pub fn cash_income(self) -> Rial {
        Rial(self.net_sales().0 - self.costs.0)
    }

    /// Cash income and what the household used itself: net mixed income, before the wear of the machines.
    pub fn mixed_income(self) -> Rial {
        Rial(self.cash_income().0 + self.own_use.0)
    }

    /// Adds the sum of the rows of a kind.
    pub fn add(&mut self, kind: Kind, amount: Rial) {
        match kind {
            Kind::Sale => self.gross.0 += amount.0,
            Kind::Return | Kind::Void => self.returned.0 -= amount.0,
            Kind::Cost | Kind::CostReversal => self.costs.0 -= amount.0,
            Kind::OwnUse | Kind::OwnUseReversal => self.own_use.0 += amount.0,
        }
    }
}

/// A cost or an own use in a list of them.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct SpentRow {
    pub id: LedgerId,
    pub kind: Kind,
    pub category: Option<CostCategory>,
    pub amount: Rial,
    pub occurred_on: NaiveDate,
    pub note: String,
    pub on_behalf: bool,
}

/// The household's next place at a market.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct NextStall {
    pub day: MarketDayId,
    pub on: NaiveDate,
    pub opens_minute: i32,
    pub site: String,
    /// The numbers of the stalls, once the plan was published.
    pub stalls: Vec<String>,
}

/// What a day or some days brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Takings {
    /// The sales of these days less what of them came back.
    pub sold: Rial,
    pub sales: i64,
    /// What was given back in these days for sales from before them.
    pub given_back: Rial,
}

/// A month of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Month {
    pub institution: InstitutionId,
    pub area: AreaId,
    pub month: YearMonth,
}

/// A month of the books of an institution in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MonthRow {
    pub of: Month,
    pub area_fa: String,
    pub area_en: String,
    /// Net sales.
    pub total: Rial,
    /// What of the total other supported households bought, which is no output of the programme.
    pub to_households: Rial,
    pub closed_at: Option<NaiveDateTime>,
    pub is_over: bool,
}
