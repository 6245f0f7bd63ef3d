//! What the pages of a case file are told.
use crate::catalogue::model::Good;
use crate::grants::model::{BaselineRow, GrantRow, Machine, ProposalFate};
use crate::households::model::HouseholdCard;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId, LedgerId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::sales::model::{Kind, MonthSums};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Where a part of the sales went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bucket {
    /// Everything, wherever it went.
    All,
    Machine(EquipmentId),
    Grant(GrantId),
    /// Machines, as far as the household or others paid for them.
    OwnPayment,
    /// No machine.
    OwnMeans,
}

/// The net sales of a month that went to one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Attributed {
    pub month: YearMonth,
    pub machine: Option<EquipmentId>,
    pub grant: Option<GrantId>,
    pub amount: Rial,
}

impl Attributed {
    /// Whether it is a part of the bucket's sum.
    pub fn is_in(&self, bucket: Bucket) -> bool {
        match bucket {
            Bucket::All => true,
            Bucket::Machine(id) => self.machine == Some(id),
            Bucket::Grant(id) => self.grant == Some(id),
            Bucket::OwnPayment => self.machine.is_some() && self.grant.is_none(),
            Bucket::OwnMeans => self.machine.is_none(),
        }
    }
}

/// A case file, whole, over some months.
pub(crate) struct CaseFile {
    pub card: HouseholdCard,
    pub grants: Vec<GrantRow>,
    pub proposals: Vec<ProposalFate>,
    pub machines: Vec<Machine>,
    pub goods: Vec<GoodWeights>,
    pub baselines: Vec<BaselineRow>,
    /// The months shown, the earliest first.
    pub months: Vec<YearMonth>,
    pub sums: BTreeMap<YearMonth, MonthSums>,
    pub attributed: Vec<Attributed>,
}

impl CaseFile {
    /// The sums of a month; nothing written means nothing sold.
    pub fn sums_of(&self, month: YearMonth) -> MonthSums {
        self.sums.get(&month).copied().unwrap_or_default()
    }

    /// What went to a bucket in a month.
    pub fn part(&self, month: YearMonth, bucket: Bucket) -> Rial {
        let parts = self.attributed.iter().filter(|part| part.month == month && part.is_in(bucket));
        Rial(parts.map(|part| part.amount.0).sum())
    }

    /// What went to a bucket in all the months shown.
    pub fn total(&self, bucket: Bucket) -> Rial {
        let shown = |part: &&Attributed| self.months.contains(&part.month) && part.is_in(bucket);
        Rial(self.attributed.iter().filter(shown).map(|part| part.amount.0).sum())
    }

    /// The month in which the household first had a machine.
    pub fn first_handover(&self) -> Option<YearMonth> {
        self.machines.iter().map(|machine| YearMonth::of(machine.starts_on)).min()
    }
}

/// A good, with the shares of the machines behind it today; none when no weights are in force.
pub(crate) struct GoodWeights {
    pub good: Good,
    pub shares: Vec<(Option<EquipmentId>, i32)>,
}

/// A row behind a figure.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct FigureRow {
    pub id: LedgerId,
    pub seq: i64,
    pub kind: Kind,
    pub occurred_on: NaiveDate,
    pub on_behalf: bool,
    pub reason: String,
    pub quantity: Quantity,
    pub amount: Rial,
    pub name: Option<String>,
    pub unit: Option<SellUnit>,
    pub sale: Option<SaleId>,
}

/// The months whose rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Months {
    All,
    One(YearMonth),
    Since(YearMonth),
}

/// Which rows a page of them shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub months: Months,
    pub bucket: Bucket,
    pub before: Option<LedgerId>,
}
