//! Routes of a shop's orders and of the times at its door.
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{DoorTimeId, OrderId};
use crate::orders::access::OrderKeeper;
use crate::orders::codes::{self, Checked};
use crate::orders::model::{OrderCard, OrderState, Side};
use crate::orders::pages::{DoorPage, ShopOrders};
use crate::orders::queries::{self, PAGE, Part};
use crate::orders::{door, forms};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;

/// The part of a list that is asked for by the query.
fn part_of(query: &Fields) -> Part {
    let id: Option<OrderId> = query.text("after").parse().ok();
    if query.has("over") {
        return Part::Over(id);
    }
    let on: Option<NaiveDate> = query.text("on").parse().ok();
    Part::Open(on.zip(id))
}

/// The address of the page after this one.
fn older(visit: &Visit, part: Part, last: &OrderCard) -> String {
    let (id, on) = (last.id.to_string(), last.window.on.to_string());
    let here = urls::my_orders(visit.lang);
    match part {
        Part::Open(_) => urls::with_query(&here, &[("on", &on), ("after", &id)]),
        Part::Over(_) => urls::with_query(&here, &[("over", "yes"), ("after", &id)]),
    }
}

/// GET /my/orders; a collection code leads to its order.
pub(super) async fn orders(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let (of, query) = (by.proof.household(), by.visit.query.clone());
    let problems = match found(&by, &state).await? {
        Found::Order(url) => return Ok(by.visit.see_other(&url)),
        Found::None(problems) => problems,
    };
    let part = part_of(&query);
    let mut orders = state.pool.read(move |db| queries::list(db, of, part)).await?;
    let has_more = orders.len() > PAGE;
    orders.truncate(PAGE);
    let page = ShopOrders {
        done: just_done(&by, &state).await?,
        older: orders.last().filter(|_| has_more).map(|last| older(&by.visit, part, last)),
        is_over: matches!(part, Part::Over(_)),
        is_later: !matches!(part, Part::Open(None) | Part::Over(None)),
        form: Form::refused(query, problems),
        orders,
    };
    Ok(by.visit.page(&page))
}

/// What a collection code leads to.
enum Found {
    /// The address of its order, where the code is filled in.
    Order(String),
    None(Vec<Problem>),
}

/// Looks for the order of the collection code in the query, if there is one.
async fn found(by: &Allowed<Producer>, state: &State) -> Result<Found, AppError> {
    let (proof, pin, locale) = (by.proof.clone(), forms::pin(by.visit.query.text("pin")), by.visit.locale());
    if pin.is_empty() {
        return Ok(Found::None(Vec::new()));
    }
    let typed = pin.clone();
    let sentence = match state.pool.change(move |db| codes::find(db, &proof, &typed)).await? {
        Checked::Right(order) => {
            let url = urls::with_query(&urls::my_order(by.visit.lang, order), &[("pin", &pin)]);
            return Ok(Found::Order(format!("{url}#collect")));
        }
        Checked::Wrong => locale.text.orders_pin_none(),
        Checked::Wait(seconds) => forms::pin_wait(seconds, &locale),
    };
    Ok(Found::None(vec![Problem { field: "pin", sentence }]))
}

/// The order whose step was just made in the list, while its shop can take the step back.
async fn just_done(by: &Allowed<Producer>, state: &State) -> Result<Option<(OrderId, OrderState)>, AppError> {
    let Ok(id) = by.visit.query.text("done").parse::<OrderId>() else {
        return Ok(None);
    };
    let producer = by.proof.clone();
    let found = state
        .pool
        .read(move |db| match OrderKeeper::of(db, &producer, id)? {
            Some(keeper) => queries::order(db, keeper.order()).map(Some),
            None => Ok(None),
        })
        .await?;
    let now = state.pool.clock().now().at;
    Ok(found.filter(|order| order.undoable(Side::Shop, now).is_some()).map(|order| (order.id, order.state)))
}

async fn door_page(by: &Allowed<Producer>, state: &State, form: Form) -> Result<DoorPage, AppError> {
    let of = by.proof.household();
    let times = state.pool.read(move |db| queries::door_times(db, of)).await?;
    Ok(DoorPage { times, form })
}

/// GET /my/shop/door.
pub(super) async fn door(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let usual = Fields::default().with("opens", "17").with("closes", "19");
    let page = door_page(&by, &state, Form::filled(usual)).await?;
    Ok(by.visit.page(&page))
}

/// POST /my/shop/door.
pub(super) async fn open_door(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::door_time(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| door::open(db, &proof, &new)).await? {
                Ok(()) => {
                    let here = urls::my_door(by.visit.lang);
                    return Ok(by.visit.see_other_saying(&here, &locale.text.orders_door_added()));
                }
                Err(refusal) => vec![forms::door_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = door_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

/// POST /my/shop/door/{door}/end.
pub(super) async fn end_door(by: Allowed<Producer>, state: Data<State>, id: Path<DoorTimeId>) -> Answer {
    let (proof, id) = (by.proof.clone(), id.into_inner());
    match state.pool.write(move |db| door::end(db, &proof, id)).await? {
        Ok(()) => {
            let said = by.visit.locale().text.orders_door_ended();
            Ok(by.visit.see_other_saying(&urls::my_door(by.visit.lang), &said))
        }
        Err(_) => Err(AppError::NotFound),
    }
}
