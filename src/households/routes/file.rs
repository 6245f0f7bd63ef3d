//! Routes of a case file as a whole: closing it, opening it again, giving it to another caseworker.
use crate::accounts::trail::{Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::households::access::{CaseSupervisor, FileKeeper};
use crate::households::close_file::{self, CloseRefusal};
use crate::households::forms;
use crate::households::hand_on::{self, HandOnRefusal};
use crate::households::pages::{EndFile, HandOnFile};
use crate::households::queries;
use crate::i18n::{Locale, named};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn form(by: Allowed<FileKeeper>, state: Data<State>) -> Answer {
    let page = file_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn file_page(by: &Allowed<FileKeeper>, state: &State, form: Form) -> Result<EndFile, AppError> {
    let household = by.proof.household();
    let name = by.look(state, Showing::file("name"), |db, by, _| queries::name(db, by.household())).await?;
    Ok(EndFile { household, name, is_closed: by.proof.closed_on().is_some(), form })
}

/// POST: a form that names what it does, so that one sent twice does not do the opposite.
pub(super) async fn close_or_reopen(by: Allowed<FileKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, closes) = (by.visit.locale(), sent.fields.text("do") == "close");
    let problem = match forms::reason(&sent.fields, &locale) {
        Ok(reason) => {
            let proof = by.proof.clone();
            let done = state
                .pool
                .write(move |db| {
                    if closes {
                        close_file::close(db, &proof, &reason)
                    } else {
                        close_file::reopen(db, &proof, &reason)
                    }
                })
                .await?;
            match done {
                Ok(()) => {
                    let text = locale.text;
                    let said = if closes { text.households_close_done() } else { text.households_reopen_done() };
                    return Ok(by.visit.see_other_saying(&urls::household(by.visit.lang, by.proof.household()), &said));
                }
                Err(refusal) => not_closed(refusal, &locale),
            }
        }
        Err(problem) => problem,
    };
    let page = file_page(&by, &state, Form::refused(sent.fields, vec![problem])).await?;
    Ok(by.visit.refused(&page))
}

fn not_closed(refusal: CloseRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let sentence = match refusal {
        CloseRefusal::Before => text.households_close_before(),
        CloseRefusal::HoldsMachine => text.households_close_machine(),
        CloseRefusal::UsesMachine => text.households_close_use_right(),
        CloseRefusal::ProposalWaits => text.households_close_proposal(),
        CloseRefusal::ApprovalOpen => text.households_close_approval(),
    };
    Problem { field: "reason", sentence }
}

pub(super) async fn hand_on_form(by: Allowed<CaseSupervisor>, state: Data<State>) -> Answer {
    let page = hand_on_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn hand_on_page(by: &Allowed<CaseSupervisor>, state: &State, form: Form) -> Result<HandOnFile, AppError> {
    let read = |db: &mut Db, by: &CaseSupervisor, _: &mut Trace| {
        let (household, today) = (by.household(), db.now.today);
        let mut caseworkers = hand_on::candidates(db, by, today)?;
        let present = queries::last_assigned(db, household)?.filter(|last| last.ends_on.is_none());
        caseworkers.retain(|(account, _)| present.is_none_or(|last| last.account != *account));
        Ok((queries::name(db, household)?, caseworkers))
    };
    let (name, caseworkers) = by.look(state, Showing::file("name caseworker"), read).await?;
    Ok(HandOnFile { household: by.proof.household(), name, caseworkers, form })
}

pub(super) async fn hand_on(by: Allowed<CaseSupervisor>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::hand_on(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| hand_on::hand_on(db, &proof, &new)).await? {
                Ok(name) => {
                    let day = locale.full_date(new.from);
                    let said = locale.text.households_hand_on_done(named::DayName { day, name });
                    return Ok(by.visit.see_other_saying(&urls::household(by.visit.lang, by.proof.household()), &said));
                }
                Err(refusal) => vec![not_handed_on(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = hand_on_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn not_handed_on(refusal: HandOnRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        HandOnRefusal::Past => ("since", text.households_hand_on_past()),
        HandOnRefusal::NoCaseworker => ("to", text.households_hand_on_elsewhere()),
        HandOnRefusal::Same => ("to", text.households_hand_on_same()),
        HandOnRefusal::TooEarly(since) => ("since", text.households_hand_on_early(locale.full_date(since))),
    };
    Problem { field, sentence }
}
