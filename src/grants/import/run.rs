//! The way of a list's rows into the database: many at once, as long as nothing stands against a row that one would have to
//! ask about; every other row by itself, through the verbs that enter one.
use super::choices::Choices;
use super::columns::Header;
use super::enter::{Good, ImportRefusal, Intake, Report, within};
use super::lines::{self, Bad, Line};
use super::met::{Met, Resident};
use super::sheet::Row;
use super::store::{self, Made, Stored};
use super::told::Told;
use super::write::{self, Ready};
use crate::db::dialect::{is_passing, wants_retry};
use crate::db::schema::import_batch;
use crate::db::{Abort, Db, Write};
use crate::grants::award;
use crate::households::access::Caseworker;
use crate::households::register::institution_for;
use crate::households::register_list::Listed;
use crate::kernel::ids::{AreaId, BatchId, GrantId, HouseholdId, InstitutionId, PersonId};
use crate::kernel::money::Rial;
use crate::kernel::persian::search_text;
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};
use std::collections::HashMap;

/// Rows that are looked up and written together.
pub(super) const AT_ONCE: usize = 250;

/// A list on its way.
pub(super) struct Run<'r> {
    by: &'r Caseworker,
    intake: &'r Intake,
    choices: Choices,
    /// For which institution the caseworker follows a neighbourhood.
    institutions: HashMap<AreaId, Option<InstitutionId>>,
    met: Met,
    /// Rows that are to be written together.
    ready: Vec<(Told, Ready)>,
    report: Report,
}

impl<'r> Run<'r> {
    pub fn begin(db: &mut Db, by: &'r Caseworker, intake: &'r Intake) -> QueryResult<Run<'r>> {
        let choices = Choices::load(db, by, intake)?;
        let (institutions, met, ready, report) = (HashMap::new(), Met::default(), Vec::new(), Report::default());
        Ok(Run { by, intake, choices, institutions, met, ready, report })
    }

    /// Takes some rows of the list; none of them waits afterwards.
    pub fn take(&mut self, db: &mut Db, header: &Header, rows: &[Row]) -> Write<(), ImportRefusal> {
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            match lines::read(header, row, db.now.today) {
                None => {}
                Some(Err(bad)) => self.report.bad.extend(bad),
                Some(Ok((line, remarks))) => {
                    self.report.remarks.extend(remarks.into_iter().map(|remark| (line.line, remark)));
                    told.push(Told::of(db, line));
                }
            }
        }
        self.met.meet(db, self.by.scopes(), &told)?;
        for row in told {
            self.take_one(db, row)?;
        }
        self.write_ready(db)
    }

    /// What became of the rows, in the order of the list.
    pub fn report(mut self) -> Report {
        self.report.good.sort_by_key(|good| good.line);
        self.report.bad.sort_by_key(|bad| bad.line);
        self.report.remarks.sort_by_key(|(line, _)| *line);
        self.report
    }

    fn take_one(&mut self, db: &mut Db, row: Told) -> Write<(), ImportRefusal> {
        if self.ready.iter().any(|(other, _)| other.digest == row.digest) {
            self.write_ready(db)?;
        }
        if self.met.digests.contains(&row.digest) {
            self.report.know(&row.line);
            return Ok(());
        }
        if let Some(ready) = self.judge(db, &row)? {
            self.met.remember(&row, ready.made.household);
            self.ready.push((row, ready));
            return Ok(());
        }
        if self.ready.iter().any(|(other, ready)| touches(other, ready, &row)) {
            self.write_ready(db)?;
        }
        self.store(db, &row)
    }

    /// What a row makes if nothing stands against it; none if the verbs must judge.
    fn judge(&mut self, db: &mut Db, row: &Told) -> QueryResult<Option<Ready>> {
        let Ok((area, programme)) = self.choices.of(&row.line, self.intake) else {
            return Ok(None);
        };
        let is_ours = self.institution_of(db, area)? == Some(self.intake.institution);
        if !is_ours || !self.choices.have(programme, row.line.kind) {
            return Ok(None);
        }
        let (resident, listed) = match self.met.people.get(&row.person) {
            Some(Some(known)) if self.suits(known, &row.line) => (known.clone(), None),
            None if !self.met.has_phone_of(row) => {
                let listed = self.list(db, area, row);
                (resident(&listed), Some(listed))
            }
            _ => return Ok(None),
        };
        let Some((grant, number)) = self.number(db, row) else {
            return Ok(None);
        };
        if self.met.has_machine_of(row, resident.household) {
            return Ok(None);
        }
        let made = Made {
            household: resident.household,
            person: resident.person,
            decision: db.id(),
            grant,
            equipment: db.id(),
            is_new_household: listed.is_some(),
            area: resident.area,
            granted: store::granted(&row.line),
        };
        if listed.is_some() {
            self.met.people.insert(row.person.clone(), Some(resident));
        }
        Ok(Some(Ready { programme, number, made, handover: db.id(), listed }))
    }

    fn institution_of(&mut self, db: &mut Db, area: AreaId) -> QueryResult<Option<InstitutionId>> {
        if let Some(known) = self.institutions.get(&area) {
            return Ok(*known);
        }
        let institution = institution_for(db, self.by, area)?;
        self.institutions.insert(area, institution);
        Ok(institution)
    }

    /// Whether a row can be of somebody who is known.
    fn suits(&self, known: &Resident, line: &Line) -> bool {
        known.institution == self.intake.institution
            && store::is_alike(&known.name, line)
            && line.handed_on.is_none_or(|day| day >= known.since)
    }

    fn list(&self, db: &Db, area: AreaId, row: &Told) -> Listed {
        let (household, person): (HouseholdId, PersonId) = (db.id(), db.id());
        Listed {
            household,
            person,
            area,
            institution: self.intake.institution,
            head: store::head(&row.line),
            address: row.line.address.clone(),
            since: store::since(&row.line),
        }
    }

    /// The number of a row's grant; none if the office's own is taken. One that was made gives way to another.
    fn number(&self, db: &Db, row: &Told) -> Option<(GrantId, String)> {
        if !self.met.numbers.contains(&row.number) {
            return Some((row.grant, row.number.clone()));
        }
        if !row.line.grant_number.is_empty() {
            return None;
        }
        let grant: GrantId = db.id();
        Some((grant, award::made_number(grant, row.line.decided_on)))
    }

    /// Writes the rows that are ready. What the database refuses of them together is entered row by row, and it tells of which.
    fn write_ready(&mut self, db: &mut Db) -> Write<(), ImportRefusal> {
        let rows = std::mem::take(&mut self.ready);
        if rows.is_empty() {
            return Ok(());
        }
        let (by, intake) = (self.by, self.intake);
        match within(db, |db| write::write(db, by, intake, &rows).map_err(Abort::<ImportRefusal>::Database)) {
            Ok(()) => self.note(db, &rows),
            Err(Abort::Database(error)) if !wants_retry(&error) && !is_passing(&error) => {
                tracing::info!(%error, "rows of a list are entered one by one");
                self.report.one_by_one += rows.len();
                for (row, _) in rows.iter().filter(|(_, ready)| ready.listed.is_some()) {
                    self.met.people.insert(row.person.clone(), None);
                }
                rows.iter().try_for_each(|(row, _)| self.store(db, row))
            }
            Err(other) => Err(other),
        }
    }

    fn note(&mut self, db: &mut Db, rows: &[(Told, Ready)]) -> Write<(), ImportRefusal> {
        let batch = self.batch(db)?;
        let noted: Vec<(i32, &[u8], Made)> =
            rows.iter().map(|(row, ready)| (row.line.line, row.digest.as_slice(), ready.made)).collect();
        write::note(db, batch, &noted)?;
        for (row, ready) in rows {
            self.count(row, &ready.made);
        }
        Ok(())
    }

    /// Enters one row within a savepoint: what a bad row began is undone, and the others stay.
    fn store(&mut self, db: &mut Db, row: &Told) -> Write<(), ImportRefusal> {
        let (line, by) = (&row.line, self.by);
        let place = (&self.choices, self.intake);
        match within(db, |db| store::store(db, by, place, line)) {
            Ok(Stored::Made(made)) => {
                let batch = self.batch(db)?;
                write::note(db, batch, &[(line.line, row.digest.as_slice(), made)])?;
                self.met.remember(row, made.household);
                self.met.people.entry(row.person.clone()).or_insert(None);
                self.count(row, &made);
            }
            Ok(Stored::Known(remark)) => {
                self.report.remarks.extend(remark.map(|remark| (line.line, remark)));
                self.report.know(line);
            }
            Err(Abort::Refused((column, trouble))) => self.report.bad.push(Bad { line: line.line, column, trouble }),
            Err(Abort::Database(error)) => return Err(Abort::Database(error)),
        }
        Ok(())
    }

    fn count(&mut self, row: &Told, made: &Made) {
        let report = &mut self.report;
        report.added += 1;
        report.households += i32::from(made.is_new_household);
        let (rows, amount) = report.granted.entry(made.area).or_default();
        (*rows, *amount) = (*rows + 1, Rial(amount.0 + made.granted.0));
        report.good.push(Good::of(&row.line, false));
        self.met.digests.insert(row.digest.clone());
    }

    /// The batch of this list; it begins with its first row, so that a list with nothing new leaves none.
    fn batch(&mut self, db: &mut Db) -> QueryResult<BatchId> {
        match self.report.batch {
            Some(batch) => Ok(batch),
            None => {
                let batch = open(db, self.by, self.intake)?;
                self.report.batch = Some(batch);
                Ok(batch)
            }
        }
    }
}

/// Whether a row must see what another makes that is not written yet.
fn touches(other: &Told, ready: &Ready, row: &Told) -> bool {
    let may_share_household = ready.listed.is_none() && row.machine.is_none();
    other.person == row.person
        || ready.number == row.number
        || (row.machine.is_some() && other.machine == row.machine)
        || may_share_household
}

fn resident(listed: &Listed) -> Resident {
    Resident {
        household: listed.household,
        person: listed.person,
        name: search_text(&[&listed.head.name()]),
        since: listed.since,
        area: listed.area,
        institution: listed.institution,
    }
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
