//! Routes of an order at its shop: its page, its steps, handing it over with the sale that is posted, and what was paid.
mod collect;

pub(super) use collect::collect;

use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::clock::utc_of;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::OrderPaymentId;
use crate::orders::access::OrderKeeper;
use crate::orders::forms as order_forms;
use crate::orders::model::Side;
use crate::orders::pages::{KeptOrder, given_field, weight_field};
use crate::orders::steps::{self, ShopStep};
use crate::orders::texting::{self, RepeatRefusal};
use crate::orders::{pay, queries as orders};
use crate::sales::collect::{self as verb, CollectRefusal};
use crate::sales::forms::{Speaker, sale_problem};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// The field of the digits that the buyer said or showed.
const PIN: &str = "pin";

async fn page_of(by: &Allowed<OrderKeeper>, state: &State, form: Form) -> Result<KeptOrder, AppError> {
    let id = by.proof.order();
    let order = state.pool.read(move |db| orders::order(db, id)).await?;
    let now = state.pool.clock().now().at;
    let (can_undo, can_keep) = (order.undoable(Side::Shop, now).is_some(), order.can_be_kept(Side::Shop, now));
    let has_begun = utc_of(order.window.on, order.window.opens_minute) <= now;
    let sends_sms = state.sends_sms([order.city]);
    Ok(KeptOrder {
        order,
        can_undo,
        can_keep,
        has_begun,
        sends_sms,
        doubt: None,
        wrong: Vec::new(),
        form: form.keyed(&Idem::fresh(state.pool.ids())),
    })
}

/// GET /my/orders/{order}; a collection code in the query is filled in.
pub(super) async fn order(by: Allowed<OrderKeeper>, state: Data<State>) -> Answer {
    let pin = by.visit.query.text(PIN);
    let fields = if pin.is_empty() { Fields::default() } else { Fields::default().with(PIN, pin) };
    let page = page_of(&by, &state, Form::filled(fields)).await?;
    Ok(by.visit.page(&page))
}

/// What a tap asks for.
enum Asked {
    Step(ShopStep),
    /// One good of it is not there; none where none was chosen.
    Drop(Option<i32>),
    /// It is there after all.
    Keep(i32),
    Undo,
}

impl Asked {
    /// The field of why, and the one beside which it is said what was not done.
    fn fields(&self) -> (&'static str, &'static str) {
        match self {
            Asked::Drop(_) => ("why", "line"),
            Asked::Step(ShopStep::Cancel) => ("reason", "reason"),
            Asked::Step(_) | Asked::Keep(_) | Asked::Undo => ("reason", "goods"),
        }
    }
}

fn asked(fields: &Fields) -> Option<Asked> {
    Some(match fields.text("to") {
        "accept" => Asked::Step(ShopStep::Accept),
        "ready" => Asked::Step(ShopStep::Ready),
        "not_collected" => Asked::Step(ShopStep::NotCollected),
        "cancel" => Asked::Step(ShopStep::Cancel),
        "drop" => Asked::Drop(fields.text("line").parse().ok()),
        "keep" => Asked::Keep(fields.text("line").parse().ok()?),
        "undo" => Asked::Undo,
        _ => return None,
    })
}

/// POST /my/orders/{order}/step.
pub(super) async fn step(by: Allowed<OrderKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let asked = asked(&sent.fields).ok_or(AppError::NotFound)?;
    let (of, at) = asked.fields();
    let reason = match order_forms::reason(&sent.fields, of, &locale) {
        Ok(reason) => reason,
        Err(problem) => return refused(&by, &state, sent.fields, problem).await,
    };
    let (proof, area) = (by.proof.clone(), by.proof.producer().area());
    let done = match asked {
        Asked::Drop(None) => {
            let problem = Problem { field: at, sentence: locale.text.orders_do_drop_none() };
            return refused(&by, &state, sent.fields, problem).await;
        }
        Asked::Drop(Some(line)) => {
            let write = move |db: &mut Db| steps::drop_line(db, &proof, (line, &reason));
            state.pool.write(write).await?.map_err(CollectRefusal::from)
        }
        Asked::Keep(line) => {
            let write = move |db: &mut Db| steps::keep_line(db, &proof, line);
            state.pool.write(write).await?.map_err(CollectRefusal::from)
        }
        Asked::Step(step) => {
            let write = move |db: &mut Db| steps::advance(db, &proof, step, &reason);
            state.pool.write(write).await?.map_err(CollectRefusal::from)
        }
        Asked::Undo => state.pool.post(area, move |db| verb::undo(db, &proof)).await?,
    };
    match done {
        Ok(()) => Ok(by.visit.see_other(&back(&by, &sent.fields))),
        Err(refusal) => {
            let problem = problem_of(refusal, &locale).problem;
            refused(&by, &state, sent.fields, Problem { field: at, ..problem }).await
        }
    }
}

/// Where a tap leads: the order itself, which offers to take it back, also from the list.
fn back(by: &Allowed<OrderKeeper>, fields: &Fields) -> String {
    match fields.text("from") {
        "list" => urls::with_query(&urls::my_orders(by.visit.lang), &[("done", &by.proof.order().to_string())]),
        _ => urls::my_order(by.visit.lang, by.proof.order()),
    }
}

/// What is to be mended about an order, and the field of one of its lines beside which it is said, if it is about that.
struct Mending {
    problem: Problem,
    at: Option<String>,
}

impl From<Problem> for Mending {
    fn from(problem: Problem) -> Mending {
        Mending { problem, at: None }
    }
}

async fn refused(by: &Allowed<OrderKeeper>, state: &State, fields: Fields, mending: impl Into<Mending>) -> Answer {
    all_refused(by, state, fields, vec![mending.into()]).await
}

async fn all_refused(by: &Allowed<OrderKeeper>, state: &State, fields: Fields, all: Vec<Mending>) -> Answer {
    let said_at = |Mending { problem, at }: &Mending| at.clone().map(|at| (at, problem.sentence.clone()));
    let wrong = all.iter().filter_map(said_at).collect();
    let problems = all.into_iter().map(|mending| mending.problem).collect();
    let page = page_of(by, state, Form::refused(fields, problems)).await?;
    Ok(by.visit.refused(&KeptOrder { wrong, ..page }))
}

fn problem_of(refusal: CollectRefusal, locale: &Locale) -> Mending {
    let text = locale.text;
    let at = match &refusal {
        CollectRefusal::NotWeighed { line, .. } => Some(weight_field(*line)),
        CollectRefusal::NotWhole { line } | CollectRefusal::TooMuch { line, .. } => Some(given_field(*line)),
        _ => None,
    };
    let sentence = match refusal {
        CollectRefusal::Step(refusal) => order_forms::step_sentence(&refusal, locale),
        CollectRefusal::Sale(refusal) => {
            sale_problem(refusal, Speaker::Seller, locale).map_or(text.orders_step_moved(), |problem| problem.sentence)
        }
        CollectRefusal::Pay(refusal) => return order_forms::pay_problem(refusal, locale).into(),
        CollectRefusal::Nothing => text.orders_nothing_given(),
        CollectRefusal::NotWeighed { name, .. } => text.sales_not_weighed(name),
        CollectRefusal::NotWhole { .. } => text.orders_quantity_counted(),
        CollectRefusal::TooMuch { unit, asked, .. } => text.orders_given_much(locale.quantity(asked, unit)),
        CollectRefusal::Sold => text.orders_undo_sold(),
        CollectRefusal::Already => text.orders_step_moved(),
        CollectRefusal::NotMet => return Problem { field: PIN, sentence: text.orders_pin_missing() }.into(),
    };
    Mending { problem: Problem { field: "collect", sentence }, at }
}

/// POST /my/orders/{order}/payments: notes one, or takes one back.
pub(super) async fn pay(by: Allowed<OrderKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let proof = by.proof.clone();
    let done = if sent.fields.has("take-back") {
        let id: OrderPaymentId = sent.fields.text("take-back").parse().map_err(|_| AppError::NotFound)?;
        state.pool.write(move |db| pay::take_back(db, &proof, id)).await?
    } else {
        match order_forms::payment(&sent.fields, &locale) {
            Ok(new) => state.pool.write(move |db| pay::note(db, &proof, &new)).await?,
            Err(problem) => return refused(&by, &state, sent.fields, problem).await,
        }
    };
    match done {
        Ok(()) => {
            let said = locale.text.orders_pay_saved();
            Ok(by.visit.see_other_saying(&urls::my_order(by.visit.lang, by.proof.order()), &said))
        }
        Err(refusal) => refused(&by, &state, sent.fields, order_forms::pay_problem(refusal, &locale)).await,
    }
}

/// POST /my/orders/{order}/tell: has the SMS to the buyer sent again.
pub(super) async fn tell(by: Allowed<OrderKeeper>, state: Data<State>) -> Answer {
    let text = by.visit.locale().text;
    let proof = by.proof.clone();
    let sentence = match state.pool.write(move |db| texting::repeat(db, &proof)).await? {
        Ok(()) => {
            let here = format!("{}#told", urls::my_order(by.visit.lang, by.proof.order()));
            return Ok(by.visit.see_other_saying(&here, &text.orders_told_again()));
        }
        Err(RepeatRefusal::None) => text.orders_tell_none(),
        Err(RepeatRefusal::TooSoon) => text.orders_tell_soon(),
        Err(RepeatRefusal::TooOften) => text.orders_tell_often(),
    };
    refused(&by, &state, Fields::default(), Problem { field: "told", sentence }).await
}
