//! Routes of one batch at its shop: its page with every order of it, what is done with it, and its list on paper.
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::hatch::eggs_of;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::batches::one::BatchRefusal;
use crate::catalogue::batches::queries::batch as batch_of;
use crate::catalogue::forms::batches as terms_forms;
use crate::catalogue::model::Good;
use crate::catalogue::queries::good;
use crate::db::{Db, Write, form_key};
use crate::error::AppError;
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{GoodBatchId, OrderId};
use crate::orders::batches::change::ChangeRefusal;
use crate::orders::batches::make::MakeRefusal;
use crate::orders::batches::{Back, call_off, change, make, recall};
use crate::orders::forms::batches::{self as forms, Act};
use crate::orders::forms::reason;
use crate::orders::model::UNDO;
use crate::orders::pages::{BatchList, BatchPage, left_of};
use crate::orders::queries::{bought_meanwhile, orders_of_batch, to_call, waiting_meanwhile};
use crate::orders::telling::Told;
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;
use diesel::result::Error;

fn read(db: &mut Db, by: &OwnBatch, sends_sms: bool) -> QueryResult<BatchPage> {
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
    let (to_call, meanwhile, waiting) = match batch.state {
        BatchState::CalledBack => (
            to_call(db, by.batch(), sends_sms)?,
            bought_meanwhile(db, by.batch(), batch.changed_at)?,
            waiting_meanwhile(db, by.batch(), batch.changed_at)?,
        ),
        BatchState::Planned | BatchState::Made | BatchState::CalledOff => (Vec::new(), Vec::new(), Vec::new()),
    };
    let (short, form, today) = (Vec::new(), Form::default(), db.now.today);
    Ok(BatchPage { good, batch, orders, meanwhile, waiting, short, to_call, can_undo, eggs, form, now, today })
}

async fn page_of(by: &Allowed<OwnBatch>, state: &State) -> Result<BatchPage, AppError> {
    let proof = by.proof.clone();
    let sends_sms = state.config.sms.is_set_up();
    let page = state.pool.read(move |db| read(db, &proof, sends_sms)).await?;
    Ok(BatchPage { form: page.form.keyed(&Idem::fresh(state.pool.ids())), ..page })
}

/// GET /my/batches/{good_batch}.
pub(super) async fn batch(by: Allowed<OwnBatch>, state: Data<State>) -> Answer {
    let page = page_of(&by, &state).await?;
    let locale = by.visit.locale();
    let fields = terms_forms::with_terms(Fields::default(), &page.batch.terms(), &locale)
        .with("on", page.batch.day.to_string())
        .with("left", locale.quantity_number(left_of(&page.batch, &page.orders, &page.good)));
    let form = Form::filled(fields).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.page(&BatchPage { form, ..page }))
}

/// GET /my/batches/{good_batch}/list.
pub(super) async fn list(by: Allowed<OwnBatch>, state: Data<State>) -> Answer {
    let page = page_of(&by, &state).await?;
    let mut orders = page.orders;
    orders.retain(|order| order.state.is_open());
    orders.sort_by_key(|order| (order.window.on, order.window.opens_minute, order.id));
    Ok(by.visit.page(&BatchList { good: page.good, batch: page.batch, orders }))
}

/// What is to be mended.
#[derive(Default)]
struct Mending {
    problems: Vec<Problem>,
    /// The orders for which there is not enough.
    short: Vec<OrderId>,
    /// Whether somebody else changed the batch, whose new version the form is to be made from.
    is_stale: bool,
}

fn mending(problem: Problem) -> Mending {
    Mending { problems: vec![problem], ..Mending::default() }
}

/// What is said of what was done, if there is something to say; or what is to be mended.
type Done = Result<Option<String>, Mending>;

/// Says how many orders came back with a batch, where some did not.
fn back_said(back: Back, locale: &Locale) -> Option<String> {
    let said = named::CameOf { came: locale.count(back.came), of: locale.count(back.of) };
    (back.came < back.of).then(|| locale.text.batches_came_back(said))
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
            let problem = |refusal| mending(forms::make_problem(&refusal, &locale));
            done.map(|back| back_said(back, &locale)).map_err(problem)
        }
        Act::Today => {
            let proof = by.proof.clone();
            let done = state.pool.write(move |db| change::bring_forward(db, &proof)).await?;
            let problem = |refusal| mending(forms::change_problem(refusal, found.unit, &locale));
            let sends_sms = state.config.sms.is_set_up();
            let told = |told| {
                let theirs = forms::told_words(told, sends_sms, &locale);
                let theirs = theirs.unwrap_or_else(|| locale.text.batches_orders_none());
                Some(format!("{} {theirs}", locale.text.batches_today_said()))
            };
            done.map(told).map_err(problem)
        }
        Act::Change => change_terms(&by, &state, (&sent.fields, &found, &locale)).await?,
        Act::Off | Act::TakeUp => turn(&by, &state, (act, &sent.fields, &locale)).await?,
        Act::Recall => call_back(&by, &state, (&sent.fields, &found, &locale)).await?,
    };
    match done {
        Ok(said) => {
            let here = urls::my_batch(by.visit.lang, by.proof.batch());
            Ok(match said {
                Some(said) => by.visit.see_other_saying(&here, &said),
                None => by.visit.see_other(&here),
            })
        }
        Err(mending) => {
            let page = page_of(&by, &state).await?;
            let version = page.batch.version.to_string();
            let fields = if mending.is_stale { sent.fields.with("version", version) } else { sent.fields };
            let form = Form::refused(fields, mending.problems).keyed(&Idem::fresh(state.pool.ids()));
            Ok(by.visit.refused(&BatchPage { short: mending.short, form, ..page }))
        }
    }
}

type Sent<'a> = (&'a Fields, &'a Good, &'a Locale);

async fn count(by: &Allowed<OwnBatch>, state: &State, (fields, good, locale): Sent<'_>) -> Result<Done, AppError> {
    let count = match forms::count(fields, good.unit, locale) {
        Ok(count) => count,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let done = state.pool.write(move |db| make::make(db, &proof, count)).await?;
    Ok(done.map(|()| None).map_err(|refusal| {
        let problem = forms::make_problem(&refusal, locale);
        match refusal {
            MakeRefusal::Short { orders } => Mending { short: orders, ..mending(problem) },
            MakeRefusal::Moved | MakeRefusal::Early | MakeRefusal::Gone | MakeRefusal::Step(_) => mending(problem),
        }
    }))
}

async fn change_terms(
    by: &Allowed<OwnBatch>,
    state: &State,
    (fields, good, locale): Sent<'_>,
) -> Result<Done, AppError> {
    let read = (terms_forms::day(fields, locale), terms_forms::terms(fields, good.unit, locale), key(fields, locale));
    let (day, terms, key) = match read {
        (Ok(day), Ok(terms), Ok(key)) => (day, terms, key),
        (day, terms, key) => {
            let problems = day.err().into_iter().chain(terms.err().into_iter().flatten()).chain(key.err()).collect();
            return Ok(Err(Mending { problems, ..Mending::default() }));
        }
    };
    let version: i32 = fields.text("version").parse().unwrap_or(0);
    let proof = by.proof.clone();
    let form = form_key::Sent::of(proof.actor().account, "batch", (key, fields));
    let quantity = locale.quantity(terms.quantity, good.unit);
    let write = move |db: &mut Db| -> Write<Told, ChangeRefusal> {
        let mut told = Told::default();
        let change = |db: &mut Db| -> Write<GoodBatchId, ChangeRefusal> {
            told = change::change(db, &proof, (version, day, &terms))?;
            Ok(proof.batch())
        };
        form_key::once(db, &form, change)?;
        Ok(told)
    };
    let done = state.pool.write(write).await?;
    let said = |told| {
        let changed = locale.text.batches_changed(quantity);
        match forms::told_words(told, state.config.sms.is_set_up(), locale) {
            Some(theirs) => Some(format!("{changed} {theirs}")),
            None => Some(changed),
        }
    };
    Ok(done.map(said).map_err(|refusal| {
        let is_stale = refusal == ChangeRefusal::Batch(BatchRefusal::Moved);
        Mending { is_stale, ..mending(forms::change_problem(refusal, good.unit, locale)) }
    }))
}

async fn turn(
    by: &Allowed<OwnBatch>,
    state: &State,
    (act, fields, locale): (Act, &Fields, &Locale),
) -> Result<Done, AppError> {
    let reason = match reason(fields, "reason", locale) {
        Ok(reason) => reason,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let write = move |db: &mut Db| match act {
        Act::TakeUp => call_off::take_up(db, &proof),
        _ => call_off::call_off(db, &proof, &reason).map(|()| Back::default()),
    };
    let done = state.pool.write(write).await?;
    let problem = |refusal| mending(forms::call_off_problem(&refusal, locale));
    Ok(done.map(|back| back_said(back, locale)).map_err(problem))
}

async fn call_back(by: &Allowed<OwnBatch>, state: &State, (fields, good, locale): Sent<'_>) -> Result<Done, AppError> {
    let new = match forms::recall(fields, good.unit, locale) {
        Ok(new) => new,
        Err(problem) => return Ok(Err(mending(problem))),
    };
    let proof = by.proof.clone();
    let done = state.pool.write(move |db| recall::recall(db, &proof, &new)).await?;
    let said = |told| {
        let theirs = forms::told_words(told, state.config.sms.is_set_up(), locale);
        theirs.unwrap_or_else(|| locale.text.batches_told_nobody())
    };
    Ok(done.map(|told| told.map(said)).map_err(|refusal| mending(forms::recall_problem(&refusal, good.unit, locale))))
}
