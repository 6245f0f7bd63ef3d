//! Entering a list: each row becomes a household (unless it is known), a decision on paper, a grant, a machine and its handing
//! over. A trial does the same and is rolled back, so that it tells all that the database would refuse.
use super::columns::{self, Column};
use super::lines::{self, Bad, Line, Remark, Trouble};
use super::sheet::{FileProblem, Sheet};
use super::store::{self, Stored};
use crate::audit::{self, Event};
use crate::db::schema::import_batch;
use crate::db::{Abort, Db, Write, plan_anew};
use crate::grants::{decide, queries};
use crate::households::access::Caseworker;
use crate::kernel::chain::Link;
use crate::kernel::contact::Mobile;
use crate::kernel::digest::hex;
use crate::kernel::ids::{AreaId, BatchId, InstitutionId, ProgrammeId};
use crate::kernel::money::Rial;
use crate::kernel::secret::Indexed;
use chrono::{Datelike, NaiveDate};
use diesel::{Connection, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    granted: BTreeMap<AreaId, (i32, Rial)>,
}

/// A row of a list without trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Good {
    pub line: i32,
    /// Of the person whom the row names.
    pub name: String,
    /// The code of the kind of machine.
    pub kind: &'static str,
    pub cost: Rial,
    /// Whether it was entered before.
    pub is_known: bool,
}

impl Good {
    fn of(line: &Line, is_known: bool) -> Good {
        let name = format!("{} {}", line.given_name, line.family_name);
        Good { line: line.line, name, kind: line.kind, cost: line.cost, is_known }
    }
}

impl Report {
    /// Counts a row that was entered before.
    fn know(&mut self, line: &Line) {
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

/// Tries a list within a transaction that goes on: what the trial did is undone, and the answer is what it would do.
pub(crate) fn tried(
    db: &mut Db,
    by: &Caseworker,
    sheet: &Sheet,
    intake: &Intake,
) -> QueryResult<Result<Report, FileProblem>> {
    match within(db, |db| try_out(db, by, sheet, intake)) {
        Ok(()) => Ok(Ok(Report::default())),
        Err(Abort::Refused(ImportRefusal::Trial(report))) => Ok(Ok(*report)),
        Err(Abort::Refused(ImportRefusal::File(problem))) => Ok(Err(problem)),
        Err(Abort::Database(error)) => Err(error),
    }
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
    plan_anew(db.conn)?;
    let choices = Choices::load(db, by, intake)?;
    let mut report = Report::default();
    for row in rows {
        match lines::read(&header, row, db.now.today) {
            None => {}
            Some(Err(bad)) => report.bad.extend(bad),
            Some(Ok((line, remarks))) => {
                report.remarks.extend(remarks.into_iter().map(|remark| (line.line, remark)));
                take(db, by, (&choices, intake), &line, &mut report)?;
            }
        }
    }
    Ok(report)
}

/// The neighbourhoods and programmes a row may name, by folded names.
pub(super) struct Choices {
    areas: Vec<(AreaId, [String; 2])>,
    programmes: Vec<(ProgrammeId, [String; 3])>,
}

impl Choices {
    fn load(db: &mut Db, by: &Caseworker, intake: &Intake) -> QueryResult<Choices> {
        let areas = crate::households::queries::neighbourhoods(db, by.scopes())?;
        let programmes = queries::programmes_of(db, intake.institution)?;
        let squeeze = columns::squeeze;
        Ok(Choices {
            areas: areas
                .into_iter()
                .map(|area| (AreaId(area.id), [squeeze(&area.name_fa), squeeze(&area.name_en)]))
                .collect(),
            programmes: programmes
                .into_iter()
                .map(|row| (row.id, [squeeze(&row.name.fa), squeeze(&row.name.en), squeeze(&row.code)]))
                .collect(),
        })
    }

    /// The neighbourhood and the programme of a row.
    pub fn of(&self, line: &Line, intake: &Intake) -> Result<(AreaId, ProgrammeId), (Column, Trouble)> {
        let area = named(&self.areas, &line.area, intake.area).ok_or((Column::Area, Trouble::AreaUnknown))?;
        let programme = named(&self.programmes, &line.programme, intake.programme)
            .ok_or((Column::Programme, Trouble::ProgrammeUnknown))?;
        Ok((area, programme))
    }
}

/// The one whose name this is; the usual one where the row names none.
fn named<I: Copy, const N: usize>(all: &[(I, [String; N])], name: &str, usual: I) -> Option<I> {
    let name = columns::squeeze(name);
    if name.is_empty() {
        return Some(usual);
    }
    all.iter().find(|(_, names)| names.contains(&name)).map(|(id, _)| *id)
}

/// Takes one row within a savepoint: what a bad row began is undone, and the others stay.
fn take(
    db: &mut Db,
    by: &Caseworker,
    (choices, intake): (&Choices, &Intake),
    line: &Line,
    report: &mut Report,
) -> Write<(), ImportRefusal> {
    let digest = digest(db, line);
    if store::is_entered(db, &digest)? {
        report.know(line);
        return Ok(());
    }
    match within(db, |db| store::store(db, by, (choices, intake), line)) {
        Ok(Stored::Made(made)) => {
            // A batch begins with its first row, so that a list with nothing new leaves none.
            let batch = match report.batch {
                Some(batch) => batch,
                None => open(db, by, intake)?,
            };
            store::note(db, (batch, line.line), &digest, &made)?;
            report.batch = Some(batch);
            report.added += 1;
            report.households += i32::from(made.is_new_household);
            let (rows, amount) = report.granted.entry(made.area).or_default();
            (*rows, *amount) = (*rows + 1, Rial(amount.0 + made.granted.0));
            report.good.push(Good::of(line, false));
        }
        Ok(Stored::Known(remark)) => {
            report.remarks.extend(remark.map(|remark| (line.line, remark)));
            report.know(line);
        }
        Err(Abort::Refused((column, trouble))) => report.bad.push(Bad { line: line.line, column, trouble }),
        Err(Abort::Database(error)) => return Err(Abort::Database(error)),
    }
    Ok(())
}

/// Runs a part of the transaction that can be undone by itself.
pub(super) fn within<T, R>(db: &mut Db, work: impl FnOnce(&mut Db) -> Write<T, R>) -> Write<T, R> {
    let (now, keys, ids) = (db.now, db.keys, db.ids);
    db.conn.transaction(|conn| work(&mut Db { conn, now, keys, ids }))
}

fn open(db: &mut Db, by: &Caseworker, intake: &Intake) -> QueryResult<BatchId> {
    let id: BatchId = db.id();
    diesel::insert_into(import_batch::table)
        .values((
            (import_batch::id.eq(id), import_batch::area_id.eq(intake.area)),
            (import_batch::institution_id.eq(intake.institution), import_batch::file_name.eq(&intake.file_name)),
            (import_batch::file_sha256.eq(intake.file_sha256.to_vec()), import_batch::state.eq("done")),
            (import_batch::rows_added.eq(0), import_batch::rows_known.eq(0)),
            (import_batch::made_by.eq(by.actor().account), import_batch::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// What a row is known by when the list comes again: a keyed digest of what it says, because it names a person. Every
/// column but the row's place goes in, in this order.
fn digest(db: &Db, line: &Line) -> Vec<u8> {
    let day = |day: NaiveDate| i64::from(day.num_days_from_ce());
    let said = Link::after(b"import:v2")
        .text(&line.given_name)
        .text(&line.family_name)
        .text(line.national_id.as_str())
        .text(line.mobile.as_ref().map_or("", Mobile::as_str))
        .text(&line.address)
        .text(&line.area)
        .text(&line.programme)
        .number(day(line.decided_on))
        .text(&line.paper)
        .text(&line.grant_number)
        .text(line.kind)
        .text(&line.maker)
        .text(&line.serial)
        .number(line.cost.0)
        .number(line.own.0)
        .number(line.other.0)
        .number(day(line.acquired_on))
        .maybe(line.handed_on.map(day))
        .text(&line.witness)
        .hash();
    db.keys.blind_index(Indexed::NationalId, &hex(&said))
}
