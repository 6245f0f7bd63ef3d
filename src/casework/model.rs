//! What the pages of a case file are told.
use crate::catalogue::model::Good;
use crate::grants::model::{BaselineRow, GrantRow, Machine, ProposalFate, Reach, Source};
use crate::households::model::{FileEvent, HouseholdCard};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId, LedgerId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use crate::sales::model::{CostCategory, Kind, MonthSums};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Where a part of the sales went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bucket {
    /// Everything, wherever it went.
    All,
    Machine(EquipmentId),
    Grant(GrantId),
    /// Machines, as far as the household itself paid for them.
    OwnPayment,
    /// Machines, as far as others paid for them: neither a grant nor the household.
    OtherPayment,
    /// No machine.
    OwnMeans,
}

/// The net sales of a month that went to one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Attributed {
    pub month: YearMonth,
    pub machine: Option<EquipmentId>,
    /// Who paid for the machine; none where there is no machine.
    pub source: Option<Source>,
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
            Bucket::OwnPayment => self.source == Some(Source::Household),
            Bucket::OtherPayment => self.source == Some(Source::Other),
            Bucket::OwnMeans => self.machine.is_none(),
        }
    }
}

/// A case file, whole, over some months.
pub(crate) struct CaseFile {
    pub card: HouseholdCard,
    pub proposals: Vec<ProposalFate>,
    pub goods: Vec<GoodWeights>,
    pub baselines: Vec<BaselineRow>,
    /// What was corrected, closed or opened again, the latest first.
    pub history: Vec<FileEvent>,
    /// Of the months shown, and of those that are compared with the income before support.
    pub sums: BTreeMap<YearMonth, MonthSums>,
    /// The machines, the grants, the months shown, and what of their sales went where.
    pub sold: Attribution,
}

impl CaseFile {
    /// The sums of a month; nothing written means nothing sold.
    pub fn sums_of(&self, month: YearMonth) -> MonthSums {
        self.sums.get(&month).copied().unwrap_or_default()
    }

    /// What the household told before support, as it counts: without what was corrected.
    pub fn baselines_that_count(&self) -> impl Iterator<Item = &BaselineRow> {
        self.baselines.iter().filter(|row| !self.is_corrected(row))
    }

    /// What was told first of the income before support: what the months since are compared with, whatever was told for a
    /// later grant.
    pub fn before(&self) -> Option<&BaselineRow> {
        self.baselines_that_count().min_by_key(|row| (row.taken_on, row.id))
    }

    /// What was told, or written down, wrongly, and replaced.
    pub fn baselines_corrected(&self) -> impl Iterator<Item = &BaselineRow> {
        self.baselines.iter().filter(|row| self.is_corrected(row))
    }

    fn is_corrected(&self, row: &BaselineRow) -> bool {
        self.baselines.iter().any(|other| other.corrects == Some(row.id))
    }

    /// The month in which the household first had a machine in its keeping.
    pub fn first_handover(&self) -> Option<YearMonth> {
        first_handover(&self.sold.machines)
    }
}

/// What a household sold in some months, by the machines and the grants behind it.
pub(crate) struct Attribution {
    pub machines: Vec<Machine>,
    pub grants: Vec<GrantRow>,
    /// The months shown, the earliest first.
    pub months: Vec<YearMonth>,
    pub parts: Vec<Attributed>,
}

impl Attribution {
    /// What went to a bucket in a month.
    pub fn part(&self, month: YearMonth, bucket: Bucket) -> Rial {
        let parts = self.parts.iter().filter(|part| part.month == month && part.is_in(bucket));
        Rial(parts.map(|part| part.amount.0).sum())
    }

    /// What went to a bucket in all the months shown.
    pub fn total(&self, bucket: Bucket) -> Rial {
        let shown = |part: &&Attributed| self.months.contains(&part.month) && part.is_in(bucket);
        Rial(self.parts.iter().filter(shown).map(|part| part.amount.0).sum())
    }
}

/// The month of the first handing over that the household accepted; the machine of another that it may use is none.
pub(super) fn first_handover(machines: &[Machine]) -> Option<YearMonth> {
    let held = machines.iter().filter(|machine| machine.reach == Reach::Custody);
    held.map(|machine| YearMonth::of(machine.starts_on)).min()
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
    /// What it was spent on, where it is a cost.
    pub category: Option<CostCategory>,
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
    Between(YearMonth, YearMonth),
}

text_enum! {
    /// The figure of a month whose rows are shown.
    pub(crate) enum Kinds {
        All = "all",
        Sales = "sales",
        Costs = "costs",
        OwnUse = "own-use",
    }
}

impl Kinds {
    fn only(self) -> Option<&'static [Kind]> {
        match self {
            Kinds::All => None,
            Kinds::Sales => Some(&Kind::OF_SALES),
            Kinds::Costs => Some(&Kind::OF_COSTS),
            Kinds::OwnUse => Some(&[Kind::OwnUse, Kind::OwnUseReversal]),
        }
    }
}

/// Which rows a page of them shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub months: Months,
    pub kinds: Kinds,
    pub bucket: Bucket,
    pub before: Option<LedgerId>,
}

impl Filter {
    /// Every row of some months.
    pub fn of(months: Months) -> Filter {
        Filter { months, kinds: Kinds::All, bucket: Bucket::All, before: None }
    }

    /// The kinds of rows that it lets through; none where it lets all. Only sales are attributed to a bucket.
    pub fn only(&self) -> Option<&'static [Kind]> {
        if self.bucket == Bucket::All { self.kinds.only() } else { Some(&Kind::OF_SALES) }
    }
}
