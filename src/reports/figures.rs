//! The figures of a season: counts by day and by household, and how the good stalls were spread. Pure.
//!
//! How good a stall is, is what people said by their wishes: the wishes for it in the season, whatever their rank, divided by
//! the days on which it was open. In thousandths, so that nothing is lost to rounding before the last step.
//! The spread is the Gini coefficient of what each household got for a day on which it asked (nothing where it got no stall).
//! Of n households it is (n-1)/n at most; it is multiplied by n/(n-1), so that one who gets everything is told as everything,
//! however many there are. What was given on the day itself was no choice of the rules and does not count here.
use super::model::{Asked, Fate, SeasonDay, Tally};
use crate::kernel::ids::{HouseholdId, StallId};
use crate::stalls::model::{Attendance, DayCard};
use std::collections::BTreeMap;

/// A season in figures.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    pub days: Vec<DayFigures>,
    pub households: Vec<HouseholdFigures>,
    pub total: Tally,
    /// From 0, where all got equally good stalls, to 10,000, where one household got all that is good; nothing where nobody
    /// wished for anything.
    pub spread: Option<i64>,
}

/// One day in figures.
#[derive(Clone, Debug)]
pub(crate) struct DayFigures {
    pub day: DayCard,
    pub tally: Tally,
}

/// One household in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HouseholdFigures {
    pub household: HouseholdId,
    pub tally: Tally,
    /// How good the stalls were that it had, on average; nothing where it had none.
    pub stalls: Option<i64>,
    /// How good a stall it got for a day on which it asked, on average; nothing where it never asked.
    pub for_asking: Option<i64>,
}

impl Figures {
    pub fn of(days: &[SeasonDay]) -> Figures {
        let goodness = Goodness::of(days);
        let by_day: Vec<DayFigures> =
            days.iter().map(|day| DayFigures { day: day.day.clone(), tally: of_day(day) }).collect();
        let households = of_households(days, &goodness);
        let total = by_day.iter().map(|day| day.tally).sum();
        let spread = gini(households.iter().filter_map(|of| of.for_asking).collect());
        Figures { days: by_day, households, total, spread }
    }

    /// The figures of one household.
    pub fn household(&self, of: HouseholdId) -> Option<&HouseholdFigures> {
        self.households.iter().find(|figures| figures.household == of)
    }
}

fn of_day(day: &SeasonDay) -> Tally {
    let requests: Tally = day.requests.iter().map(of_request).sum();
    Tally { usable: day.open.len(), ..requests }
}

fn of_request(request: &Asked) -> Tally {
    let on_the_day = Tally { taken: request.held.len(), given: usize::from(request.is_given), ..Tally::default() };
    match request.fate {
        Fate::SignedOff => Tally { signed_off: 1, ..Tally::default() },
        Fate::Absent => Tally { absent: 1, ..Tally::default() },
        Fate::WalkedIn => Tally { walked_in: 1, ..on_the_day },
        Fate::Stood(attendance) => of_standing(request, attendance) + on_the_day,
    }
}

/// What was told before the day, and who of those with a stall was seen. Whoever comes when the stall is already another's
/// did come.
fn of_standing(request: &Asked, attendance: Option<Attendance>) -> Tally {
    let is_placed = !request.stalls.is_empty();
    let rank = request.stalls.iter().filter_map(|stall| request.wishes.rank(*stall)).min();
    let seen = attendance.filter(|_| is_placed).map(|seen| seen.of(true));
    Tally {
        asked: 1,
        placed: usize::from(is_placed),
        came: usize::from(seen == Some(Attendance::Came)),
        no_show: usize::from(seen == Some(Attendance::NoShow)),
        wished: usize::from(!request.wishes.is_empty()),
        on_wish: usize::from(rank.is_some()),
        on_best: usize::from(rank == Some(1)),
        ..Tally::default()
    }
}

/// How often each stall was wished for on a day on which it was open, in thousandths.
struct Goodness(BTreeMap<StallId, i64>);

impl Goodness {
    fn of(days: &[SeasonDay]) -> Goodness {
        let mut open: BTreeMap<StallId, (i64, i64)> = BTreeMap::new();
        for stall in days.iter().flat_map(|day| &day.open) {
            open.entry(*stall).or_default().1 += 1;
        }
        let stood = |request: &&Asked| matches!(request.fate, Fate::Stood(_));
        for request in days.iter().flat_map(|day| &day.requests).filter(stood) {
            for stall in request.wishes.stalls() {
                if let Some((wished, _)) = open.get_mut(&stall) {
                    *wished += 1;
                }
            }
        }
        Goodness(open.into_iter().map(|(stall, (wished, days))| (stall, wished * 1000 / days.max(1))).collect())
    }

    /// The mean of some stalls; nothing of none.
    fn mean(&self, stalls: &[StallId]) -> Option<i64> {
        mean(stalls.iter().map(|stall| self.0.get(stall).copied().unwrap_or(0)))
    }
}

fn mean(values: impl Iterator<Item = i64>) -> Option<i64> {
    let (sum, count) = values.fold((0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count)
}

fn of_households(days: &[SeasonDay], goodness: &Goodness) -> Vec<HouseholdFigures> {
    let mut requests: BTreeMap<HouseholdId, Vec<&Asked>> = BTreeMap::new();
    for request in days.iter().flat_map(|day| &day.requests) {
        requests.entry(request.household).or_default().push(request);
    }
    let figures = requests.into_iter().map(|(household, requests)| {
        let stood = || requests.iter().filter(|request| matches!(request.fate, Fate::Stood(_)));
        let had: Vec<StallId> = stood().flat_map(|request| request.stalls.iter().copied()).collect();
        HouseholdFigures {
            household,
            tally: requests.iter().map(|request| of_request(request)).sum(),
            stalls: goodness.mean(&had),
            for_asking: mean(stood().map(|request| goodness.mean(&request.stalls).unwrap_or(0))),
        }
    });
    figures.collect()
}

/// The Gini coefficient of some values of zero or more, times n/(n-1), in ten-thousandths; nothing where their sum is nothing.
fn gini(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let count = i128::try_from(values.len()).ok()?;
    let sum: i128 = values.iter().copied().map(i128::from).sum();
    if sum <= 0 {
        return None;
    }
    if count == 1 {
        return Some(0);
    }
    let weighted: i128 = (1..).zip(&values).map(|(at, value)| at * i128::from(*value)).sum();
    i64::try_from((2 * weighted - (count + 1) * sum) * 10_000 / ((count - 1) * sum)).ok()
}

#[cfg(test)]
mod tests {
    use super::gini;

    #[test]
    fn the_spread_of_equal_shares_is_nothing_and_of_one_share_everything_however_many_there_are() {
        assert_eq!(gini(vec![5, 5, 5, 5]), Some(0));
        assert_eq!(gini(vec![0, 0, 0, 8]), Some(10_000));
        assert_eq!(gini(vec![0, 8]), Some(10_000));
        assert_eq!(gini(vec![3, 1]), Some(5_000));
        assert_eq!(gini(vec![1, 3]), Some(5_000));
        assert_eq!((gini(vec![7]), gini(vec![]), gini(vec![0, 0])), (Some(0), None, None));
    }
}
