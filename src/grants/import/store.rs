//! What one row of a list becomes in the database.
use super::choices::Choices;
use super::columns::Column;
use super::enter::{Intake, within};
use super::known;
use super::lines::{Line, Remark, Trouble};
use crate::db::schema::{household_member, person};
use crate::db::{Abort, Db, Write, refuse};
use crate::grants::access::EquipmentKeeper;
use crate::grants::award::{self, Award, AwardRefusal};
use crate::grants::decide::{self, DecisionRefusal, PaperDecision};
use crate::grants::hand_over::{self, Handover, HandoverRefusal, Terms};
use crate::grants::model::{Condition, GrantKind};
use crate::grants::register::{self, NewMachine, Paid, RegisterRefusal};
use crate::households::access::{Caseworker, CaseworkerOf};
use crate::households::persons::NewPerson;
use crate::households::register::{self as households, NewHousehold};
use crate::kernel::digest::sha256;
use crate::kernel::ids::{AreaId, DecisionId, EquipmentId, GrantId, HouseholdId, PersonId, ProgrammeId};
use crate::kernel::money::Rial;
use crate::kernel::persian::search_text;
use crate::kernel::secret::Indexed;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// Where a row cannot be stored, and why.
pub(super) type RowRefusal = (Column, Trouble);

/// The records that a row became.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub household: HouseholdId,
    pub person: PersonId,
    pub decision: DecisionId,
    pub grant: GrantId,
    pub equipment: EquipmentId,
    pub is_new_household: bool,
    /// Where the household is followed, and what it was granted.
    pub area: AreaId,
    pub granted: Rial,
}

/// What became of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stored {
    Made(Made),
    /// Its machine is in the register already with this household; where it says other than the register, what to look at.
    Known(Option<Remark>),
}

/// Stores a row; nothing is made if its machine is in the register already with this household.
pub(super) fn store(
    db: &mut Db,
    by: &Caseworker,
    (choices, intake): (&Choices, &Intake),
    line: &Line,
) -> Write<Stored, RowRefusal> {
    let (area, programme) = choices.of(line, intake).map_err(Abort::Refused)?;
    let (household, is_new_household) = household(db, by, area, line)?;
    let person = known_person(db, household, line)?;
    let Some(of) = CaseworkerOf::of(db, by.actor(), by.scopes(), household)? else {
        return refuse((Column::NationalId, Trouble::FileClosed));
    };
    if let Some(known) = known::machine(db, household, line)? {
        return Ok(Stored::Known(known::difference(db, known, line)?));
    }
    let decision = decision(db, &of, (programme, intake), line)?;
    let grant = grant(db, &of, decision, line)?;
    let equipment = machine(db, &of, grant, line)?;
    hand_over(db, &of, by, (equipment, person), line)?;
    let (area, granted) = (of.area(), granted(line));
    Ok(Stored::Made(Made { household, person, decision, grant, equipment, is_new_household, area, granted }))
}

/// The household of the row's national ID, registered now if nobody knows it.
fn household(db: &mut Db, by: &Caseworker, area: AreaId, line: &Line) -> Write<(HouseholdId, bool), RowRefusal> {
    let new = NewHousehold {
        area,
        head: head(line),
        address: line.address.clone(),
        notes: String::new(),
        since: since(line),
    };
    match within(db, |db| households::register(db, by, &new)) {
        Ok(id) => Ok((id, true)),
        Err(Abort::Refused(households::RegisterRefusal::Known { household, .. })) => Ok((household, false)),
        Err(Abort::Refused(refusal)) => refuse(unregistered(&refusal)),
        Err(Abort::Database(error)) => Err(Abort::Database(error)),
    }
}

/// The person whom a row names, as the head of a household.
pub(super) fn head(line: &Line) -> NewPerson {
    NewPerson {
        given_name: line.given_name.clone(),
        family_name: line.family_name.clone(),
        national_id: Some(line.national_id.clone()),
        mobile: line.mobile.clone(),
    }
}

/// Since when a household that a row names first is followed.
pub(super) fn since(line: &Line) -> NaiveDate {
    line.decided_on.min(line.acquired_on)
}

fn unregistered(refusal: &households::RegisterRefusal) -> RowRefusal {
    use households::RegisterRefusal as Refusal;
    match refusal {
        Refusal::Area => (Column::Area, Trouble::AreaUnknown),
        Refusal::Day => (Column::DecidedOn, Trouble::Future),
        Refusal::KnownBusiness { .. } => (Column::NationalId, Trouble::Business),
        Refusal::Known { .. } | Refusal::KnownElsewhere => (Column::NationalId, Trouble::Elsewhere),
    }
}

/// The member with the row's national ID. Another name under the same number is a slip in one of the two places.
fn known_person(db: &mut Db, household: HouseholdId, line: &Line) -> Write<PersonId, RowRefusal> {
    let index = db.keys.blind_index(Indexed::NationalId, line.national_id.as_str());
    let found: Option<(PersonId, String)> = household_member::table
        .inner_join(person::table)
        .filter(household_member::household_id.eq(household))
        .filter(person::national_id_index.eq(index))
        .select((person::id, person::name_search))
        .first(db.conn)
        .optional()?;
    let Some((id, name)) = found else {
        return refuse((Column::NationalId, Trouble::Elsewhere));
    };
    if is_alike(&name, line) { Ok(id) } else { refuse((Column::Name, Trouble::NameDiffers)) }
}

/// Whether the name of a row has a word of a known one.
pub(super) fn is_alike(known: &str, line: &Line) -> bool {
    let said = search_text(&[&line.given_name, &line.family_name]);
    said.split_whitespace().any(|word| known.split_whitespace().any(|known| known == word))
}

/// The number of the approval on paper; where the list tells none, the list itself is the paper.
pub(super) fn paper_of(intake: &Intake, line: &Line) -> String {
    match line.paper.as_str() {
        "" => format!("{}:{}", intake.file_name, line.line),
        paper => paper.to_owned(),
    }
}

fn decision(
    db: &mut Db,
    of: &CaseworkerOf,
    (programme, intake): (ProgrammeId, &Intake),
    line: &Line,
) -> Write<DecisionId, RowRefusal> {
    let recorded = PaperDecision { programme, decided_on: line.decided_on, paper: paper_of(intake, line) };
    decide::record_paper(db, of, &recorded).map_err(|abort| {
        abort.map(|refusal| match refusal {
            DecisionRefusal::RefusedBefore => (Column::Programme, Trouble::RefusedBefore),
            _ => (Column::Programme, Trouble::ProgrammeUnknown),
        })
    })
}

/// What of the price the office pays.
pub(super) fn granted(line: &Line) -> Rial {
    Rial(line.cost.0 - line.own.0 - line.other.0)
}

fn grant(db: &mut Db, of: &CaseworkerOf, decision: DecisionId, line: &Line) -> Write<GrantId, RowRefusal> {
    let new = Award {
        decision,
        number: Some(line.grant_number.clone()).filter(|number| !number.is_empty()),
        kind: GrantKind::Asset,
        amount: granted(line),
        awarded_on: line.decided_on,
        others: Vec::new(),
    };
    award::award(db, of, &new).map_err(|abort| {
        abort.map(|refusal| match refusal {
            AwardRefusal::NumberTaken => (Column::GrantNumber, Trouble::NumberTaken),
            AwardRefusal::Date => (Column::DecidedOn, Trouble::Date),
            AwardRefusal::NotApproved
            | AwardRefusal::Spent
            | AwardRefusal::OtherKind(_)
            | AwardRefusal::OverApproved { .. }
            | AwardRefusal::Shares => (Column::Paper, Trouble::Refused),
        })
    })
}

fn machine(db: &mut Db, of: &CaseworkerOf, grant: GrantId, line: &Line) -> Write<EquipmentId, RowRefusal> {
    let new = NewMachine {
        kind: line.kind.to_owned(),
        maker: line.maker.clone(),
        serial: line.serial.clone(),
        cost: line.cost,
        acquired_on: line.acquired_on,
        paid: vec![Paid::Grant(grant, granted(line)), Paid::Household(line.own), Paid::Other(line.other)],
    };
    register::register(db, of, &new).map_err(|abort| {
        abort.map(|refusal| match refusal {
            RegisterRefusal::Known(_) => (Column::Serial, Trouble::SerialTaken),
            RegisterRefusal::Kind => (Column::Kind, Trouble::KindUnknown),
            RegisterRefusal::Future => (Column::AcquiredOn, Trouble::Future),
            RegisterRefusal::Unbalanced { .. } | RegisterRefusal::OverGrant => (Column::Cost, Trouble::Amount),
            RegisterRefusal::Grant => (Column::Cost, Trouble::NothingGranted),
        })
    })
}

/// The handing over, where the list tells its day. What was signed then is the office's own paper.
fn hand_over(
    db: &mut Db,
    of: &CaseworkerOf,
    by: &Caseworker,
    (equipment, receiver): (EquipmentId, PersonId),
    line: &Line,
) -> Write<(), RowRefusal> {
    let Some(handed_on) = line.handed_on else {
        return Ok(());
    };
    let Some(keeper) = EquipmentKeeper::of(db, by.actor(), by.scopes(), equipment)? else {
        return refuse((Column::NationalId, Trouble::Elsewhere));
    };
    let done = Handover {
        household: of.household(),
        receiver,
        handed_on,
        witness: line.witness.clone(),
        condition: Condition::New,
        terms: Terms { version: "paper", sha256: sha256(line.paper.as_bytes()) },
        accepted: true,
        giver: String::new(),
        photos: Vec::new(),
    };
    hand_over::write_down(db, &keeper.moving(), &done).map(drop).map_err(|abort| {
        abort.map(|refusal| match refusal {
            HandoverRefusal::Receiver => (Column::HandedOn, Trouble::NoMemberThen),
            HandoverRefusal::Household => (Column::NationalId, Trouble::Elsewhere),
            HandoverRefusal::OwnPaper => (Column::HandedOn, Trouble::Refused),
            HandoverRefusal::Hold(_) => (Column::HandedOn, Trouble::Order),
        })
    })
}
