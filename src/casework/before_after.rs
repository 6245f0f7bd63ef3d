//! Income after the first machine beside the income before support: the mean of `NI - B` over the fourth to the fifteenth month
//! after the handing over. Nominal: no index of prices is kept. It says what was before and what was after, not what the
//! programme did.
use super::model::CaseFile;
use crate::kernel::calendar::YearMonth;
use crate::kernel::money::Mean;
use std::ops::RangeInclusive;

/// Months after that of the handing over: before the fourth the work only begins.
const FIRST: i32 = 4;
const LAST: i32 = 15;

/// What became of the income, as far as it is known today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BeforeAfter {
    /// The first of the months to compare, and the last.
    pub first: YearMonth,
    pub last: YearMonth,
    /// Months that are over and in which something was written.
    pub counted: u32,
    /// Months that are over and in which nothing was written; what they brought is not known.
    pub missing: u32,
    /// Months that are not over.
    pub to_come: u32,
    /// By how much a counted month brought more than a mean month before support; none before one is counted.
    pub mean: Option<Mean>,
}

impl BeforeAfter {
    /// The last of the months that are over.
    pub fn last_over(&self) -> YearMonth {
        self.last.plus(-i32::try_from(self.to_come).unwrap_or(0))
    }
}

/// The months that are compared with the income before support, by the month of the first handing over.
pub(super) fn window(handover: YearMonth) -> RangeInclusive<YearMonth> {
    handover.plus(FIRST)..=handover.plus(LAST)
}

/// Compares the months since with the income told before; none where no machine was handed over or nothing was told.
pub(super) fn compare(file: &CaseFile, today: YearMonth) -> Option<BeforeAfter> {
    let (months, before) = (window(file.first_handover()?), file.before()?.mean_month());
    let all: Vec<YearMonth> = (FIRST..=LAST).map(|after| months.start().plus(after - FIRST)).collect();
    let over = || all.iter().filter(|month| **month < today);
    let incomes: Vec<i128> =
        over().filter_map(|month| file.sums.get(month)).map(|sums| i128::from(sums.mixed_income().0)).collect();
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let counted = many(incomes.len());
    let more = incomes.iter().sum::<i128>() * i128::from(before.of) - before.sum * i128::from(counted);
    Some(BeforeAfter {
        first: *months.start(),
        last: *months.end(),
        counted,
        missing: many(over().count()) - counted,
        to_come: many(all.len()) - many(over().count()),
        mean: (counted > 0).then(|| Mean { sum: more, of: counted * before.of }),
    })
}
