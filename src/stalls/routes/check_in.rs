//! The list of today: ticking who came and who waits, and noting what happened.
use super::finding;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::IncidentId;
use crate::stalls::access::DayManager;
use crate::stalls::attendance::{self, CheckInRefusal};
use crate::stalls::forms::{self, Sought};
use crate::stalls::incidents::{self, IncidentRefusal};
use crate::stalls::pages::{CheckIn, INCIDENT, TAKE_BACK};
use crate::stalls::queries;
use crate::stalls::underway::Phase;
use crate::ui::{Form, Problem, outbox};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use std::collections::BTreeMap;

pub(super) async fn list(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let page = page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// The numbers to call are told on the day itself, and on no other.
async fn page(by: &Allowed<DayManager>, state: &State, form: Form) -> Result<CheckIn, AppError> {
    let (id, owner) = (by.proof.day(), outbox::owner(by.proof.actor().account));
    let Sought { typed, words, .. } = finding::sought(state, by.proof.actor().account, &by.visit.query);
    state
        .pool
        .read(move |db| {
            let plan = queries::plan_to_keep(db, id)?;
            let is_today = plan.day.day == db.now.today;
            let phones = if is_today { queries::phones_of_day(db, id)? } else { BTreeMap::new() };
            let has_draft = queries::newest_run(db, id)? != plan.run.map(|run| run.id);
            let mut list = plan.list(db.now.today);
            if let Some(words) = &words {
                list.keep(words);
            }
            let stalls = plan.drawing.stalls().cloned().collect();
            Ok(CheckIn {
                run: plan.run.map(|run| run.id),
                day: plan.day,
                list,
                stalls,
                phones,
                has_draft,
                form: form.keyed(&Idem::fresh(db.ids)),
                owner,
                typed,
            })
        })
        .await
}

/// The list again, with a sentence on what stands in the way.
pub(super) async fn refused(by: &Allowed<DayManager>, state: &State, sentence: String) -> Answer {
    let form = Form::refused(Fields::default(), vec![Problem { field: "main", sentence }]);
    Ok(by.visit.refused(&page(by, state, form).await?))
}

/// POST on the list: a tick, or something that happened.
pub(super) async fn act(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let path = urls::day_check_in(by.visit.lang, by.proof.day());
    if let Some(found) = finding::address(&state, by.proof.actor().account, (&path, &sent.fields))? {
        return Ok(by.visit.see_other(&found));
    }
    match sent.fields.text("do") {
        INCIDENT => note(&by, &state, sent.fields).await,
        TAKE_BACK => take_back(&by, &state, &sent.fields).await,
        _ => tick(&by, &state, &sent.fields).await,
    }
}

async fn tick(by: &Allowed<DayManager>, state: &State, fields: &Fields) -> Answer {
    let tick = forms::tick(fields).ok_or(AppError::NotFound)?;
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| attendance::mark(db, &proof, tick)).await? {
        Ok(()) => {
            let list = urls::day_check_in(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other(&stall_page(by, fields).unwrap_or_else(|| format!("{list}#b{}", tick.of))))
        }
        Err(refusal) => {
            let mut again = page(by, state, Form::default()).await?;
            let sentence = tick_sentence(refusal, again.list.phase, &locale);
            again.form = again.form.refusing(vec![Problem { field: "main", sentence }]);
            Ok(by.visit.refused(&again))
        }
    }
}

/// The page of the stall that a form stood on.
fn stall_page(by: &Allowed<DayManager>, fields: &Fields) -> Option<String> {
    let (market, number) = forms::scanned(fields)?;
    Some(urls::stall_here(by.visit.lang, &urls::segment(&market), &urls::segment(&number)))
}

fn tick_sentence(refusal: CheckInRefusal, phase: Phase, locale: &Locale) -> String {
    let text = locale.text;
    match refusal {
        CheckInRefusal::NotToday => match phase {
            Phase::Over => text.stalls_check_in_past(),
            Phase::Coming => text.stalls_check_in_coming(),
            Phase::UnderWay | Phase::NotPublished => text.stalls_check_in_too_old(),
        },
        CheckInRefusal::NotPublished => text.stalls_check_in_not_published(),
        CheckInRefusal::NoStall => text.stalls_move_not_asked(),
        CheckInRefusal::StillTime { minutes } => text.stalls_check_in_still_time(locale.number(minutes.into())),
    }
}

async fn note(by: &Allowed<DayManager>, state: &State, fields: Fields) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::incident(&fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| incidents::note(db, &proof, &new)).await? {
                Ok(()) => {
                    let list = urls::day_check_in(by.visit.lang, by.proof.day());
                    let next = stall_page(by, &fields).unwrap_or(list);
                    return Ok(by.visit.see_other_saying(&next, &locale.text.stalls_incident_noted()));
                }
                Err(refusal) => vec![incident_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    Ok(by.visit.refused(&page(by, state, Form::refused(fields, problems)).await?))
}

fn incident_problem(refusal: IncidentRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        IncidentRefusal::NotYet => Problem { field: "main", sentence: text.stalls_incident_not_yet() },
        IncidentRefusal::Over => Problem { field: "main", sentence: text.stalls_check_in_past() },
        IncidentRefusal::NoSuchStall => Problem { field: "stall", sentence: text.stalls_incident_no_stall() },
        IncidentRefusal::Unsaid => Problem { field: "note", sentence: text.stalls_incident_note_missing() },
        IncidentRefusal::Unknown => Problem { field: "main", sentence: text.stalls_absence_unknown() },
    }
}

async fn take_back(by: &Allowed<DayManager>, state: &State, fields: &Fields) -> Answer {
    let id: IncidentId = fields.text("incident").parse().map_err(|_| AppError::NotFound)?;
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| incidents::take_back(db, &proof, id)).await? {
        Ok(()) => {
            let day = urls::day(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&format!("{day}#incidents"), &locale.text.stalls_incident_taken_back_done()))
        }
        Err(_) => Err(AppError::NotFound),
    }
}
