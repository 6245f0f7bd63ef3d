//! What a seller of a site has by right, and when it is away: own stalls and absences.
use super::{seller_fields, seller_page};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::ids::HouseholdId;
use crate::stalls::absences::{self, AbsenceRefusal};
use crate::stalls::access::{Asker, SiteManager};
use crate::stalls::forms;
use crate::stalls::own::{self, OwnRefusal};
use crate::stalls::pages::EditSeller;
use crate::stalls::routes::asking;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn give_own(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let new = forms::new_own(&sent.fields, by.visit.today).ok_or(AppError::NotFound)?;
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| own::give(db, &proof, &new)).await? {
        Ok(_) => Ok(done(&by, new.household, &locale.text.stalls_own_given())),
        Err(refusal) => refused(&by, &state, (sent, vec![own_problem(refusal, &locale)])).await,
    }
}

pub(super) async fn end_own(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let id = sent.fields.text("own").parse().map_err(|_| AppError::NotFound)?;
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| own::end(db, &proof, id)).await? {
        Ok(()) => Ok(done(&by, household, &locale.text.stalls_own_ended())),
        Err(refusal) => refused(&by, &state, (sent, vec![own_problem(refusal, &locale)])).await,
    }
}

fn own_problem(refusal: OwnRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        OwnRefusal::UnknownSeller => Problem { field: "main", sentence: text.stalls_sellers_unknown() },
        OwnRefusal::UnknownStall | OwnRefusal::Past => {
            Problem { field: "stall", sentence: text.stalls_stall_unknown() }
        }
        OwnRefusal::TwoHolders => Problem { field: "stall", sentence: text.stalls_own_two_holders() },
    }
}

pub(super) async fn note_absence(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let (asker, locale) = (Asker::site_manager(&by.proof, household), by.visit.locale());
    let new = match forms::absence(&sent.fields, &locale) {
        Ok(new) => new,
        Err(problems) => {
            return refused(&by, &state, (sent, problems)).await;
        }
    };
    match state.pool.write(move |db| absences::announce(db, &asker, &new)).await? {
        Ok(_) => Ok(done(&by, household, &locale.text.stalls_absence_noted())),
        Err(AbsenceRefusal::NotTheirs) => Err(AppError::NotFound),
        Err(refusal) => refused(&by, &state, (sent, vec![asking::absence_problem(refusal, &locale)])).await,
    }
}

pub(super) async fn end_absence(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let id = sent.fields.text("absence").parse().map_err(|_| AppError::NotFound)?;
    let (asker, locale) = (Asker::site_manager(&by.proof, household), by.visit.locale());
    match state.pool.write(move |db| absences::end(db, &asker, id)).await? {
        Ok(()) => Ok(done(&by, household, &locale.text.stalls_absence_ended())),
        Err(AbsenceRefusal::NotTheirs) => Err(AppError::NotFound),
        Err(refusal) => refused(&by, &state, (sent, vec![asking::absence_problem(refusal, &locale)])).await,
    }
}

fn done(by: &Allowed<SiteManager>, household: HouseholdId, said: &str) -> actix_web::HttpResponse {
    let path = urls::site_vendors(by.visit.lang, by.proof.site());
    by.visit.see_other_saying(&urls::with_query(&path, &[("seller", &household.to_string())]), said)
}

/// The seller's page again, with what was typed and what stands in the way.
async fn refused(by: &Allowed<SiteManager>, state: &State, (sent, problems): (Submitted, Vec<Problem>)) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let page = seller_page(by, state, household, Form::default()).await?;
    let fields = sent.fields.pairs().iter().cloned();
    let fields = fields.fold(seller_fields(&page, &by.visit.locale()), |kept, (name, value)| kept.with(&name, value));
    let form = Form::refused(fields, problems);
    Ok(by.visit.refused(&EditSeller { form, ..page }))
}
