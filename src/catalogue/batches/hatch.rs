//! Eggs in an incubator: the day they were set and their number propose the hatch, a batch of day-old chicks. Its day and what is
//! expected may be changed like those of any batch; what came out is its count.
use super::model::{Terms, Until};
use super::one::{self, BatchRefusal};
use crate::catalogue::access::OwnGood;
use crate::db::schema::hatch;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::GoodBatchId;
use crate::kernel::quantity::Quantity;
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The days from the setting of an egg to its hatch, by the bird: chicken, quail, duck or turkey.
pub(crate) const BIRDS: [i32; 3] = [21, 17, 28];
/// The most eggs that are set at once.
pub(crate) const MOST_EGGS: i32 = 1_000_000;

/// Eggs that were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Eggs {
    pub set_on: NaiveDate,
    pub eggs: i32,
    /// Days until they hatch.
    pub days: i32,
    /// How many of ten thousand are expected to hatch.
    pub share_bp: i32,
}

impl Eggs {
    pub fn hatches_on(&self) -> NaiveDate {
        self.set_on.checked_add_days(Days::new(self.days.unsigned_abs().into())).unwrap_or(self.set_on)
    }

    /// Ready at ten on the day of the hatch, orders until eight the evening before.
    pub fn terms(&self) -> Terms {
        let until = Until { days: 1, minute: 20 * 60 };
        Terms { quantity: self.expected(), ready_minute: 10 * 60, until, shelf_days: None }
    }

    /// How many chicks are expected, whole ones.
    pub fn expected(&self) -> Quantity {
        Quantity(i64::from(self.eggs) * i64::from(self.share_bp) / 10_000 * 1_000)
    }
}

/// Opens the batch that the eggs become.
pub(crate) fn set(db: &mut Db, by: &OwnGood, eggs: &Eggs) -> Write<GoodBatchId, BatchRefusal> {
    if eggs.expected() <= Quantity::ZERO {
        return refuse(BatchRefusal::Nothing);
    }
    let id = one::open(db, by, (eggs.hatches_on(), &eggs.terms()))?;
    diesel::insert_into(hatch::table)
        .values((
            (hatch::batch_id.eq(id), hatch::set_on.eq(eggs.set_on), hatch::eggs.eq(eggs.eggs)),
            (hatch::days.eq(eggs.days), hatch::share_bp.eq(eggs.share_bp)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// The eggs that a batch came from, if it is a hatch.
pub(crate) fn eggs_of(db: &mut Db, batch: GoodBatchId) -> QueryResult<Option<Eggs>> {
    hatch::table
        .find(batch)
        .select((hatch::set_on, hatch::eggs, hatch::days, hatch::share_bp))
        .first(db.conn)
        .optional()
}

#[cfg(test)]
mod tests {
    use super::Eggs;
    use crate::kernel::quantity::Quantity;

    #[test]
    fn an_egg_of_a_chicken_hatches_after_three_weeks_and_some_never_do() {
        let eggs = Eggs { set_on: "2026-11-23".parse().unwrap(), eggs: 63, days: 21, share_bp: 8_000 };
        assert_eq!(eggs.hatches_on().to_string(), "2026-12-14");
        assert_eq!(eggs.expected(), Quantity(50_000), "whole chicks");
    }
}
