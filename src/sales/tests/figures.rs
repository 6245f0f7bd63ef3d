//! INV10 further: what the pages of case files, machines and grants say is what the bare rows add up to.
use super::invariants::Books;
use crate::casework::attributed;
use crate::db::Db;
use crate::grants::queries::{Earner, earned};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId, HouseholdId};
use diesel::QueryResult;
use std::collections::BTreeMap;

/// What a page adds up the sales of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Machine(i64),
    Grant(i64),
}

impl Source {
    fn earner(self) -> Earner {
        match self {
            Source::Machine(id) => Earner::Machine(EquipmentId(id)),
            Source::Grant(id) => Earner::Grant(GrantId(id)),
        }
    }
}

/// Amounts by household and month.
type Months = BTreeMap<(i64, i32), i64>;

impl Books {
    /// What case files attribute to each machine and grant in each month.
    pub fn case_files_say_the_same(&self, db: &mut Db) -> QueryResult<()> {
        type Place = (i64, i32, Option<i64>, Option<i64>);
        let mut left: BTreeMap<Place, i64> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.is_of_sales()) {
            for part in self.parts_of(row) {
                *left.entry((row.household, row.month, part.equipment, part.grant)).or_default() += part.amount;
            }
        }
        let this = YearMonth::of(db.now.today);
        for home in self.homes.keys() {
            for told in attributed(db, HouseholdId(*home), this.plus(-1200)..=this.plus(1))? {
                let place = (*home, told.month.number(), told.machine.map(|id| id.0), told.grant.map(|id| id.0));
                *left.entry(place).or_default() -= told.amount.0;
            }
        }
        left.retain(|_, amount| *amount != 0);
        assert!(left.is_empty(), "case files say otherwise: {left:?}");
        Ok(())
    }

    /// What the pages of machines and grants say: in all, of each seller, and of each of the last months with each seller.
    pub fn machines_and_grants_say_the_same(&self, db: &mut Db) -> QueryResult<()> {
        let first = YearMonth::of(db.now.today).plus(-11).number();
        let added = self.by_source();
        assert!(!added.is_empty(), "nothing was attributed to a machine");
        for (source, months) in added {
            let told = earned(db, source.earner())?;
            assert_eq!(told.total.0, months.values().sum::<i64>(), "{source:?}");
            let mut sellers: BTreeMap<i64, i64> = BTreeMap::new();
            for ((home, _), amount) in &months {
                *sellers.entry(*home).or_default() += amount;
            }
            let found = told.sellers.iter().map(|seller| (seller.household.0, seller.amount.0)).collect();
            assert_eq!(sellers, found, "{source:?}");
            let shown: Months = months.into_iter().filter(|((_, month), _)| *month >= first).collect();
            let found = told.rows.iter().map(|row| ((row.household.0, row.month.number()), row.amount.0)).collect();
            assert_eq!(shown, found, "{source:?}");
        }
        Ok(())
    }

    fn by_source(&self) -> BTreeMap<Source, Months> {
        let mut added: BTreeMap<Source, Months> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.is_of_sales()) {
            for part in self.parts_of(row) {
                let sources = [part.equipment.map(Source::Machine), part.grant.map(Source::Grant)];
                for source in sources.into_iter().flatten() {
                    let months = added.entry(source).or_default();
                    *months.entry((row.household, row.month)).or_default() += part.amount;
                }
            }
        }
        added
    }
}
