//! What somebody wants every week: a good, how much of it, and where it is collected.
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{AccountId, DoorTimeId, HouseholdId, ProductId, SiteId, StandingId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use crate::messages::Missed;
use chrono::{Days, NaiveDate, TimeDelta};

/// An account has no more that run.
pub(crate) const MOST_STANDING: i64 = 10;
/// So many days before it is collected the order of a week is placed.
pub(crate) const PLACED_AHEAD: Days = Days::new(3);
/// What could not be placed by this minute of the day before is not tried again: the buyer has to know.
pub(crate) const LAST_TRY: i32 = 12 * 60;
/// A market whose plan is not published is waited for until so long before it opens: whoever comes has to know by then.
pub(crate) const PLAN_WAITED_FOR: TimeDelta = TimeDelta::hours(3);
/// A price that rose by more than this part of a hundred is asked about first.
pub(crate) const RISE: i64 = 20;
/// The next weeks that its buyer can leave out.
pub(crate) const WEEKS_SHOWN: i64 = 4;

text_enum! {
    /// Whether it goes on.
    pub(crate) enum StandingState {
        Running = "running",
        /// Its buyer ended it.
        Ended = "ended",
        /// Its shop ended it.
        Declined = "declined",
        /// What was wanted, or where, is no more.
        Over = "over",
    }
}

text_enum! {
    /// What became of one week.
    pub(crate) enum TurnState {
        Placed = "placed",
        Missed = "missed",
        /// The buyer did not want it.
        Skipped = "skipped",
    }
}

/// Where it is collected every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WeeklyPlace {
    /// At the shop's stall of this market.
    Market(SiteId, Weekday),
    Door(DoorTimeId),
}

impl WeeklyPlace {
    /// Reads what [`WeeklyPlace::written`] wrote.
    pub fn parse(text: &str) -> Option<WeeklyPlace> {
        let (kind, rest) = text.split_once('-')?;
        match kind {
            "m" => {
                let (site, weekday) = rest.split_once('-')?;
                Some(WeeklyPlace::Market(site.parse().ok()?, Weekday::parse(weekday)?))
            }
            "d" => Some(WeeklyPlace::Door(rest.parse().ok()?)),
            _ => None,
        }
    }

    pub fn written(self) -> String {
        match self {
            WeeklyPlace::Market(site, weekday) => format!("m-{site}-{}", weekday.as_str()),
            WeeklyPlace::Door(door) => format!("d-{door}"),
        }
    }
}

/// A place and a weekday at which a shop hands over every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeeklyChoice {
    pub place: WeeklyPlace,
    pub weekday: Weekday,
    /// From and until which minute of the day; at a market these are the day's own.
    pub hours: Option<(i32, i32)>,
    /// The market; none at the door.
    pub site: Option<String>,
}

/// What somebody wants every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub id: StandingId,
    pub account: AccountId,
    /// The name of the account.
    pub buyer: String,
    /// The household of the shop.
    pub shop: HouseholdId,
    pub shop_name: String,
    pub product: ProductId,
    /// The code of the good.
    pub code: String,
    pub name: String,
    pub unit: SellUnit,
    /// What a unit costs today, and whether that is an estimate.
    pub price: Rial,
    pub is_estimate: bool,
    /// The price that the buyer agreed on.
    pub seen_price: Rial,
    pub quantity: Quantity,
    pub choice: WeeklyChoice,
    pub state: StandingState,
    pub next_on: NaiveDate,
}

impl Standing {
    /// Whether today's price is so much higher than the one the buyer agreed on that they are asked first.
    pub fn is_dearer(&self) -> bool {
        is_dearer(self.seen_price, self.price)
    }
}

/// Whether a price rose so much that it is asked about.
pub(crate) fn is_dearer(seen: Rial, now: Rial) -> bool {
    i128::from(now.0) * 100 > i128::from(seen.0) * i128::from(100 + RISE)
}

/// One week of it.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Turn {
    pub day: NaiveDate,
    pub state: TurnState,
    /// The code of its order.
    pub order: Option<String>,
    pub why: Option<Missed>,
}

/// The first such weekday after a day.
pub(crate) fn next_after(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let mut days = day.iter_days().skip(1).take(7);
    days.find(|day| Weekday::of(*day) == weekday).unwrap_or(day)
}

/// The same weekday of the first week that is not over; of a day to come, that day itself.
pub(crate) fn not_before(day: NaiveDate, today: NaiveDate) -> NaiveDate {
    let weeks = ((today - day).num_days().max(0) + 6) / 7;
    day + TimeDelta::weeks(weeks)
}

/// The next days of it, the nearest first.
pub(crate) fn coming(next_on: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..WEEKS_SHOWN).map(move |week| next_on + TimeDelta::weeks(week))
}

/// What a shop makes for those who come every week: a good on a weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToMake {
    pub weekday: Weekday,
    pub name: String,
    pub unit: SellUnit,
    pub quantity: Quantity,
}

/// What is wanted of each good on each weekday, in the order of the week.
pub(crate) fn to_make(standing: &[Standing]) -> Vec<ToMake> {
    let mut sums: Vec<(ProductId, ToMake)> = Vec::new();
    for one in standing {
        let same = sums.iter_mut().find(|(good, sum)| *good == one.product && sum.weekday == one.choice.weekday);
        match same {
            Some((_, sum)) => sum.quantity.0 = sum.quantity.0.saturating_add(one.quantity.0),
            None => {
                let (weekday, name, unit) = (one.choice.weekday, one.name.clone(), one.unit);
                sums.push((one.product, ToMake { weekday, name, unit, quantity: one.quantity }));
            }
        }
    }
    sums.sort_by_key(|(good, sum)| (sum.weekday, *good));
    sums.into_iter().map(|(_, sum)| sum).collect()
}

#[cfg(test)]
mod tests {
    use super::{WeeklyPlace, coming, is_dearer, next_after, not_before};
    use crate::kernel::calendar::Weekday;
    use crate::kernel::ids::{DoorTimeId, SiteId};
    use crate::kernel::money::Rial;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekly_place_reads_what_it_wrote_and_nothing_else() {
        for place in [WeeklyPlace::Market(SiteId(7), Weekday::Saturday), WeeklyPlace::Door(DoorTimeId(8))] {
            assert_eq!(WeeklyPlace::parse(&place.written()), Some(place));
        }
        for text in ["", "m", "m-7", "m-7-someday", "m-x-friday", "d-", "d-8-9", "شنبه"] {
            assert_eq!(WeeklyPlace::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_week_is_the_next_one_of_its_weekday() {
        // A Monday.
        let monday = day("2026-11-23");
        assert_eq!(next_after(monday, Weekday::Saturday), day("2026-11-28"));
        assert_eq!(next_after(monday, Weekday::Monday), day("2026-11-30"), "not today");
        assert_eq!(next_after(monday, Weekday::Tuesday), day("2026-11-24"));
    }

    #[test]
    fn weeks_that_are_over_are_passed_and_the_weekday_stays() {
        let saturday = day("2026-11-28");
        assert_eq!(not_before(saturday, day("2026-11-20")), saturday);
        assert_eq!(not_before(saturday, saturday), saturday);
        assert_eq!(not_before(saturday, day("2026-11-29")), day("2026-12-05"));
        assert_eq!(not_before(saturday, day("2026-12-12")), day("2026-12-12"));
        assert_eq!(coming(saturday).last(), Some(day("2026-12-19")));
    }

    #[test]
    fn a_price_is_asked_about_when_it_rose_by_more_than_a_fifth() {
        assert!(!is_dearer(Rial(100_000), Rial(120_000)));
        assert!(is_dearer(Rial(100_000), Rial(120_001)));
        assert!(!is_dearer(Rial(100_000), Rial(50_000)), "it may fall");
        assert!(is_dearer(Rial(1), Rial(i64::MAX)), "no sum runs over");
    }
}
