//! Whom and what the rows of a list meet: people, machines and numbers that are known already, read for many rows at once, and
//! those of the rows before.
use super::told::Told;
use crate::accounts::access::Scope;
use crate::db::Db;
use crate::db::schema::{
    area, case_file, decision, equipment, equipment_funding, grant_award, household, household_member, import_batch,
    import_row, person,
};
use crate::grants::model::Outcome;
use crate::kernel::ids::{AreaId, HouseholdId, InstitutionId, PersonId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{HashMap, HashSet};

/// Somebody whose one stay in a household of the caseworker's goes on, and against whom nothing was decided.
#[derive(Clone, Debug)]
pub(super) struct Resident {
    pub household: HouseholdId,
    pub person: PersonId,
    /// As names are searched by.
    pub name: String,
    pub since: NaiveDate,
    pub area: AreaId,
    pub institution: InstitutionId,
}

/// All that was met so far.
#[derive(Default)]
pub(super) struct Met {
    /// Of rows that were entered and not taken back.
    pub digests: HashSet<Vec<u8>>,
    /// By the blind index of the national ID; none for whom more must be asked.
    pub people: HashMap<Vec<u8>, Option<Resident>>,
    /// Of people who told no national ID.
    phones: HashSet<Vec<u8>>,
    pub machines: HashSet<(String, String)>,
    /// Machines without a number: whose, of which kind, at which cost.
    pub unnumbered: HashSet<(HouseholdId, String, Rial)>,
    pub numbers: HashSet<String>,
}

/// A stay in a household, with what a caseworker must know of it.
#[derive(diesel::Queryable)]
struct Stay {
    person: PersonId,
    household: HouseholdId,
    since: NaiveDate,
    until: Option<NaiveDate>,
    area: AreaId,
    path: String,
    institution: Option<InstitutionId>,
    closed_on: Option<NaiveDate>,
}

impl Met {
    /// Reads what is known of these rows.
    pub fn meet(&mut self, db: &mut Db, scopes: &[Scope], rows: &[Told]) -> QueryResult<()> {
        let digests: Vec<Vec<u8>> = rows.iter().map(|row| row.digest.clone()).collect();
        let entered: Vec<Vec<u8>> = import_row::table
            .inner_join(import_batch::table)
            .filter(import_row::row_sha256.eq_any(digests))
            .filter(import_batch::state.eq("done"))
            .select(import_row::row_sha256)
            .load(db.conn)?;
        self.digests.extend(entered);
        let serials: Vec<&str> = rows.iter().filter_map(|row| Some(row.machine.as_ref()?.1.as_str())).collect();
        let machines: Vec<(String, String)> = equipment::table
            .filter(equipment::serial_norm.eq_any(serials))
            .select((equipment::maker_norm, equipment::serial_norm))
            .load(db.conn)?;
        self.machines.extend(machines);
        let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        let numbers: Vec<String> =
            grant_award::table.filter(grant_award::number.eq_any(numbers)).select(grant_award::number).load(db.conn)?;
        self.numbers.extend(numbers);
        let phones: Vec<Vec<u8>> = rows.iter().filter_map(|row| row.phone.clone()).collect();
        let phones: Vec<Option<Vec<u8>>> = person::table
            .filter(person::mobile_index.eq_any(phones))
            .filter(person::national_id_index.is_null())
            .select(person::mobile_index)
            .load(db.conn)?;
        self.phones.extend(phones.into_iter().flatten());
        self.meet_people(db, scopes, rows)
    }

    fn meet_people(&mut self, db: &mut Db, scopes: &[Scope], rows: &[Told]) -> QueryResult<()> {
        let new = rows.iter().map(|row| &row.person).filter(|index| !self.people.contains_key(*index));
        let indexes: Vec<Vec<u8>> = new.cloned().collect();
        let people: Vec<(PersonId, Option<Vec<u8>>, String)> = person::table
            .filter(person::national_id_index.eq_any(indexes))
            .select((person::id, person::national_id_index, person::name_search))
            .load(db.conn)?;
        if people.is_empty() {
            return Ok(());
        }
        let ids: Vec<PersonId> = people.iter().map(|(id, ..)| *id).collect();
        let stays: Vec<Stay> = household_member::table
            .inner_join(household::table.inner_join(area::table).left_join(case_file::table))
            .filter(household_member::person_id.eq_any(ids))
            .select((
                household_member::person_id,
                household::id,
                household_member::starts_on,
                household_member::ends_on,
                area::id,
                area::path,
                case_file::institution_id.nullable(),
                case_file::closed_on.nullable(),
            ))
            .load(db.conn)?;
        let households: Vec<HouseholdId> = stays.iter().map(|stay| stay.household).collect();
        self.meet_machines(db, &households)?;
        let refused: Vec<HouseholdId> = decision::table
            .filter(decision::household_id.eq_any(&households))
            .filter(decision::proposal_id.is_not_null())
            .filter(decision::outcome.eq(Outcome::Refused))
            .select(decision::household_id)
            .load(db.conn)?;
        for (id, index, name) in people {
            let mut own = stays.iter().filter(|stay| stay.person == id);
            let resident = match (own.next(), own.next()) {
                (Some(stay), None) if !refused.contains(&stay.household) => resident(stay, scopes, name),
                _ => None,
            };
            self.people.insert(index.unwrap_or_default(), resident);
        }
        Ok(())
    }

    /// Machines of these households that have no number.
    fn meet_machines(&mut self, db: &mut Db, of: &[HouseholdId]) -> QueryResult<()> {
        let alike: Vec<(HouseholdId, String, Rial)> = equipment::table
            .inner_join(equipment_funding::table.inner_join(grant_award::table.inner_join(decision::table)))
            .filter(decision::household_id.eq_any(of))
            .filter(equipment::serial.eq(""))
            .select((decision::household_id, equipment::kind_code, equipment::cost_irr))
            .load(db.conn)?;
        self.unnumbered.extend(alike);
        Ok(())
    }

    /// Whether somebody without a national ID has the phone that a row tells.
    pub fn has_phone_of(&self, row: &Told) -> bool {
        row.phone.as_ref().is_some_and(|phone| self.phones.contains(phone))
    }

    /// Whether the machine of a row is known.
    pub fn has_machine_of(&self, row: &Told, household: HouseholdId) -> bool {
        match &row.machine {
            Some(machine) => self.machines.contains(machine),
            None => self.unnumbered.contains(&(household, row.line.kind.to_owned(), row.line.cost)),
        }
    }

    /// Remembers what a row made.
    pub fn remember(&mut self, row: &Told, household: HouseholdId) {
        self.numbers.insert(row.number.clone());
        match &row.machine {
            Some(machine) => self.machines.insert(machine.clone()),
            None => self.unnumbered.insert((household, row.line.kind.to_owned(), row.line.cost)),
        };
    }
}

/// Somebody by their one stay, if it goes on in a household whose open file is within the scopes.
fn resident(stay: &Stay, scopes: &[Scope], name: String) -> Option<Resident> {
    let goes_on = stay.until.is_none() && stay.closed_on.is_none();
    let institution = stay.institution.filter(|_| goes_on)?;
    let is_theirs = scopes.iter().any(|scope| scope.institution == Some(institution) && scope.covers(&stay.path));
    is_theirs.then_some(Resident {
        household: stay.household,
        person: stay.person,
        name,
        since: stay.since,
        area: stay.area,
        institution,
    })
}
