//! Routes of visitors who report a good, the sign of a shop, a review or an answer.
use crate::error::AppError;
use crate::kernel::secret::Indexed;
use crate::moderation::model::{Page, What};
use crate::moderation::pages::ReportPage;
use crate::moderation::report::{self, NewReport, ReportRefusal};
use crate::moderation::{forms, queries};
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::client_address::client_address;
use crate::web::{Answer, Routes, State, Submitted, Visit};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

pub(super) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::report_good, good_form)
        .post(pattern::report_good, report_good)
        .get(pattern::report_shop, shop_form)
        .post(pattern::report_shop, report_shop)
        .get(pattern::report_review, review_form)
        .post(pattern::report_review, report_review)
        .get(pattern::report_answer, answer_form)
        .post(pattern::report_answer, report_answer);
}

async fn good_form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    form(&visit, &state, What::Good(code.into_inner())).await
}

async fn shop_form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    form(&visit, &state, What::Sign(code.into_inner())).await
}

async fn review_form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    form(&visit, &state, What::Review(code.into_inner())).await
}

async fn answer_form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    form(&visit, &state, What::Answer(code.into_inner())).await
}

type Sent = (Path<String>, Submitted);

async fn report_good(req: HttpRequest, visit: Visit, state: Data<State>, (code, sent): Sent) -> Answer {
    take(&req, (visit, state), What::Good(code.into_inner()), sent).await
}

async fn report_shop(req: HttpRequest, visit: Visit, state: Data<State>, (code, sent): Sent) -> Answer {
    take(&req, (visit, state), What::Sign(code.into_inner()), sent).await
}

async fn report_review(req: HttpRequest, visit: Visit, state: Data<State>, (code, sent): Sent) -> Answer {
    take(&req, (visit, state), What::Review(code.into_inner()), sent).await
}

async fn report_answer(req: HttpRequest, visit: Visit, state: Data<State>, (code, sent): Sent) -> Answer {
    take(&req, (visit, state), What::Answer(code.into_inner()), sent).await
}

async fn page_of(state: &State, what: What, form: Form) -> Result<ReportPage, AppError> {
    let asked = what.clone();
    let found = state.pool.read(move |db| queries::seen(db, &asked)).await?;
    let (_, name, shown_on) = found.ok_or(AppError::NotFound)?;
    Ok(ReportPage { what, name, shown_on, form })
}

async fn form(visit: &Visit, state: &State, what: What) -> Answer {
    let page = page_of(state, what, Form::default()).await?;
    Ok(visit.page(&page))
}

async fn take(req: &HttpRequest, (visit, state): (Visit, Data<State>), what: What, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let page = page_of(&state, what.clone(), Form::default()).await?;
    let problems = match forms::report(&sent.fields, &what, &locale) {
        Ok((reason, words)) => {
            let address = state.pool.keys().blind_index(Indexed::ReportAddress, &client_address(req));
            let new = NewReport { what, reason, words, address };
            match state.pool.write(move |db| report::report(db, &new)).await? {
                Ok(()) => {
                    let back = match &page.shown_on {
                        Page::Good(code) => urls::product(visit.lang, code),
                        Page::Shop(code) => urls::shop(visit.lang, code),
                    };
                    return Ok(visit.see_other_saying(&back, &locale.text.moderation_report_said()));
                }
                Err(ReportRefusal::Unknown) => return Err(AppError::NotFound),
                Err(ReportRefusal::TooMany) => {
                    vec![Problem { field: "reason", sentence: locale.text.moderation_report_too_many() }]
                }
            }
        }
        Err(problems) => problems,
    };
    Ok(visit.refused(&ReportPage { form: Form::refused(sent.fields, problems), ..page }))
}
