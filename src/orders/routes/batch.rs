//! Routes of one batch at its shop: its page with every order of it, what is done with it, and its list on paper.
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::hatch::eggs_of;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::batches::queries::batch as batch_of;
use crate::catalogue::forms::batches as terms_forms;
use crate::catalogue::model::Good;
use crate::catalogue::queries::good;
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::OrderId;
use crate::orders::batches::make::MakeRefusal;
use crate::orders::batches::{call_off, change, make, recall};
use crate::orders::forms::batches::{self as forms, Act};
use crate::orders::model::UNDO;
use crate::orders::pages::{BatchList, BatchPage, left_of};
use crate::orders::queries::orders_of_batch;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;
use diesel::result::Error;

fn read(db: &mut Db, by: &OwnBatch) -> QueryResult<BatchPage> {
    let batch = batch_of(db, by.batch())?;
    let good = good(db, by.product())?.ok_or(Error::NotFound)?;
    let orders = orders_of_batch(db, by.batch())?;
    let now = db.now.at;
    let is_undone = match batch.state {
        BatchState::CalledOff => batch.ready_at > now,
        BatchState::Made => true,
        BatchState::Planned | BatchState::CalledBack => false,
    };
    let can_undo = is_undone && now - batch.changed_at <= UNDO;
    let eggs = eggs_of(db, by.batch())?;
    Ok(BatchPage { good, batch, orders, short: Vec::new(), can_undo, eggs, form: Form::default(), now })
}

async fn page_of(by: &Allowed<OwnBatch>, state: &State) -> Result<BatchPage, AppError> {
    let proof = by.proof.clone();
    state.pool.read(move |db| read(db, &proof)).await
}

/// GET /my/batches/{good_batch}.
pub(super) async fn batch(by: Allowed<OwnBatch>, state: Data<State>) -> Answer {
    let page = page_of(&by, &state).await?;
    let locale = by.visit.locale();
    let fields = terms_forms::with_terms(Fields::default(), &page.batch.terms(), &locale)
        .with("on", page.batch.day.to_string())
        .with("left", locale.quantity_number(left_of(&page.batch, &page.orders, &page.good)));
    Ok(by.visit.page(&BatchPage { form: Form::filled(fields), ..page }))
}

/// GET /my/batches/{good_batch}/list.
pub(super) async fn list(by: Allowed<OwnBatch>, state: Data<State>) -> Answer {
    let page = page_of(&by, &state).await?;
    let mut orders = page.orders;
    orders.retain(|order| order.state.is_open());
    orders.sort_by_key(|order| (order.window.on, order.window.opens_minute, order.id));
    Ok(by.visit.page(&BatchList { good: page.good, batch: page.batch, orders }))
}

/// What is to be mended, and the orders for which there is not enough.
type Mending = (Vec<Problem>, Vec<OrderId>);

fn mending(problem: Problem) -> Mending {
    (vec![problem], Vec::new())
}

/// POST /my/batches/{good_batch}.
pub(super) async fn act(by: Allowed<OwnBatch>, state: Data<State>, sent: Submitted) -> Answer {
    let act = forms::act(&sent.fields).ok_or(AppError::NotFound)?;
    let locale = by.visit.locale();
    let proof = by.proof.product();
    let found = state.pool.read(move |db| good(db, proof)).await?.ok_or(AppError::NotFound)?;
    let done = match act {
        Act::Made => count(&by, &state, (&sent.fields, &found, &locale)).await?,
        Act::Unmade => {
            let proof = by.proof.clone();
            let done = state.pool.write(move |db| make::unmake(db, &proof)).await?;
            done.map_err(|refusal| mending(forms::make_problem(&refusal, &locale)))
        }
        Act::Change => change_terms(&by, &state, (&sent.fields, &found, &locale)).await?,
        Act::Off | Act::TakeUp => turn(&by, &state, (act, &sent.fields, &locale)).await?,
        Act::Recall => call_back(&by, &state, (&sent.fields, &found, &locale)).await?,
    };
    match done {
        Ok(()) => Ok(by.visit.see_other(&urls::my_batch(by.visit.lang, by.proof.batch()))),
        Err((problems, short)) => {
            let page = page_of(&by, &state).await?;
            Ok(by.visit.refused(&BatchPage { short, form: Form::refused(sent.fields, problems), ..page }))
        }
    }
}

type Sent<'a> = (&'a Fields, &'a Good, &'a Locale);

async fn count(
    by: &Allowed<OwnBatch>,
    state: &State,
    (fields, good, locale): Sent<'_>,
) -> Result<Result<(), Mending>, AppError> {
    let count = match forms::count(fields, good.unit, locale) {
        Ok(count) => count,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let done = state.pool.write(move |db| make::make(db, &proof, count)).await?;
    Ok(done.map_err(|refusal| {
        let problem = forms::make_problem(&refusal, locale);
        match refusal {
            MakeRefusal::Short { orders } => (vec![problem], orders),
            MakeRefusal::Moved | MakeRefusal::Gone | MakeRefusal::Step(_) => mending(problem),
        }
    }))
}

async fn change_terms(
    by: &Allowed<OwnBatch>,
    state: &State,
    (fields, good, locale): Sent<'_>,
) -> Result<Result<(), Mending>, AppError> {
    let read = (terms_forms::day(fields, locale), terms_forms::terms(fields, good.unit, locale));
    let (day, terms) = match read {
        (Ok(day), Ok(terms)) => (day, terms),
        (day, terms) => {
            let problems = day.err().into_iter().chain(terms.err().into_iter().flatten()).collect();
            return Ok(Err((problems, Vec::new())));
        }
    };
    let version: i32 = fields.text("version").parse().unwrap_or(0);
    let proof = by.proof.clone();
    let done = state.pool.write(move |db| change::change(db, &proof, (version, day, &terms))).await?;
    Ok(done.map_err(|refusal| mending(forms::change_problem(refusal, good.unit, locale))))
}

async fn turn(
    by: &Allowed<OwnBatch>,
    state: &State,
    (act, fields, locale): (Act, &Fields, &Locale),
) -> Result<Result<(), Mending>, AppError> {
    let reason = match forms::reason(fields, locale) {
        Ok(reason) => reason,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let write = move |db: &mut Db| match act {
        Act::TakeUp => call_off::take_up(db, &proof),
        _ => call_off::call_off(db, &proof, &reason),
    };
    let done = state.pool.write(write).await?;
    Ok(done.map_err(|refusal| mending(forms::call_off_problem(&refusal, locale))))
}

async fn call_back(
    by: &Allowed<OwnBatch>,
    state: &State,
    (fields, good, locale): Sent<'_>,
) -> Result<Result<(), Mending>, AppError> {
    let new = match forms::recall(fields, good.unit, locale) {
        Ok(new) => new,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let done = state.pool.write(move |db| recall::recall(db, &proof, &new)).await?;
    Ok(done.map_err(|refusal| mending(forms::recall_problem(&refusal, good.unit, locale))))
}
