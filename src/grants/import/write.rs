//! What rows of a list that nothing stands against become in the database: table by table for all of them, the same records
//! that the verbs make of one. The guards of the database judge each record as always.
use super::enter::Intake;
use super::store::{Made, paper_of};
use super::told::Told;
use crate::audit::{self, Event};
use crate::db::schema::{
    custody, decision, equipment, equipment_funding, grant_award, grant_household, handover, import_row,
};
use crate::db::{Db, on_each};
use crate::grants::award::WHOLE;
use crate::grants::model::{Condition, GrantKind, Holder, Outcome, Source};
use crate::grants::register::norm;
use crate::households::access::Caseworker;
use crate::households::register_list::{Listed, register_listed};
use crate::kernel::digest::sha256;
use crate::kernel::ids::{BatchId, CustodyId, EquipmentId, FundingId, GrantId, GrantShareId, HandoverId, ProgrammeId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What a row makes that nothing stands against, under the ids it gets.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub programme: ProgrammeId,
    /// The office's number of the grant, or one that was made.
    pub number: String,
    pub made: Made,
    pub handover: HandoverId,
    /// Its household, if the row is the first to name it.
    pub listed: Option<Listed>,
}

/// A row and what it makes.
type Entry = (Told, Ready);

/// Writes down all that these rows say.
pub(super) fn write(db: &mut Db, by: &Caseworker, intake: &Intake, rows: &[Entry]) -> QueryResult<()> {
    let listed: Vec<Listed> = rows.iter().filter_map(|(_, ready)| ready.listed.clone()).collect();
    register_listed(db, by, &listed)?;
    decide(db, by, intake, rows)?;
    award(db, rows)?;
    register(db, rows)?;
    hand_over(db, by, rows)?;
    audit::record_all(db, by.actor(), &rows.iter().flat_map(events).collect::<Vec<Event>>())
}

/// Notes what rows of the list became, for the undo and for the next time the list comes: by their place and their digest.
pub(super) fn note(db: &mut Db, batch: BatchId, rows: &[(i32, &[u8], Made)]) -> QueryResult<()> {
    let noted: Vec<_> = rows
        .iter()
        .map(|(line, digest, made)| {
            (
                (import_row::batch_id.eq(batch), import_row::line.eq(*line), import_row::row_sha256.eq(*digest)),
                (import_row::outcome.eq("added"), import_row::household_id.eq(Some(made.household))),
                (import_row::person_id.eq(Some(made.person)), import_row::decision_id.eq(Some(made.decision))),
                (import_row::grant_id.eq(Some(made.grant)), import_row::equipment_id.eq(Some(made.equipment))),
                import_row::made_household.eq(made.is_new_household),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(import_row::table).values(&noted).execute(conn)).map(drop)
}

fn decide(db: &mut Db, by: &Caseworker, intake: &Intake, rows: &[Entry]) -> QueryResult<()> {
    let (by, at) = (by.actor().account, db.now.at);
    let decisions: Vec<_> = rows
        .iter()
        .map(|(Told { line, .. }, Ready { programme, made, .. })| {
            (
                (decision::id.eq(made.decision), decision::household_id.eq(made.household)),
                (decision::programme_id.eq(*programme), decision::outcome.eq(Outcome::Approved)),
                (decision::reason.eq(""), decision::decided_on.eq(line.decided_on)),
                decision::paper.eq(Some(paper_of(intake, line))),
                (decision::recorded_by.eq(by), decision::recorded_at.eq(at)),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(decision::table).values(&decisions).execute(conn)).map(drop)
}

fn award(db: &mut Db, rows: &[Entry]) -> QueryResult<()> {
    let grants: Vec<_> = rows
        .iter()
        .map(|(Told { line, .. }, Ready { programme, number, made, .. })| {
            (
                (grant_award::id.eq(made.grant), grant_award::number.eq(number)),
                (grant_award::programme_id.eq(*programme), grant_award::decision_id.eq(made.decision)),
                (grant_award::kind.eq(GrantKind::Asset), grant_award::amount_irr.eq(made.granted)),
                grant_award::awarded_on.eq(line.decided_on),
            )
        })
        .collect();
    let shares: Vec<_> = rows
        .iter()
        .map(|(Told { line, .. }, Ready { made, .. })| {
            (
                grant_household::id.eq(db.id::<GrantShareId>()),
                grant_household::grant_id.eq(made.grant),
                grant_household::household_id.eq(made.household),
                grant_household::share_bp.eq(WHOLE),
                grant_household::starts_on.eq(line.decided_on),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(grant_award::table).values(&grants).execute(conn))?;
    on_each!(db.conn, |conn| diesel::insert_into(grant_household::table).values(&shares).execute(conn)).map(drop)
}

fn register(db: &mut Db, rows: &[Entry]) -> QueryResult<()> {
    let machine = |(Told { line, .. }, Ready { made, .. }): &Entry| {
        let serial_norm = match norm(&line.serial) {
            serial if serial.is_empty() => format!("id:{}", made.equipment),
            serial => serial,
        };
        (
            (equipment::id.eq(made.equipment), equipment::kind_code.eq(line.kind)),
            (equipment::maker.eq(line.maker.clone()), equipment::maker_norm.eq(norm(&line.maker))),
            (equipment::serial.eq(line.serial.clone()), equipment::serial_norm.eq(serial_norm)),
            (equipment::cost_irr.eq(line.cost), equipment::acquired_on.eq(line.acquired_on)),
            equipment::funded.eq(false),
        )
    };
    let machines: Vec<_> = rows.iter().map(machine).collect();
    on_each!(db.conn, |conn| diesel::insert_into(equipment::table).values(&machines).execute(conn))?;
    let mut paid = Vec::with_capacity(rows.len());
    for (Told { line, .. }, Ready { made, .. }) in rows {
        let parts: [(Source, Option<GrantId>, Rial); 3] = [
            (Source::Grant, Some(made.grant), made.granted),
            (Source::Household, None, line.own),
            (Source::Other, None, line.other),
        ];
        let parts = parts.into_iter().filter(|(.., amount)| *amount > Rial::ZERO);
        paid.extend((1_i32..).zip(parts).map(|(ord, (source, grant, amount))| {
            (
                equipment_funding::id.eq(db.id::<FundingId>()),
                equipment_funding::equipment_id.eq(made.equipment),
                equipment_funding::ord.eq(ord),
                equipment_funding::source.eq(source),
                equipment_funding::grant_id.eq(grant),
                equipment_funding::amount_irr.eq(amount),
            )
        }));
    }
    on_each!(db.conn, |conn| diesel::insert_into(equipment_funding::table).values(&paid).execute(conn))?;
    let ids: Vec<EquipmentId> = rows.iter().map(|(_, ready)| ready.made.equipment).collect();
    diesel::update(equipment::table.filter(equipment::id.eq_any(ids)))
        .set(equipment::funded.eq(true))
        .execute(db.conn)
        .map(drop)
}

/// The handing over and the custody that begins with it; until then the machine was in the depot.
fn hand_over(db: &mut Db, by: &Caseworker, rows: &[Entry]) -> QueryResult<()> {
    let (by, at) = (by.actor().account, db.now.at);
    let handed: Vec<(&Entry, NaiveDate)> =
        rows.iter().filter_map(|row| row.0.line.handed_on.map(|day| (row, day))).collect();
    if handed.is_empty() {
        return Ok(());
    }
    let papers: Vec<_> = handed
        .iter()
        .map(|((Told { line, .. }, Ready { made, handover: paper, .. }), day)| {
            (
                (handover::id.eq(*paper), handover::equipment_id.eq(made.equipment)),
                (handover::household_id.eq(made.household), handover::handed_on.eq(*day)),
                (handover::receiver_person_id.eq(made.person), handover::witness.eq(&line.witness)),
                (handover::condition.eq(Condition::New), handover::terms_version.eq("paper")),
                (handover::terms_sha256.eq(sha256(line.paper.as_bytes()).to_vec()), handover::accepted.eq(true)),
                handover::giver.eq(""),
                (handover::recorded_by.eq(by), handover::recorded_at.eq(at)),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(handover::table).values(&papers).execute(conn))?;
    let mut held = Vec::with_capacity(handed.len() * 2);
    for ((Told { line, .. }, Ready { made, handover: paper, .. }), day) in handed {
        let depot = (line.acquired_on < day).then_some((Holder::Depot, None, None, line.acquired_on, Some(day)));
        let household = (Holder::Household, Some(made.household), Some(*paper), day, None);
        held.extend(depot.into_iter().chain([household]).map(|(holder, household, paper, from, to)| {
            (
                (custody::id.eq(db.id::<CustodyId>()), custody::equipment_id.eq(made.equipment)),
                (custody::holder.eq(holder), custody::household_id.eq(household), custody::handover_id.eq(paper)),
                (custody::starts_on.eq(from), custody::ends_on.eq(to), custody::reason.eq("")),
                (custody::recorded_by.eq(by), custody::recorded_at.eq(at)),
            )
        }));
    }
    on_each!(db.conn, |conn| diesel::insert_into(custody::table).values(&held).execute(conn)).map(drop)
}

/// What the trail tells of a row; the registering of its household is told there already.
fn events((row, ready): &Entry) -> impl Iterator<Item = Event<'static>> {
    let (made, area) = (&ready.made, Some(ready.made.area));
    let event = |action, object, detail| Event { action, object, detail, area };
    let handed = row.line.handed_on.map(|_| event("hand_over", ("handover", ready.handover.0), "accepted"));
    [
        event("record_decision", ("decision", made.decision.0), "paper"),
        event("award", ("grant_award", made.grant.0), GrantKind::Asset.as_str()),
        event("register", ("equipment", made.equipment.0), ""),
    ]
    .into_iter()
    .chain(handed)
}
