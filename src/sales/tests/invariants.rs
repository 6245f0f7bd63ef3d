//! The invariants of the books, computed here from the bare rows, by no query and no verb of the program, and compared with
//! what its queries say. INV7 and INV8 ask the database and the program themselves, and stand in `random`.
use crate::db::Db;
use crate::db::schema::{attribution, custody, household, ledger, product, sale, sale_line, stock_move, use_right};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::HouseholdId;
use crate::kernel::money::Rial;
use crate::sales::access::MonthCloser;
use crate::sales::model::{Month, MonthRow};
use crate::sales::months::months_within;
use crate::sales::queries;
use chrono::NaiveDate;
use diesel::{QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{BTreeMap, BTreeSet};

#[derive(diesel::Queryable)]
pub(super) struct Row {
    id: i64,
    area: i64,
    pub month: i32,
    kind: String,
    pub household: i64,
    institution: Option<i64>,
    line: Option<i64>,
    quantity: i64,
    amount: i64,
}

impl Row {
    pub fn is_of_sales(&self) -> bool {
        matches!(self.kind.as_str(), "sale" | "return" | "void")
    }
}

#[derive(diesel::Queryable)]
pub(super) struct Part {
    row: i64,
    pub equipment: Option<i64>,
    funding: Option<i64>,
    pub grant: Option<i64>,
    pub amount: i64,
}

/// Who had a machine within reach: machine, household, from, until.
type Reach = (i64, Option<i64>, NaiveDate, Option<NaiveDate>);

/// Every row that the invariants speak of.
pub(super) struct Books {
    pub rows: Vec<Row>,
    parts: BTreeMap<i64, Vec<Part>>,
    lines: BTreeMap<i64, (i64, i64, NaiveDate)>,
    sales: Vec<(i64, String)>,
    pub homes: BTreeMap<i64, i64>,
    reach: Vec<Reach>,
    stock: BTreeMap<i64, i64>,
    moves: Vec<(i64, i64)>,
}

impl Books {
    pub fn load(db: &mut Db) -> QueryResult<Books> {
        let rows = ledger::table
            .order((ledger::area_id, ledger::seq))
            .select((
                ledger::id,
                ledger::area_id,
                ledger::ym,
                ledger::kind,
                ledger::household_id,
                ledger::institution_id,
                ledger::sale_line_id,
                ledger::qty_milli,
                ledger::amount_irr,
            ))
            .load(db.conn)?;
        let mut parts: BTreeMap<i64, Vec<Part>> = BTreeMap::new();
        let loaded: Vec<Part> = attribution::table
            .select((
                attribution::ledger_id,
                attribution::equipment_id,
                attribution::funding_id,
                attribution::grant_id,
                attribution::amount_irr,
            ))
            .load(db.conn)?;
        for part in loaded {
            parts.entry(part.row).or_default().push(part);
        }
        let lines: Vec<(i64, i64, i64, NaiveDate)> = sale_line::table
            .inner_join(sale::table)
            .select((sale_line::id, sale::household_id, sale_line::qty_milli, sale_line::produced_on))
            .load(db.conn)?;
        let mut reach: Vec<Reach> = custody::table
            .select((custody::equipment_id, custody::household_id, custody::starts_on, custody::ends_on))
            .load(db.conn)?;
        let lent: Vec<(i64, i64, NaiveDate, Option<NaiveDate>)> = use_right::table
            .select((use_right::equipment_id, use_right::household_id, use_right::starts_on, use_right::ends_on))
            .load(db.conn)?;
        reach.extend(lent.into_iter().map(|(machine, home, from, until)| (machine, Some(home), from, until)));
        let homes: Vec<(i64, i64)> = household::table.select((household::id, household::area_id)).load(db.conn)?;
        let stock: Vec<(i64, i64)> = product::table.select((product::id, product::stock_milli)).load(db.conn)?;
        Ok(Books {
            rows,
            parts,
            lines: lines.into_iter().map(|(id, home, quantity, made)| (id, (home, quantity, made))).collect(),
            sales: sale::table.select((sale::household_id, sale::idem)).load(db.conn)?,
            homes: homes.into_iter().collect(),
            reach,
            stock: stock.into_iter().collect(),
            moves: stock_move::table.select((stock_move::product_id, stock_move::qty_milli)).load(db.conn)?,
        })
    }

    /// The sum of every row.
    pub fn total(&self) -> i128 {
        self.rows.iter().map(|row| i128::from(row.amount)).sum()
    }

    /// Holds every invariant against the rows; `closed` are the months with what they were closed with.
    pub fn hold(&self, closed: &[(Month, Rial)]) {
        self.every_row_adds_up();
        self.every_filter_adds_up();
        self.lines_end_at_nothing_and_never_below();
        self.machines_were_within_reach();
        self.closed_months_stand(closed);
        self.every_form_is_one_sale();
        self.stock_is_the_sum_of_its_moves();
    }

    pub fn parts_of(&self, row: &Row) -> &[Part] {
        self.parts.get(&row.id).map_or(&[], Vec::as_slice)
    }

    /// INV1.
    pub fn every_row_adds_up(&self) {
        for row in &self.rows {
            let sum: i64 = self.parts_of(row).iter().map(|part| part.amount).sum();
            assert_eq!(sum, row.amount, "row {}", row.id);
            assert!(!self.parts_of(row).is_empty(), "row {} is attributed to nobody", row.id);
        }
        assert_eq!(self.parts.len(), self.rows.len(), "a part stands without its row");
    }

    /// INV2: what went to grants, to the households' own payments and to no machine is the net sales: in all, and
    /// for every month, household, neighbourhood and institution.
    fn every_filter_adds_up(&self) {
        type Filter = Box<dyn Fn(&Row) -> Option<i64>>;
        let filters: [(&str, Filter); 5] = [
            ("all", Box::new(|_| Some(0))),
            ("month", Box::new(|row| Some(row.month.into()))),
            ("household", Box::new(|row| Some(row.household))),
            ("neighbourhood", Box::new(|row| Some(row.area))),
            ("institution", Box::new(|row| row.institution)),
        ];
        for (name, filter) in filters {
            let mut sales: BTreeMap<Option<i64>, i64> = BTreeMap::new();
            let mut buckets: BTreeMap<Option<i64>, [i64; 3]> = BTreeMap::new();
            for row in self.rows.iter().filter(|row| row.is_of_sales()) {
                *sales.entry(filter(row)).or_default() += row.amount;
                for part in self.parts_of(row) {
                    let bucket = match (part.grant, part.funding) {
                        (Some(_), _) => 0,
                        (None, Some(_)) => 1,
                        (None, None) => 2,
                    };
                    buckets.entry(filter(row)).or_default()[bucket] += part.amount;
                }
            }
            for (key, sold) in sales {
                assert_eq!(buckets[&key].iter().sum::<i64>(), sold, "{name} {key:?}");
            }
        }
    }

    /// INV10: what the program's own queries say of a month is what its rows add up to: on the page of each household, and
    /// in the list of months that a supervisor closes.
    pub fn every_page_says_the_same(&self, db: &mut Db, closer: &MonthCloser) -> QueryResult<()> {
        let mut of_homes: BTreeMap<(i64, i32), i64> = BTreeMap::new();
        let mut of_places: BTreeMap<(i64, i64, i32), i64> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.is_of_sales()) {
            *of_homes.entry((row.household, row.month)).or_default() += row.amount;
            if let Some(institution) = row.institution {
                *of_places.entry((institution, row.area, row.month)).or_default() += row.amount;
            }
        }
        let this = YearMonth::of(db.now.today);
        for home in self.homes.keys() {
            for (month, sums) in queries::months_of(db, HouseholdId(*home), this.plus(-1200)..=this.plus(1))? {
                let added = of_homes.remove(&(*home, month.number())).unwrap_or_default();
                assert_eq!(sums.net_sales().0, added, "household {home}, month {month:?}");
            }
        }
        assert!(of_homes.is_empty(), "a month is missing on a page: {of_homes:?}");
        for row in all_months(db, closer)? {
            let key = (row.of.institution.0, row.of.area.0, row.of.month.number());
            assert_eq!(Some(row.total.0), of_places.get(&key).copied(), "{:?}", row.of);
        }
        Ok(())
    }

    /// INV3 and INV4.
    pub fn lines_end_at_nothing_and_never_below(&self) {
        let mut left: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut buckets: BTreeMap<(i64, Option<i64>, Option<i64>), i64> = BTreeMap::new();
        for row in &self.rows {
            let Some(line) = row.line else { continue };
            let entry = left.entry(line).or_default();
            *entry = (entry.0 + row.quantity, entry.1 + row.amount);
            for part in self.parts_of(row) {
                *buckets.entry((line, part.equipment, part.funding)).or_default() += part.amount;
            }
        }
        for ((line, ..), amount) in &buckets {
            assert!(*amount >= 0, "line {line} has a payer below nothing");
            assert!(left[line].0 > 0 || *amount == 0, "nothing is left of line {line}, but of a payer's part there is");
        }
        for (line, (quantity, amount)) in &left {
            assert!((0..=self.lines[line].1).contains(quantity) && *amount >= 0, "line {line}");
        }
        assert_eq!(left.len(), self.lines.len(), "a line has no row");
    }

    /// INV5.
    pub fn machines_were_within_reach(&self) {
        for row in self.rows.iter().filter(|row| row.is_of_sales()) {
            assert_eq!(self.homes[&row.household], row.area);
            let (home, _, made) = self.lines[&row.line.unwrap()];
            for machine in self.parts_of(row).iter().filter_map(|part| part.equipment) {
                let had = self.reach.iter().any(|(of, by, from, until)| {
                    (*of, *by) == (machine, Some(home)) && *from <= made && until.is_none_or(|until| until > made)
                });
                assert!(had, "row {} is attributed to a machine elsewhere", row.id);
            }
        }
    }

    /// INV6.
    fn closed_months_stand(&self, closed: &[(Month, Rial)]) {
        for (month, total) in closed {
            let is_in = |row: &&Row| {
                row.is_of_sales()
                    && (row.institution, row.area, row.month)
                        == (Some(month.institution.0), month.area.0, month.month.number())
            };
            let now: i64 = self.rows.iter().filter(is_in).map(|row| row.amount).sum();
            assert_eq!(now, total.0, "{month:?}");
        }
    }

    /// INV9.
    fn every_form_is_one_sale(&self) {
        let keys: BTreeSet<&(i64, String)> = self.sales.iter().collect();
        assert_eq!(keys.len(), self.sales.len());
    }

    fn stock_is_the_sum_of_its_moves(&self) {
        let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
        for (product, quantity) in &self.moves {
            *sums.entry(*product).or_default() += quantity;
        }
        for (product, stock) in &self.stock {
            assert!(*stock >= 0);
            assert_eq!(sums.get(product).copied().unwrap_or_default(), *stock, "product {product}");
        }
    }
}

/// The rows of every page of the months.
fn all_months(db: &mut Db, closer: &MonthCloser) -> QueryResult<Vec<MonthRow>> {
    let (mut rows, mut next) = months_within(db, closer, None)?;
    while next.is_some() {
        let (more, after) = months_within(db, closer, next)?;
        rows.extend(more);
        next = after;
    }
    Ok(rows)
}
