//! Routes of the basket.
use super::buyer::{remember, remembered};
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::named;
use crate::kernel::idem::Idem;
use crate::kernel::quantity::Quantity;
use crate::kernel::secret::Indexed;
use crate::orders::basket::Basket;
use crate::orders::forms::{self, Mended};
use crate::orders::model::BasketGood;
use crate::orders::pages::{BasketPage, basket_rows};
use crate::orders::place::{self, Customer, Placing};
use crate::orders::queries;
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::client_address::client_address;
use crate::web::visit::BASKET;
use crate::web::{Answer, State, Submitted, Visit};
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// The basket that the browser brought.
fn basket_of(req: &HttpRequest) -> Basket {
    req.cookie(BASKET).map(|cookie| Basket::parse(cookie.value())).unwrap_or_default()
}

fn cookie(state: &State, basket: &Basket) -> Cookie<'static> {
    let days = if basket.is_empty() { 0 } else { 30 };
    Cookie::build(BASKET, basket.written())
        .path("/")
        .http_only(true)
        .secure(state.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(days))
        .finish()
}

fn with_basket(mut answer: HttpResponse, state: &State, basket: &Basket) -> Answer {
    answer.add_cookie(&cookie(state, basket)).map_err(|error| AppError::Internal(error.into()))?;
    Ok(answer)
}

/// POST /basket/add: the form on a good's page.
pub(super) async fn add(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let code = sent.fields.text("good").to_owned();
    let found = state.pool.read(move |db| queries::basket_goods(db, &[code])).await?;
    let good = found.into_iter().next().ok_or(AppError::NotFound)?;
    let locale = visit.locale();
    let typed = match sent.fields.text("quantity") {
        "" => "1",
        typed => typed,
    };
    let mut basket = basket_of(&req);
    let said = match forms::wanted(typed, good.unit, &locale) {
        Ok(quantity) => {
            basket.add(&good.code, quantity);
            let quantity = locale.quantity(basket.quantity_of(&good.code).unwrap_or(Quantity::ZERO), good.unit);
            locale.text.orders_added(named::NameQuantity { name: good.name.as_str(), quantity })
        }
        Err(sentence) => sentence,
    };
    with_basket(visit.see_other_saying(&urls::basket(visit.lang), &said), &state, &basket)
}

/// GET /basket.
pub(super) async fn show(req: HttpRequest, visit: Visit, state: Data<State>) -> Answer {
    let mut basket = basket_of(&req);
    let page = page_of(&state, &basket, Form::default(), Vec::new()).await?;
    let was_whole = !page.lost_some;
    basket = Basket::default();
    for (good, quantity) in &page.goods {
        basket.put(&good.code, *quantity);
    }
    let answer = visit.page(&page);
    if was_whole { Ok(answer) } else { with_basket(answer, &state, &basket) }
}

async fn page_of(state: &State, basket: &Basket, form: Form, mended: Vec<Mended>) -> Result<BasketPage, AppError> {
    let (codes, ids) = (basket.codes(), state.pool.ids().clone());
    let (offered, slots) = state
        .pool
        .read(move |db| {
            let goods = queries::basket_goods(db, &codes)?;
            let shops: Vec<_> = goods.iter().map(|good| good.household).collect();
            Ok((goods, queries::slots_of(db, &shops)?))
        })
        .await?;
    let (goods, is_whole) = basket_rows(basket, offered);
    Ok(BasketPage { goods, slots, lost_some: !is_whole, form: form.keyed(&Idem::fresh(&ids)), mended })
}

/// POST /basket: counts again, takes a good out, or places the orders.
pub(super) async fn send(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let before = basket_of(&req);
    let codes = before.codes();
    let goods = state.pool.read(move |db| queries::basket_goods(db, &codes)).await?;
    let mut basket = Basket::default();
    let mut mended: Vec<Mended> = Vec::new();
    for good in &goods {
        let asked = before.quantity_of(&good.code).unwrap_or(Quantity::ZERO);
        let field = forms::quantity_field(&good.code);
        let is_taken_out = sent.fields.text("remove") == good.code;
        match forms::wanted(sent.fields.text(&field), good.unit, &locale) {
            _ if is_taken_out => {}
            Ok(_) if !sent.fields.has(&field) => basket.put(&good.code, asked),
            Ok(quantity) => basket.put(&good.code, quantity),
            Err(sentence) => {
                basket.put(&good.code, asked);
                mended.push((good.code.clone(), sentence));
            }
        }
    }
    if mended.is_empty() && sent.fields.text("do") == "place" && !basket.is_empty() {
        return place_orders(&req, (visit, &state), (&basket, goods), sent).await;
    }
    if mended.is_empty() {
        return with_basket(visit.see_other(&urls::basket(visit.lang)), &state, &basket);
    }
    let page = page_of(&state, &basket, Form::refused(sent.fields, problems_of(&mended)), mended).await?;
    with_basket(visit.refused(&page), &state, &basket)
}

/// What is to be mended about goods and shops, for the list at the top of the page.
fn problems_of(mended: &[Mended]) -> Vec<Problem> {
    mended.iter().map(|(_, sentence)| Problem { field: "goods", sentence: sentence.clone() }).collect()
}

async fn place_orders(
    req: &HttpRequest,
    (visit, state): (Visit, &State),
    (basket, goods): (&Basket, Vec<BasketGood>),
    sent: Submitted,
) -> Answer {
    let locale = visit.locale();
    let wanted: Vec<(&BasketGood, Quantity)> =
        goods.iter().filter_map(|good| Some((good, basket.quantity_of(&good.code)?))).collect();
    let customer = forms::customer(&sent.fields, &locale);
    let orders = forms::orders(&sent.fields, &wanted, &locale);
    let idem = key(&sent.fields, &locale);
    let (customer, orders, idem) = match (customer, orders, idem) {
        (Ok(customer), Ok(orders), Ok(idem)) => (customer, orders, idem),
        (customer, orders, idem) => {
            let mended = orders.err().unwrap_or_default();
            let mut problems = problems_of(&mended);
            problems.extend(customer.err().unwrap_or_default());
            problems.extend(idem.err());
            let page = page_of(state, basket, Form::refused(sent.fields, problems), mended).await?;
            return with_basket(visit.refused(&page), state, basket);
        }
    };
    let address = state.pool.keys().blind_index(Indexed::Address, &client_address(req));
    let person = visit.viewer.as_ref().and_then(|viewer| viewer.person);
    let placed = state
        .pool
        .write(move |db: &mut Db| {
            let household = match person {
                Some(person) => queries::household_of(db, person)?,
                None => None,
            };
            let (name, mobile) = customer.clone();
            let customer = Customer { name, mobile, household, address: address.clone() };
            place::place(db, &Placing { idem: idem.clone(), customer, orders: orders.clone() })
        })
        .await?;
    match placed {
        Ok(codes) => {
            let url = match codes.as_slice() {
                [only] => urls::order(visit.lang, only),
                _ => urls::orders(visit.lang),
            };
            let mut answer = visit.see_other_saying(&url, &locale.text.orders_placed());
            let known = remembered(req);
            answer.add_cookie(&remember(state, &codes, known)).map_err(|error| AppError::Internal(error.into()))?;
            with_basket(answer, state, &Basket::default())
        }
        Err(refusal) => {
            let (mended, problem) = forms::place_problem(refusal, &goods, &locale);
            let mended: Vec<Mended> = mended.into_iter().collect();
            let problems = problems_of(&mended).into_iter().chain(problem).collect();
            let page = page_of(state, basket, Form::refused(sent.fields, problems), mended).await?;
            with_basket(visit.refused(&page), state, basket)
        }
    }
}
