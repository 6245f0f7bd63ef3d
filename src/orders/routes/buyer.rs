//! Routes of the buyer's own orders. Whoever has the code of an order sees it; the browser remembers the codes of its own.
use crate::db::switch::Switch;
use crate::error::AppError;
use crate::kernel::lang::Lang;
use crate::orders::access::CodeHolder;
use crate::orders::forms;
use crate::orders::model::{Order, OrderState, REVIEWED_WITHIN, Side};
use crate::orders::pages::{BuyerOrder, BuyerOrders, Reviewing};
use crate::orders::queries;
use crate::orders::steps::{self, StepRefusal};
use crate::urls;
use crate::web::{Answer, State, Submitted, Visit, qr};
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::web::{Data, Path};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;

/// The cookie of the codes of a browser's orders, joined by hyphens, the newest first.
const ORDERS: &str = "orders";
/// A browser remembers no more orders than these.
const MOST: usize = 20;
const CODE: usize = 16;

/// The codes that the browser remembers.
pub(super) fn remembered(req: &HttpRequest) -> Vec<String> {
    let is_code = |code: &&str| code.len() == CODE && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let cookie = req.cookie(ORDERS);
    let codes = cookie.as_ref().map_or("", Cookie::value).split('-').filter(is_code);
    codes.take(MOST).map(str::to_owned).collect()
}

/// Has the browser remember these orders before those it knows.
pub(super) fn remember(state: &State, codes: &[String], known: Vec<String>) -> Cookie<'static> {
    let older = known.into_iter().filter(|code| !codes.contains(code));
    let all: Vec<String> = codes.iter().cloned().chain(older).take(MOST).collect();
    Cookie::build(ORDERS, all.join("-"))
        .path("/")
        .http_only(true)
        .secure(state.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(90))
        .finish()
}

/// GET /orders.
pub(super) async fn orders(req: HttpRequest, visit: Visit, state: Data<State>) -> Answer {
    let codes = remembered(&req);
    let person = visit.viewer.as_ref().and_then(|viewer| viewer.person);
    let account = visit.viewer.as_ref().map(|viewer| viewer.account);
    let page = state
        .pool
        .read(move |db| {
            let household = match person {
                Some(person) => queries::household_of(db, person)?,
                None => None,
            };
            let standing = match account {
                Some(account) => queries::standing::standing_of(db, account)?,
                None => Vec::new(),
            };
            Ok(BuyerOrders { orders: queries::orders_of_buyer(db, &codes, (household, account))?, standing })
        })
        .await?;
    Ok(visit.page(&page))
}

/// An order in the hands of whoever has its code.
struct Held {
    holder: CodeHolder,
    order: Order,
    /// How many of its goods were reviewed.
    reviews: usize,
    /// The goods of it that can be wanted every week, by their codes.
    weekly: Vec<(i32, String)>,
}

async fn order_of(state: &State, code: String) -> Result<Held, AppError> {
    let found = state
        .pool
        .read(move |db| match CodeHolder::of(db, &code)? {
            Some(holder) => {
                let (order, reviews) = (queries::order(db, holder.order())?, queries::reviews_of(db, holder.order())?);
                let weekly = match order.state {
                    OrderState::Collected => queries::codes_of(db, &order.lines)?,
                    _ => Vec::new(),
                };
                Ok(Some(Held { holder, order, reviews, weekly }))
            }
            None => Ok(None),
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

fn page_of(
    visit: &Visit,
    state: &State,
    Held { order, reviews, weekly, .. }: Held,
    refused: Option<String>,
) -> Result<BuyerOrder, AppError> {
    let found = urls::with_query(&urls::my_orders(Lang::Fa), &[("pin", &order.pin)]);
    let is_collected = matches!(order.state, OrderState::Accepted | OrderState::Ready);
    let square = if is_collected { Some(qr::square(&format!("{}{found}", visit.origin))?) } else { None };
    let now = state.pool.clock().now().at;
    let can_undo = order.undoable(Side::Buyer, now).is_some();
    let can_keep = order.can_be_kept(Side::Buyer, now);
    let has_reviews = visit.settings.places_of(Switch::Reviews).is_in(order.city);
    let reviewing = reviewing(&order, reviews, now).filter(|_| has_reviews);
    Ok(BuyerOrder { order, can_undo, can_keep, refused, square, reviewing, weekly })
}

/// What the buyer can do about reviews: write one in time, and read what they wrote.
fn reviewing(order: &Order, written: usize, now: NaiveDateTime) -> Option<Reviewing> {
    let collected_at = order.collected_at()?;
    let lines: BTreeSet<i32> = order.given.iter().map(|given| given.line).collect();
    match written {
        _ if written < lines.len() && now <= collected_at + REVIEWED_WITHIN => Some(Reviewing::Write),
        0 => None,
        _ => Some(Reviewing::Read),
    }
}

/// GET /orders/{code}.
pub(super) async fn order(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let held = order_of(&state, code.into_inner()).await?;
    Ok(visit.page(&page_of(&visit, &state, held, None)?))
}

/// POST /orders/{code}/cancel: the whole order, or one line of it.
pub(super) async fn cancel(visit: Visit, state: Data<State>, code: Path<String>, sent: Submitted) -> Answer {
    let Held { holder, order, .. } = order_of(&state, code.into_inner()).await?;
    let done = match sent.fields.text("line").parse::<i32>() {
        Ok(line) => state.pool.write(move |db| steps::drop_line_for_buyer(db, holder, line)).await?,
        Err(_) if sent.fields.has("line") => Err(StepRefusal::Moved),
        Err(_) => state.pool.write(move |db| steps::cancel_for_buyer(db, holder)).await?,
    };
    answer(&visit, &state, order, done).await
}

/// POST /orders/{code}/undo: of the last step, or that one line was dropped.
pub(super) async fn undo(visit: Visit, state: Data<State>, code: Path<String>, sent: Submitted) -> Answer {
    let Held { holder, order, .. } = order_of(&state, code.into_inner()).await?;
    let done = match sent.fields.text("line").parse::<i32>() {
        Ok(line) => state.pool.write(move |db| steps::keep_line_for_buyer(db, holder, line)).await?,
        Err(_) if sent.fields.has("line") => Err(StepRefusal::Moved),
        Err(_) => state.pool.write(move |db| steps::undo_for_buyer(db, holder)).await?,
    };
    answer(&visit, &state, order, done).await
}

async fn answer(visit: &Visit, state: &State, before: Order, done: Result<(), StepRefusal>) -> Answer {
    match done {
        Ok(()) => Ok(visit.see_other(&urls::order(visit.lang, &before.code))),
        Err(refusal) => {
            let held = order_of(state, before.code).await?;
            let sentence = forms::step_sentence(&refusal, &visit.locale());
            Ok(visit.refused(&page_of(visit, state, held, Some(sentence))?))
        }
    }
}
