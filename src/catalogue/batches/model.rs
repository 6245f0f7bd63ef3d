//! The words of batches, and what pages and the slices above are told of them.
use crate::kernel::calendar::Weekday;
use crate::kernel::clock::{tehran_time, utc_of};
use crate::kernel::ids::{BatchPlanId, GoodBatchId, ProductId};
use crate::kernel::quantity::Quantity;
use crate::kernel::stored::{stored_number, text_enum};
use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Integer;

text_enum! {
    /// How far a batch has come.
    pub(crate) enum BatchState {
        /// To be made; orders may wait for it.
        Planned = "planned",
        /// Counted, and in the stock.
        Made = "made",
        /// It is not made; or nobody counted it when its day was over.
        CalledOff = "called_off",
        /// It was made, and nobody should use it.
        CalledBack = "called_back",
    }
}

/// Days of the week, a bit for each: 1 for Saturday to 64 for Friday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Integer)]
pub(crate) struct Weekdays(pub(crate) i32);

stored_number!(Weekdays, i32, Integer);

impl Weekdays {
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Weekdays {
        Weekdays(days.into_iter().fold(0, |bits, day| bits | bit(day)))
    }

    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

fn bit(day: Weekday) -> i32 {
    1 << (day as i32)
}

/// Until when orders of a batch are taken: a minute of the day so many days before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Until {
    pub days: i32,
    pub minute: i32,
}

/// When a batch is ready on its day, how much it is, how long it keeps, and until when orders of it are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Terms {
    pub quantity: Quantity,
    pub ready_minute: i32,
    pub until: Until,
    /// Best before so many days after the day it is made; none where nothing is said.
    pub shelf_days: Option<i32>,
}

impl Terms {
    /// Whether orders end before the batch is ready.
    pub fn is_in_order(&self) -> bool {
        self.until.days > 0 || self.until.minute <= self.ready_minute
    }

    pub fn ready_at(&self, day: NaiveDate) -> NaiveDateTime {
        utc_of(day, self.ready_minute)
    }

    pub fn orders_until(&self, day: NaiveDate) -> NaiveDateTime {
        let before = Days::new(self.until.days.unsigned_abs().into());
        utc_of(day.checked_sub_days(before).unwrap_or(day), self.until.minute)
    }
}

/// What a weekly plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Pattern {
    pub weekdays: Weekdays,
    pub terms: Terms,
    pub skips_holidays: bool,
    /// The season: its first day, and its last one if it has an end.
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

impl Pattern {
    /// Whether there is a batch on a day.
    pub fn falls_on(&self, day: NaiveDate, is_holiday: bool) -> bool {
        let is_in_season = self.starts_on <= day && self.ends_on.is_none_or(|last| day <= last);
        is_in_season && self.weekdays.has(Weekday::of(day)) && !(is_holiday && self.skips_holidays)
    }
}

/// A weekly plan that was not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Plan {
    pub id: BatchPlanId,
    pub product: ProductId,
    pub pattern: Pattern,
    /// Grows with every change; a change names the version it was made from.
    pub version: i32,
}

/// A dated quantity of a good.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Batch {
    pub id: GoodBatchId,
    pub code: String,
    pub product: ProductId,
    pub plan: Option<BatchPlanId>,
    pub day: NaiveDate,
    pub ready_at: NaiveDateTime,
    pub orders_until: NaiveDateTime,
    pub planned: Quantity,
    /// What open orders wait for of it, while it is planned.
    pub held: Quantity,
    /// What was counted when it was made.
    pub real: Option<Quantity>,
    pub shelf_days: Option<i32>,
    pub state: BatchState,
    /// Why it was called back; empty otherwise.
    pub reason: String,
    /// When its state or its terms changed last.
    pub changed_at: NaiveDateTime,
    pub version: i32,
}

impl Batch {
    /// What of a planned batch nobody waits for.
    pub fn free(&self) -> Quantity {
        Quantity(self.planned.0 - self.held.0)
    }

    /// Whether it ended because nobody counted it.
    pub fn has_lapsed(&self) -> bool {
        self.state == BatchState::CalledOff && self.changed_at > self.ready_at
    }

    pub fn best_before(&self) -> Option<NaiveDate> {
        best_before(self.day, self.shelf_days)
    }

    /// The terms as a form shows them.
    pub fn terms(&self) -> Terms {
        let minute_of = |at: NaiveDateTime| i32::try_from(at.num_seconds_from_midnight() / 60).unwrap_or(0);
        let (ready, until) = (tehran_time(self.ready_at), tehran_time(self.orders_until));
        let days = i32::try_from((self.day - until.date()).num_days()).unwrap_or(0);
        Terms {
            quantity: self.planned,
            ready_minute: minute_of(ready),
            until: Until { days, minute: minute_of(until) },
            shelf_days: self.shelf_days,
        }
    }
}

/// The day before which goods made on a day are best.
pub(crate) fn best_before(made_on: NaiveDate, shelf_days: Option<i32>) -> Option<NaiveDate> {
    made_on.checked_add_days(Days::new(shelf_days?.unsigned_abs().into()))
}

/// A batch that buyers can order.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct OpenBatch {
    pub id: GoodBatchId,
    pub code: String,
    pub product: ProductId,
    pub day: NaiveDate,
    pub ready_at: NaiveDateTime,
    pub orders_until: NaiveDateTime,
    pub shelf_days: Option<i32>,
    /// What of it nobody waits for.
    pub free: Quantity,
}

impl OpenBatch {
    pub fn best_before(&self) -> Option<NaiveDate> {
        best_before(self.day, self.shelf_days)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Terms, Until, Weekdays};
    use crate::kernel::calendar::Weekday;
    use crate::kernel::quantity::Quantity;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Every day except Friday 40, ready at 7, orders until 20 the day before.
    fn bread() -> Pattern {
        let terms = Terms {
            quantity: Quantity(40_000),
            ready_minute: 420,
            until: Until { days: 1, minute: 1200 },
            shelf_days: None,
        };
        let weekdays = Weekdays::of(Weekday::ALL.iter().copied().filter(|day| *day != Weekday::Friday));
        Pattern { weekdays, terms, skips_holidays: true, starts_on: day("2026-11-23"), ends_on: None }
    }

    #[test]
    fn a_plan_leaves_out_its_free_day_holidays_and_what_is_out_of_season() {
        let plan = bread();
        assert!(plan.falls_on(day("2026-11-26"), false));
        assert!(!plan.falls_on(day("2026-11-27"), false), "Friday");
        assert!(!plan.falls_on(day("2026-11-26"), true), "a holiday");
        assert!(Pattern { skips_holidays: false, ..plan }.falls_on(day("2026-11-26"), true));
        assert!(!plan.falls_on(day("2026-11-22"), false), "before the season");
        assert!(!Pattern { ends_on: Some(day("2026-11-25")), ..plan }.falls_on(day("2026-11-26"), false));
    }

    #[test]
    fn orders_end_on_the_evening_before_in_tehran() {
        let terms = bread().terms;
        assert_eq!(terms.ready_at(day("2026-11-24")).to_string(), "2026-11-24 03:30:00");
        assert_eq!(terms.orders_until(day("2026-11-24")).to_string(), "2026-11-23 16:30:00");
        let same_day = |minute| Terms { until: Until { days: 0, minute }, ..terms };
        assert!(same_day(420).is_in_order() && !same_day(421).is_in_order());
    }
}
