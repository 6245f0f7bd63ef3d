//! A Solar Hijri month as a period of the books: one number, in the program and in the database.

use chrono::NaiveDate;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Integer;
use serde::{Deserialize, Serialize};

use super::calendar::{DateError, Jalali, SOLAR_YEARS};

/// A Solar Hijri month, kept as one number: 140509 is Azar 1405.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Integer)]
#[serde(try_from = "i32", into = "i32")]
pub(crate) struct YearMonth(i32);

impl YearMonth {
    /// The month of this year, if there is one.
    pub(crate) fn new(year: i32, month: u8) -> Option<Self> {
        (SOLAR_YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self(year * 100 + i32::from(month)))
    }

    /// The month that a day falls in.
    pub(crate) fn of(date: NaiveDate) -> Self {
        let day = Jalali::of(date);
        Self(day.year() * 100 + i32::from(day.month()))
    }

    /// The year and month as one number, 140509.
    pub(crate) fn number(self) -> i32 {
        self.0
    }

    /// The year, as 1405.
    pub(crate) fn year(self) -> i32 {
        self.0.div_euclid(100)
    }

    /// The month, 1 to 12.
    pub(crate) fn month(self) -> u8 {
        u8::try_from(self.0.rem_euclid(100)).unwrap_or(1)
    }

    /// The month before it.
    pub(crate) fn prev(self) -> Self {
        self.plus(-1)
    }

    /// The month so many months later, or earlier if negative.
    pub(crate) fn plus(self, months: i32) -> Self {
        let count = self.count().saturating_add(months);
        Self(count.div_euclid(12) * 100 + count.rem_euclid(12) + 1)
    }

    fn count(self) -> i32 {
        self.year() * 12 + i32::from(self.month()) - 1
    }
}

impl TryFrom<i32> for YearMonth {
    type Error = DateError;

    fn try_from(number: i32) -> Result<Self, DateError> {
        let month = u8::try_from(number.rem_euclid(100)).map_err(|_| DateError::Month)?;
        Self::new(number.div_euclid(100), month).ok_or(DateError::Month)
    }
}

impl From<YearMonth> for i32 {
    fn from(month: YearMonth) -> Self {
        month.0
    }
}

impl<DB: Backend> ToSql<Integer, DB> for YearMonth
where
    i32: ToSql<Integer, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Integer, DB> for YearMonth
where
    i32: FromSql<Integer, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let number = i32::from_sql(raw)?;
        Self::try_from(number).map_err(|error| format!("{number} is no month: {error}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_in_the_month_of_its_solar_hijri_date() {
        let azar = YearMonth::new(1405, 9).unwrap();
        assert_eq!(azar.number(), 140_509);
        let months = ["2026-11-21", "2026-11-22", "2026-12-21", "2026-12-22"].map(|text| YearMonth::of(day(text)));
        assert_eq!(months, [azar.prev(), azar, azar, azar.plus(1)]);
    }

    #[test]
    fn months_are_counted_across_years() {
        let esfand = YearMonth::new(1404, 12).unwrap();
        let farvardin = YearMonth::new(1405, 1).unwrap();
        assert_eq!((esfand.plus(1), farvardin.prev()), (farvardin, esfand));
        assert_eq!(esfand.plus(-23), YearMonth::new(1403, 1).unwrap());
    }

    #[test]
    fn a_number_that_is_no_month_is_refused() {
        for number in [140_500, 140_513, 9, -140_509, 202_611] {
            assert!(serde_json::from_str::<YearMonth>(&number.to_string()).is_err(), "{number}");
        }
        assert_eq!(serde_json::from_str::<YearMonth>("140509").unwrap(), YearMonth::new(1405, 9).unwrap());
    }
}
