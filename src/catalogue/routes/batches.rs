//! Routes of a good's batches and of the weekly plans that make them. A batch's own page, with its orders, is of `orders`.
use super::good_of;
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::model::{Plan, Terms};
use crate::catalogue::batches::plan::PlanRefusal;
use crate::catalogue::batches::{hatch, one, plan, queries};
use crate::catalogue::forms::batches as forms;
use crate::catalogue::model::Good;
use crate::catalogue::pages::batches::{BatchesPage, PlanPage};
use crate::db::Db;
use crate::db::form_key::{self, Sent};
use crate::error::AppError;
use crate::i18n::named;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::BatchPlanId;
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::Data;
use chrono::NaiveDate;

pub(super) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::my_batches, batches)
        .post(pattern::my_batches, open)
        .get(pattern::my_plan, plan_form)
        .post(pattern::my_plan, save_plan);
}

async fn page_of(by: &Allowed<OwnGood>, state: &State, good: Good, form: Form) -> Result<BatchesPage, AppError> {
    let id = by.proof.product();
    let read = move |db: &mut Db| {
        let (plans, ended) = (queries::plans_of(db, id)?, queries::ended_of(db, id)?);
        Ok((plans, ended, queries::batches_of(db, id)?, queries::past_of(db, id)?))
    };
    let (plans, ended, batches, past) = state.pool.read(read).await?;
    let form = form.keyed(&Idem::fresh(state.pool.ids()));
    Ok(BatchesPage { good, plans, ended, batches, past, form, twin: None, now: state.pool.clock().now().at })
}

/// GET /my/goods/{product}/batches.
async fn batches(by: Allowed<OwnGood>, state: Data<State>) -> Answer {
    let good = good_of(&state, &by.proof).await?;
    let locale = by.visit.locale();
    let tomorrow = locale.today.succ_opt().map(|day| day.to_string()).unwrap_or_default();
    let usual = forms::usual_times(Fields::default(), &locale).with("on", tomorrow);
    let form = Form::filled(forms::with_day(usual, "set", locale.today, &locale));
    Ok(by.visit.page(&page_of(&by, &state, good, form).await?))
}

/// POST /my/goods/{product}/batches: opens one by hand.
async fn open(by: Allowed<OwnGood>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let good = good_of(&state, &by.proof).await?;
    if sent.fields.text("do") == "eggs" {
        return set_eggs(by, state, (good, sent.fields)).await;
    }
    let mut twin = None;
    let asked = (forms::day(&sent.fields, &locale), forms::terms(&sent.fields, good.unit, &locale));
    let problems = match (asked, key(&sent.fields, &locale)) {
        ((Ok(day), Ok(terms)), Ok(key)) => match open_once(&by, &state, (day, terms), (key, &sent.fields)).await? {
            Ok(()) => {
                let moment = locale.moment(terms.ready_at(day));
                let said = match terms.orders_until(day) > state.pool.clock().now().at {
                    true => locale.text.batches_opened(named::MomentName { moment, name: good.name.as_str() }),
                    false => locale.text.batches_opened_closed(named::MomentName { moment, name: good.name.as_str() }),
                };
                return Ok(by.visit.see_other_saying(&urls::my_batches(by.visit.lang, good.id), &said));
            }
            Err(refusal) => {
                twin = refusal.twin();
                vec![forms::batch_problem(refusal, good.unit, &locale)]
            }
        },
        ((day, terms), key) => all(day.err(), terms.err(), key.err()),
    };
    let page = page_of(&by, &state, good, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&BatchesPage { twin, ..page }))
}

/// Eggs that were set open the batch of their hatch.
async fn set_eggs(by: Allowed<OwnGood>, state: Data<State>, (good, fields): (Good, Fields)) -> Answer {
    let locale = by.visit.locale();
    let problems = match (forms::eggs(&fields, &locale), key(&fields, &locale)) {
        (Ok(eggs), Ok(key)) => {
            let proof = by.proof.clone();
            let sent = Sent::of(proof.actor().account, "batch", (key, &fields));
            let write = move |db: &mut Db| form_key::once(db, &sent, |db| hatch::set(db, &proof, &eggs)).map(drop);
            match state.pool.write(write).await? {
                Ok(()) => {
                    let expected = locale.quantity(eggs.expected(), good.unit);
                    let day = locale.date(eggs.hatches_on());
                    let said = match eggs.terms().orders_until(eggs.hatches_on()) > state.pool.clock().now().at {
                        true => locale.text.batches_eggs_said(named::DayExpected { day, expected }),
                        false => locale.text.batches_eggs_said_closed(named::DayExpected { day, expected }),
                    };
                    return Ok(by.visit.see_other_saying(&urls::my_batches(by.visit.lang, good.id), &said));
                }
                Err(refusal) => vec![forms::eggs_problem(refusal, good.unit, &locale)],
            }
        }
        (eggs, key) => all(None, eggs.err(), key.err()),
    };
    let page = page_of(&by, &state, good, Form::refused(fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn all(first: Option<Problem>, more: Option<Vec<Problem>>, last: Option<Problem>) -> Vec<Problem> {
    first.into_iter().chain(more.into_iter().flatten()).chain(last).collect()
}

async fn open_once(
    by: &Allowed<OwnGood>,
    state: &State,
    (day, terms): (NaiveDate, Terms),
    form: (Idem, &Fields),
) -> Result<Result<(), one::BatchRefusal>, AppError> {
    let proof = by.proof.clone();
    let sent = Sent::of(proof.actor().account, "batch", form);
    let write =
        move |db: &mut Db| form_key::once(db, &sent, |db| one::open_another(db, &proof, (day, &terms))).map(drop);
    state.pool.write(write).await
}

/// GET /my/goods/{product}/plan: a new plan, or the one that the query names.
async fn plan_form(by: Allowed<OwnGood>, state: Data<State>) -> Answer {
    let locale = by.visit.locale();
    let good = good_of(&state, &by.proof).await?;
    let fields = match by.visit.query.text("plan") {
        "" => forms::usual(&locale),
        id => {
            let id: BatchPlanId = id.parse().map_err(|_| AppError::NotFound)?;
            forms::with_plan(&plan_of(&state, &good, id).await?.ok_or(AppError::NotFound)?, &locale)
        }
    };
    let form = Form::filled(fields).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.page(&PlanPage { good, other: None, form }))
}

async fn plan_of(state: &State, good: &Good, id: BatchPlanId) -> Result<Option<Plan>, AppError> {
    let product = good.id;
    let plans: Vec<Plan> = state.pool.read(move |db| queries::plans_of(db, product)).await?;
    Ok(plans.into_iter().find(|plan| plan.id == id))
}

/// Ends a plan; the page that follows says so, and offers to have it go on.
async fn end_plan(by: &Allowed<OwnGood>, state: &State, id: BatchPlanId) -> Answer {
    let proof = by.proof.clone();
    match state.pool.write(move |db| plan::end(db, &proof, id)).await? {
        Ok(()) => Ok(by.visit.see_other(&urls::my_batches(by.visit.lang, by.proof.product()))),
        Err(_) => Err(AppError::NotFound),
    }
}

async fn go_on(by: &Allowed<OwnGood>, state: &State, id: BatchPlanId) -> Answer {
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let said = match state.pool.write(move |db| plan::go_on(db, &proof, id)).await? {
        Ok(()) => locale.text.batches_plan_goes_on(),
        Err(PlanRefusal::TooMany) => locale.text.batches_many_plans(locale.number(queries::MOST_PLANS)),
        Err(PlanRefusal::Stale | PlanRefusal::Late) => locale.text.batches_plan_over(),
    };
    Ok(by.visit.see_other_saying(&urls::my_batches(by.visit.lang, by.proof.product()), &said))
}

/// POST /my/goods/{product}/plan: makes, changes or ends one.
async fn save_plan(by: Allowed<OwnGood>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let good = good_of(&state, &by.proof).await?;
    let here = urls::my_batches(by.visit.lang, good.id);
    let known: Option<BatchPlanId> = match sent.fields.text("plan") {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let proof = by.proof.clone();
    match (known, sent.fields.text("do")) {
        (Some(id), "end") => return end_plan(&by, &state, id).await,
        (Some(id), "go-on") => return go_on(&by, &state, id).await,
        _ => {}
    }
    let mut stale = None;
    let problems = match (forms::pattern(&sent.fields, good.unit, &locale), key(&sent.fields, &locale)) {
        (Ok(pattern), Ok(key)) => {
            let version: i32 = sent.fields.text("version").parse().unwrap_or(0);
            let form = Sent::of(proof.actor().account, "batch_plan", (key, &sent.fields));
            let save = move |db: &mut Db| match known {
                Some(id) => plan::change(db, &proof, (id, version), &pattern).map(|()| id),
                None => plan::set(db, &proof, &pattern),
            };
            match state.pool.write(move |db| form_key::once(db, &form, &save)).await? {
                Ok(_) => {
                    let text = locale.text;
                    let said = known.map_or_else(|| text.batches_plan_made(), |_| text.batches_plan_saved());
                    return Ok(by.visit.see_other_saying(&here, &said));
                }
                Err(refusal) => {
                    stale = known.filter(|_| refusal == PlanRefusal::Stale);
                    vec![forms::plan_problem(refusal, &locale)]
                }
            }
        }
        (pattern, key) => all(None, pattern.err(), key.err()),
    };
    let (mut fields, mut other) = (sent.fields, None);
    if let Some(id) = stale {
        // What somebody else saved meanwhile is shown; the next save is made from it.
        other = plan_of(&state, &good, id).await?;
        let plan = other.map_or_else(String::new, |plan| plan.id.to_string());
        fields = fields.with("plan", plan).with("version", other.map_or(0, |plan| plan.version).to_string());
    }
    let form = Form::refused(fields, problems).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.refused(&PlanPage { good, other, form }))
}
