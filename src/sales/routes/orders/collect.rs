//! The route by which an order is handed over: what was given and weighed, who came, and what was paid.
use super::{Mending, PIN, all_refused, back, page_of, problem_of, refused};
use crate::error::AppError;
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, QuantityError};
use crate::orders::access::OrderKeeper;
use crate::orders::codes::{self, Checked};
use crate::orders::forms as order_forms;
use crate::orders::model::{MetBy, Order, OrderLine, OrderState};
use crate::orders::pages::{KeptOrder, WeightDoubt, given_field, weight_field};
use crate::orders::steps::Met;
use crate::sales::collect::{self as verb, CollectRefusal, Collection};
use crate::ui::{Form, Problem};
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// What was read of lines, by their place, and what is to be mended in them.
type Lines = (Vec<(i32, Quantity)>, Vec<Mending>);

/// Reads how much of each line is handed over; a line whose field was not sent is handed over as it was asked for.
fn given(fields: &Fields, order: &Order, locale: &Locale) -> Lines {
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    for line in &order.lines {
        let name = given_field(line.ord);
        if !fields.has(&name) {
            continue;
        }
        let sentence = match Quantity::parse(fields.text(&name), line.unit) {
            Ok(quantity) => {
                given.push((line.ord, quantity));
                continue;
            }
            Err(QuantityError::NotWhole) => locale.text.orders_quantity_counted(),
            Err(QuantityError::Number(_)) => locale.text.orders_given_unread(line.name.as_str()),
        };
        wrong.push(Mending { problem: Problem { field: "collect", sentence }, at: Some(name) });
    }
    (given, wrong)
}

/// Reads what was weighed of each line that is charged by weight and of which something is handed over.
fn weights(fields: &Fields, (order, given): (&Order, &[(i32, Quantity)]), locale: &Locale) -> Lines {
    let (mut weights, mut wrong) = (Vec::new(), Vec::new());
    let is_given = |line: &&OrderLine| !given.contains(&(line.ord, Quantity::ZERO));
    for line in order.lines.iter().filter(|line| line.by_weight.is_some()).filter(is_given) {
        let name = weight_field(line.ord);
        match locale.read_weight(fields.text(&name)) {
            Ok(weight) => weights.push((line.ord, weight)),
            Err(sentence) => {
                let sentence = locale.text.orders_of_good(named::NameSentence { name: line.name.as_str(), sentence });
                wrong.push(Mending { problem: Problem { field: "collect", sentence }, at: Some(name) });
            }
        }
    }
    (weights, wrong)
}

/// How much of a line, or what it weighed.
type OfLine = (i32, Quantity);

/// What is to be asked about weights that are far from the usual ones; nothing once the person said, of these very amounts,
/// that they are right.
fn weight_doubt(fields: &Fields, order: &Order, (given, weights): (&[OfLine], &[OfLine])) -> Option<WeightDoubt> {
    let of = |weighed: &[(i32, Quantity)], line: i32| weighed.iter().find(|(ord, _)| *ord == line).map(|(_, of)| *of);
    let doubts = order.lines.iter().filter_map(|line| {
        let (by_weight, weight) = (line.by_weight?, of(weights, line.ord)?);
        let pieces = of(given, line.ord).unwrap_or(line.quantity);
        let usual = by_weight.usual_of(pieces);
        by_weight.is_far(pieces, weight).then(|| WeightDoubt {
            line: line.ord,
            pieces,
            weight,
            usual,
            amount: by_weight.kilo.times(weight).unwrap_or_default(),
        })
    });
    let doubts: Vec<WeightDoubt> = doubts.collect();
    let sum = Rial(doubts.iter().fold(0_i64, |sum, doubt| sum.saturating_add(doubt.amount.0)));
    let first = doubts.into_iter().next()?;
    (fields.text("sure") != sum.0.to_string()).then_some(WeightDoubt { amount: sum, ..first })
}

/// How the seller knows that it is the buyer who came: by the digits, or without them and why; none where nothing is said.
async fn met(
    by: &Allowed<OrderKeeper>,
    state: &State,
    fields: &Fields,
) -> Result<Result<Option<Met>, Problem>, AppError> {
    let pin = order_forms::pin(fields.text(PIN));
    if pin.is_empty() {
        return Ok(Ok(match MetBy::parse(fields.text("without")) {
            Some(MetBy::Forgot) => Some(Met::Forgot),
            Some(MetBy::Known) => Some(Met::Known),
            Some(MetBy::Code) | None => None,
        }));
    }
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let sentence = match state.pool.change(move |db| codes::check(db, &proof, &pin)).await? {
        Checked::Right(shown) => return Ok(Ok(Some(Met::Code(shown)))),
        Checked::Wrong => locale.text.orders_pin_wrong(),
        Checked::Wait(seconds) => order_forms::pin_wait(seconds, &locale),
    };
    Ok(Err(Problem { field: PIN, sentence }))
}

/// What the form says is handed over and paid, or all that is to be mended in it; of an order that was handed over before it is
/// not asked anew who came.
async fn collection(
    by: &Allowed<OrderKeeper>,
    state: &State,
    (fields, order): (&Fields, &Order),
) -> Result<Result<Collection, Vec<Mending>>, AppError> {
    let locale = by.visit.locale();
    let met = match order.state {
        OrderState::Collected => Ok(None),
        _ => met(by, state, fields).await?,
    };
    let payment = match fields.text("way") {
        "" => Ok(None),
        _ => order_forms::payment(fields, &locale).map(Some),
    };
    let (given, mut wrong) = given(fields, order, &locale);
    let (weights, unweighed) = weights(fields, (order, &given), &locale);
    wrong.extend(unweighed);
    if order.state == OrderState::Collected && !wrong.is_empty() {
        return Ok(Err(vec![already(order, &locale).into()]));
    }
    match (met, payment) {
        (Ok(met), Ok(payment)) if wrong.is_empty() => Ok(Ok(Collection { given, weights, payment, met })),
        (met, payment) => {
            // The question about a weight stands beside what is to be mended, so that all of it is seen at once.
            wrong.extend(weight_doubt(fields, order, (&given, &weights)).map(|doubt| {
                let sentence = locale.weight_doubt(doubt.pieces, doubt.weight, doubt.usual);
                Mending { problem: Problem { field: "collect", sentence }, at: Some(weight_field(doubt.line)) }
            }));
            let not_met = || Problem { field: PIN, sentence: locale.text.orders_pin_missing() };
            let who = match met {
                Ok(None) if order.state != OrderState::Collected => Some(not_met()),
                Ok(_) => None,
                Err(problem) => Some(problem),
            };
            Ok(Err(who.map(Mending::from).into_iter().chain(wrong).chain(payment.err().map(Mending::from)).collect()))
        }
    }
}

/// The order was handed over before, with something else than this form says.
fn already(order: &Order, locale: &Locale) -> Problem {
    let sentence = locale.text.orders_given_already(order_forms::given_words(order, locale));
    Problem { field: "goods", sentence }
}

/// POST /my/orders/{order}/collect.
pub(in crate::sales) async fn collect(by: Allowed<OrderKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let order = page_of(&by, &state, Form::default()).await?.order;
    let new = match collection(&by, &state, (&sent.fields, &order)).await? {
        Ok(new) => new,
        Err(wrong) => return all_refused(&by, &state, sent.fields, wrong).await,
    };
    let doubt =
        weight_doubt(&sent.fields, &order, (&new.given, &new.weights)).filter(|_| order.state != OrderState::Collected);
    if let Some(doubt) = doubt {
        let page = page_of(&by, &state, Form::filled(sent.fields)).await?;
        return Ok(by.visit.refused(&KeptOrder { doubt: Some(doubt), ..page }));
    }
    let proof = by.proof.clone();
    match state.pool.post(by.proof.producer().area(), move |db| verb::collect(db, &proof, &new)).await? {
        Ok(_) => Ok(by.visit.see_other(&back(&by, &sent.fields))),
        Err(CollectRefusal::Already) => {
            let order = page_of(&by, &state, Form::default()).await?.order;
            refused(&by, &state, sent.fields, already(&order, &locale)).await
        }
        Err(refusal) => {
            let problem = problem_of(refusal, &locale);
            refused(&by, &state, sent.fields, problem).await
        }
    }
}
