//! Routes of machines: the register, one machine, and the forms by which it changes hands.
use super::{photos as sent_photos, refusals};
use crate::accounts::access::Role;
use crate::accounts::trail::{CaseProof, Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::grants::access::{EquipmentKeeper, EquipmentMover, EquipmentReader};
use crate::grants::model::{HouseholdChoice, MachineRow, PersonChoice, Seen, Sight};
use crate::grants::pages::{
    Before, ChooseHousehold, EquipmentCard, EquipmentList, HandOver, Purpose, TakeBack, UseRight,
};
use crate::grants::queries::Earner;
use crate::grants::take_back::Destination;
use crate::grants::{forms, hand_over, photos, queries, take_back as back, use_rights};
use crate::households::access::CaseReader;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{EquipmentId, HouseholdId, UseRightId};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit, look, words};
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use diesel::result::Error;

pub(super) async fn list(by: Allowed<CaseReader>, state: Data<State>) -> Answer {
    let after: Option<EquipmentId> = by.visit.query.text("after").parse().ok();
    let read = move |db: &mut Db, by: &CaseReader, trace: &mut Trace| {
        let rows = queries::equipment_list(db, by.scopes(), after)?;
        let holders: Vec<HouseholdId> = rows.iter().filter_map(|row| row.household).collect();
        trace.shows(holders.iter().copied());
        let seen = queries::seen(db, by.scopes(), holders)?;
        Ok((rows, seen))
    };
    let shown = match by.proof.role() {
        Role::Auditor => "machines custody",
        _ => "name machines custody",
    };
    let (mut rows, seen) = by.look(&state, Showing::list("equipment", shown), read).await?;
    let has_more = rows.len() > queries::PAGE;
    rows.truncate(queries::PAGE);
    Ok(by.visit.page(&EquipmentList {
        rows,
        is_first: after.is_none(),
        has_more,
        seen,
        imports: by.proof.role() == Role::Caseworker,
    }))
}

pub(super) async fn card(by: Allowed<EquipmentReader>, state: Data<State>) -> Answer {
    let is_nameless = by.proof.subject().actor.role == Role::Auditor.as_str();
    let shown = if is_nameless { "machines custody ledger" } else { "name machines custody ledger" };
    let page = by.look(&state, Showing::file(shown), read_card).await?;
    Ok(by.visit.page(&page))
}

fn read_card(db: &mut Db, by: &EquipmentReader, _: &mut Trace) -> QueryResult<EquipmentCard> {
    let id = by.equipment();
    let machine = queries::machine(db, id)?.ok_or(Error::NotFound)?;
    let mut card = EquipmentCard {
        machine,
        payers: queries::payers_of(db, id)?,
        custody: queries::custody_history(db, id)?,
        declined: queries::declined(db, id)?,
        photos: photos::of_machine(db, id)?,
        uses: queries::use_rights_of(db, id)?,
        earned: queries::earned(db, Earner::Machine(id))?,
        keeps: by.keeps(),
        moves: by.moves(),
        seen: Seen::default(),
    };
    card.seen = queries::seen(db, by.scopes(), card.concerned())?;
    Ok(card)
}

/// A machine with the household chosen for it and the members that household has today.
struct Chosen {
    machine: MachineRow,
    household: HouseholdChoice,
    members: Vec<PersonChoice>,
    before: Before,
}

/// What the form of a handing over says first.
fn before(db: &mut Db, by: &EquipmentMover, receiving: HouseholdId) -> QueryResult<Before> {
    let holder = match queries::holder_of(db, by.equipment())? {
        Some(id) => match queries::seen(db, by.scopes(), vec![id])?.of(id) {
            Sight::Named(name) => Some(name.clone()),
            Sight::Numbered | Sight::Elsewhere => None,
        },
        None => None,
    };
    Ok(Before {
        holder,
        is_unasked: queries::baselines_of(db, receiving)?.is_empty(),
        asks: by.actor().role == Role::Caseworker.as_str(),
    })
}

async fn chosen(by: &EquipmentMover, state: &State, id: HouseholdId) -> Result<Chosen, AppError> {
    let read = move |db: &mut Db, by: &EquipmentMover, trace: &mut Trace| {
        let machine = queries::machine(db, by.equipment())?.ok_or(Error::NotFound)?;
        let household = queries::household(db, by.scopes(), id)?.ok_or(Error::NotFound)?;
        trace.about(id);
        let (members, before) = (queries::members_on(db, id, db.now.today)?, before(db, by, id)?);
        Ok(Chosen { machine, household, members, before })
    };
    look(state, by, Showing::file("name members machines"), read).await
}

async fn choose((visit, by): (&Visit, EquipmentMover), state: &State, purpose: Purpose) -> Answer {
    let typed = words::open(state, by.actor().account, &visit.query);
    let words = typed.clone();
    let read = move |db: &mut Db, by: &EquipmentMover, trace: &mut Trace| {
        let holder = queries::holder_of(db, by.equipment())?;
        let mut granted = Vec::new();
        if purpose == Purpose::HandOver && words.is_empty() {
            let ids = queries::granted_to(db, by.equipment())?;
            granted = queries::households_of(db, by.scopes(), &ids)?;
        }
        granted.retain(|household| Some(household.id) != holder);
        let mut others = queries::households_like(db, by.scopes(), &words)?;
        others.retain(|other| Some(other.id) != holder && granted.iter().all(|first| first.id != other.id));
        trace.shows(granted.iter().chain(&others).map(|household| household.id));
        let machine = queries::machine(db, by.equipment())?.ok_or(Error::NotFound)?;
        Ok((machine, granted, others))
    };
    let (machine, granted, households) = look(state, &by, Showing::list("household", "name machines"), read).await?;
    Ok(visit.page(&ChooseHousehold { machine, purpose, typed, granted, households }))
}

/// POST of the list's search box: to the households of that name.
fn look_for((visit, by): (&Visit, &EquipmentMover), state: &State, typed: &str, purpose: Purpose) -> Answer {
    let sealed = words::seal(state, by.actor().account, typed)?;
    let list = purpose.url(visit.lang, by.equipment());
    Ok(visit.see_other(&urls::with_query(&list, &[(urls::WORDS, &sealed)])))
}

/// The machine, and whether a household took it over today.
async fn machine_of(by: &Allowed<EquipmentMover>, state: &State) -> Result<(MachineRow, bool), AppError> {
    let read = |db: &mut Db, by: &EquipmentMover, _: &mut Trace| {
        let machine = queries::machine(db, by.equipment())?.ok_or(Error::NotFound)?;
        Ok((machine, queries::is_handed_over_today(db, by.equipment())?))
    };
    by.look(state, Showing::file("machines custody"), read).await
}

pub(super) async fn hand_over_form(by: Allowed<EquipmentMover>, state: Data<State>) -> Answer {
    let Ok(id) = by.visit.query.text("household").parse() else {
        return choose((&by.visit, by.proof.clone()), &state, Purpose::HandOver).await;
    };
    let Chosen { machine, household, members, before } = chosen(&by.proof, &state, id).await?;
    let mut fields = forms::with_date(Fields::default(), &by.visit.locale(), "handed", by.visit.today);
    if let [only] = members.as_slice() {
        fields = fields.with("receiver", only.id.to_string());
    }
    Ok(by.visit.page(&HandOver { machine, household, members, before, lost: false, form: Form::filled(fields) }))
}

pub(super) async fn hand_over(by: Allowed<EquipmentMover>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.has("name") {
        return look_for((&by.visit, &by.proof), &state, sent.fields.text("name"), Purpose::HandOver);
    }
    let locale = by.visit.locale();
    let Ok(household) = sent.fields.text("household").parse() else {
        return Err(AppError::NotFound);
    };
    let problems = match read_handover(&state, &sent, (&locale, household)).await? {
        Ok(done) => {
            let (proof, accepted) = (by.proof.clone(), done.accepted);
            match state.pool.write(move |db| hand_over::hand_over(db, &proof, &done)).await? {
                Ok(_) if accepted => {
                    return Ok(to_card(&by.visit, by.proof.equipment(), &locale.text.grants_hand_over_done()));
                }
                Ok(_) => return Ok(to_card(&by.visit, by.proof.equipment(), &locale.text.grants_hand_over_declined())),
                Err(refusal) => vec![refusals::handover(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let Chosen { machine, household, members, before } = chosen(&by.proof, &state, household).await?;
    let lost = sent.files.iter().any(|file| !file.bytes.is_empty());
    let form = Form::refused(sent.fields, problems);
    Ok(by.visit.refused(&HandOver { machine, household, members, before, lost, form }))
}

/// Reads the form, and its photos once everything else in it makes sense.
async fn read_handover(
    state: &State,
    sent: &Submitted,
    (locale, household): (&Locale, HouseholdId),
) -> Result<Result<hand_over::Handover, Vec<Problem>>, AppError> {
    let done = match forms::handover(&sent.fields, locale, household) {
        Ok(done) => done,
        Err(problems) => return Ok(Err(problems)),
    };
    let drawn = sent_photos::drawn(state, sent, locale).await?;
    Ok(drawn.map(|photos| hand_over::Handover { photos, ..done }).map_err(|problem| vec![problem]))
}

fn to_card(visit: &Visit, id: EquipmentId, said: &str) -> actix_web::HttpResponse {
    visit.see_other_saying(&urls::equipment(visit.lang, id), said)
}

pub(super) async fn take_back_form(by: Allowed<EquipmentMover>, state: Data<State>) -> Answer {
    let (machine, undoes) = machine_of(&by, &state).await?;
    let fields = forms::with_date(Fields::default().with("to", "depot"), &by.visit.locale(), "on", by.visit.today);
    Ok(by.visit.page(&TakeBack { machine, undoes, form: Form::filled(fields) }))
}

pub(super) async fn take_back(by: Allowed<EquipmentMover>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::take_back(&sent.fields, &locale) {
        Ok(done) => {
            let (proof, to) = (by.proof.clone(), done.to);
            match state.pool.write(move |db| back::take_back(db, &proof, &done)).await? {
                Ok(_) => return Ok(to_card(&by.visit, by.proof.equipment(), &taken_back(to, &locale))),
                Err(refusal) => vec![refusals::hold(refusal, ("on", "to"), &locale)],
            }
        }
        Err(problems) => problems,
    };
    let (machine, undoes) = machine_of(&by, &state).await?;
    Ok(by.visit.refused(&TakeBack { machine, undoes, form: Form::refused(sent.fields, problems) }))
}

/// Where the machine went.
fn taken_back(to: Destination, locale: &Locale) -> String {
    match to {
        Destination::Depot => locale.text.grants_take_back_done_depot(),
        Destination::Repair => locale.text.grants_take_back_done_repair(),
        Destination::Lost => locale.text.grants_take_back_done_lost(),
        Destination::Disposed => locale.text.grants_take_back_done_disposed(),
    }
}

pub(super) async fn use_right_form(by: Allowed<EquipmentKeeper>, state: Data<State>) -> Answer {
    let Ok(id) = by.visit.query.text("household").parse() else {
        return choose((&by.visit, by.proof.moving()), &state, Purpose::UseRight).await;
    };
    let Chosen { machine, household, .. } = chosen(&by.proof.moving(), &state, id).await?;
    let fields = forms::with_date(Fields::default(), &by.visit.locale(), "starts", by.visit.today);
    Ok(by.visit.page(&UseRight { machine, household, form: Form::filled(fields) }))
}

pub(super) async fn use_right(by: Allowed<EquipmentKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.has("name") {
        return look_for((&by.visit, &by.proof.moving()), &state, sent.fields.text("name"), Purpose::UseRight);
    }
    let locale = by.visit.locale();
    let Ok(household) = sent.fields.text("household").parse() else {
        return Err(AppError::NotFound);
    };
    let problems = match forms::use_right(&sent.fields, &locale, household) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| use_rights::give(db, &proof, &new)).await? {
                Ok(_) => return Ok(to_card(&by.visit, by.proof.equipment(), &locale.text.grants_use_done())),
                Err(refusal) => vec![refusals::use_right(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let Chosen { machine, household, .. } = chosen(&by.proof.moving(), &state, household).await?;
    Ok(by.visit.refused(&UseRight { machine, household, form: Form::refused(sent.fields, problems) }))
}

pub(super) async fn end_use_right(
    by: Allowed<EquipmentKeeper>,
    state: Data<State>,
    ids: Path<(EquipmentId, UseRightId)>,
) -> Answer {
    let (_, right) = ids.into_inner();
    let (proof, today, locale) = (by.proof.clone(), by.visit.today, by.visit.locale());
    let said = match state.pool.write(move |db| use_rights::end(db, &proof, right, today)).await? {
        Ok(()) => locale.text.grants_use_ended(),
        Err(refusal) => refusals::use_right(refusal, &locale).sentence,
    };
    Ok(to_card(&by.visit, by.proof.equipment(), &said))
}
