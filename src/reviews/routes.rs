//! Routes of buyers who review goods, and of shops that answer.
use super::access::Reviewed;
use super::answer::{self, AnswerRefusal};
use super::pages::{MyReviews, WriteReviews};
use super::write::{self, NewReview, ReviewRefusal};
use super::{forms, queries};
use crate::db::switch::{self, Switch};
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::ids::{PersonId, ReviewId};
use crate::kernel::places::Where;
use crate::orders::access::CodeHolder;
use crate::orders::queries::{household_of, order};
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted, Visit};
use actix_web::web::{Data, Path};

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::order_reviews, form)
        .post(pattern::order_reviews, send)
        .get(pattern::my_reviews, mine)
        .post(pattern::my_review, answer_one);
}

/// In a city without reviews their pages are not there.
async fn page_of(visit: &Visit, state: &State, code: String, form: Form) -> Result<WriteReviews, AppError> {
    let places = visit.settings.places_of(Switch::Reviews);
    let found = state
        .pool
        .read(move |db| {
            let Some(holder) = CodeHolder::of(db, &code)? else {
                return Ok(None);
            };
            let order = order(db, holder.order())?;
            if !places.is_in(order.city) {
                return Ok(None);
            }
            let (lines, is_open) = (queries::reviewable(db, &order)?, write::is_open(&order, db.now.at));
            Ok(Some(WriteReviews { code: code.clone(), shop: order.shop_name, lines, is_open, form: form.clone() }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// GET /orders/{code}/reviews.
async fn form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let page = page_of(&visit, &state, code.into_inner(), Form::default()).await?;
    Ok(visit.page(&page))
}

/// POST /orders/{code}/reviews.
async fn send(visit: Visit, state: Data<State>, code: Path<String>, sent: Submitted) -> Answer {
    let (code, locale) = (code.into_inner(), visit.locale());
    let person = visit.viewer.as_ref().and_then(|viewer| viewer.person);
    let problems = match forms::reviews(&sent.fields, &locale) {
        Ok(said) => {
            let (named, places) = (code.clone(), visit.settings.places_of(Switch::Reviews));
            let written = state.pool.write(move |db| take(db, (&named, &places), (&said, person))).await?;
            match written {
                Ok(true) => {
                    let url = urls::order_reviews(visit.lang, &code);
                    return Ok(visit.see_other_saying(&url, &locale.text.reviews_said()));
                }
                Ok(false) => return Err(AppError::NotFound),
                Err(refusal) => vec![forms::refused(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = page_of(&visit, &state, code, Form::refused(sent.fields, problems)).await?;
    Ok(visit.refused(&page))
}

/// Takes what is said; false if there is no order of this code, or if its city has no reviews.
fn take(
    db: &mut Db,
    (code, places): (&str, &Where),
    (said, person): (&[NewReview], Option<PersonId>),
) -> Write<bool, ReviewRefusal> {
    let Some(by) = CodeHolder::of(db, code)? else {
        return Ok(false);
    };
    if !places.is_in(order(db, by.order())?.city) {
        return Ok(false);
    }
    let household = match person {
        Some(person) => household_of(db, person)?,
        None => None,
    };
    write::write(db, by, (said, household)).map(|()| true)
}

/// In a city without reviews shops have no page of them.
async fn on(state: &State, by: &Producer) -> Result<(), AppError> {
    let shop = by.household();
    let is_on = state.pool.read(move |db| switch::is_on_for(db, Switch::Reviews, shop)).await?;
    if is_on { Ok(()) } else { Err(AppError::NotFound) }
}

async fn own_page(
    by: &Allowed<Producer>,
    state: &State,
    form: (Option<ReviewId>, Form),
) -> Result<MyReviews, AppError> {
    let household = by.proof.household();
    let before: Option<ReviewId> = by.visit.query.text("before").parse().ok();
    let mut reviews = state.pool.read(move |db| queries::own(db, household, before)).await?;
    let has_more = reviews.len() > queries::PAGE_LINES;
    reviews.truncate(queries::PAGE_LINES);
    Ok(MyReviews { reviews, is_first: before.is_none(), has_more, answered: form.0, form: form.1 })
}

/// GET /my/reviews.
async fn mine(by: Allowed<Producer>, state: Data<State>) -> Answer {
    on(&state, &by.proof).await?;
    let page = own_page(&by, &state, (None, Form::default())).await?;
    Ok(by.visit.page(&page))
}

/// POST /my/reviews/{review}.
async fn answer_one(by: Allowed<Reviewed>, state: Data<State>, sent: Submitted) -> Answer {
    on(&state, by.proof.producer()).await?;
    let (visit, proof) = (by.visit, by.proof);
    let (review, producer, locale) = (proof.review(), proof.producer().clone(), visit.locale());
    let problem = match forms::answer(&sent.fields, &locale) {
        Ok(words) => match state.pool.write(move |db| answer::answer(db, &proof, &words)).await? {
            Ok(is_seen) => {
                let text = locale.text;
                let said = if is_seen { text.reviews_answered() } else { text.reviews_answer_waits() };
                return Ok(visit.see_other_saying(&urls::my_reviews(visit.lang), &said));
            }
            Err(AnswerRefusal::Answered) => {
                Problem { field: "answer", sentence: locale.text.reviews_answered_before() }
            }
        },
        Err(problem) => problem,
    };
    let by = Allowed { proof: producer, visit };
    let page = own_page(&by, &state, (Some(review), Form::refused(sent.fields, vec![problem]))).await?;
    Ok(by.visit.refused(&page))
}
