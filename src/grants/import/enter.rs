//! Entering a list: each row becomes a household (unless it is known), a decision on paper, a grant, a machine and its handing
//! over. A trial does the same and is rolled back, so that it tells all that the database would refuse.
use super::columns;
use super::lines::{Bad, Line, Remark};
use super::run::{AT_ONCE, Run};
use super::sheet::{FileProblem, Sheet};
use crate::audit::{self, Event};
use crate::db::schema::import_batch;
use crate::db::{Abort, Db, Write, plan_by_index};
use crate::grants::decide;
use crate::households::access::Caseworker;
use crate::kernel::ids::{AreaId, BatchId, InstitutionId, ProgrammeId};
use crate::kernel::money::Rial;
use diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl};
use std::collections::BTreeMap;

/// Where a list goes and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Intake {
    /// The neighbourhood of rows that name none.
    pub area: AreaId,
    pub institution: InstitutionId,
    /// The programme of rows that name none.
    pub programme: ProgrammeId,
    pub file_name: String,
    pub file_sha256: [u8; 32],
}

/// What became of the rows of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Report {
    pub batch: Option<BatchId>,
    pub added: i32,
    /// Rows that were entered before, by this list or otherwise.
    pub known: i32,
    pub households: i32,
    /// The rows that can be entered and those that were, in the order of the list.
    pub good: Vec<Good>,
    pub bad: Vec<Bad>,
    pub remarks: Vec<(i32, Remark)>,
    /// How many rows were added in each neighbourhood, and what they grant.
    #[serde(skip)]
    pub(super) granted: BTreeMap<AreaId, (i32, Rial)>,
    /// Rows that were to be written together, until the database refused one of them.
    #[serde(skip)]
    pub(super) one_by_one: usize,
}

/// A row of a list without trouble.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Good {
    pub line: i32,
    /// Of the person whom the row names.
    pub name: String,
    /// The code of the kind of machine.
    pub kind: String,
    pub cost: Rial,
    /// Whether it was entered before.
    pub is_known: bool,
}

impl Good {
    pub(super) fn of(line: &Line, is_known: bool) -> Good {
        let name = format!("{} {}", line.given_name, line.family_name);
        Good { line: line.line, name, kind: line.kind.to_owned(), cost: line.cost, is_known }
    }
}

impl Report {
    /// Counts a row that was entered before.
    pub(super) fn know(&mut self, line: &Line) {
        self.known += 1;
        self.good.push(Good::of(line, true));
    }
}

/// Why nothing of a list is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ImportRefusal {
    File(FileProblem),
    /// It was only a trial; this is what it would do.
    Trial(Box<Report>),
}

/// Tries a list and leaves everything as it was; the answer is the refusal.
pub(crate) fn try_out(db: &mut Db, by: &Caseworker, sheet: &Sheet, intake: &Intake) -> Write<(), ImportRefusal> {
    let report = run(db, by, sheet, intake)?;
    Err(Abort::Refused(ImportRefusal::Trial(Box::new(report))))
}

/// Enters the rows of a list that can be, and tells which cannot. A list that was entered before changes nothing.
pub(crate) fn enter(db: &mut Db, by: &Caseworker, sheet: &Sheet, intake: &Intake) -> Write<Report, ImportRefusal> {
    let report = run(db, by, sheet, intake)?;
    if let Some(batch) = report.batch {
        diesel::update(import_batch::table.find(batch))
            .set((import_batch::rows_added.eq(report.added), import_batch::rows_known.eq(report.known)))
            .execute(db.conn)?;
        let event =
            Event { action: "import", object: ("import_batch", batch.0), detail: "grants", area: Some(intake.area) };
        audit::record(db, by.actor(), event)?;
        decide::tell_of_list(db, intake.institution, &report.granted)?;
    }
    Ok(report)
}

fn run(db: &mut Db, by: &Caseworker, sheet: &Sheet, intake: &Intake) -> Write<Report, ImportRefusal> {
    let (header, rows) = columns::header(sheet).map_err(|problem| Abort::Refused(ImportRefusal::File(problem)))?;
    plan_by_index(db.conn)?;
    let mut run = Run::begin(db, by, intake)?;
    for some in rows.chunks(AT_ONCE) {
        run.take(db, &header, some)?;
    }
    Ok(run.report())
}

/// Runs a part of the transaction that can be undone by itself.
pub(super) fn within<T, R>(db: &mut Db, work: impl FnOnce(&mut Db) -> Write<T, R>) -> Write<T, R> {
    let (now, keys, ids) = (db.now, db.keys, db.ids);
    db.conn.transaction(|conn| work(&mut Db { conn, now, keys, ids }))
}
