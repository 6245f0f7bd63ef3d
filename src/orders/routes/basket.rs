//! Routes of the basket.
use super::buyer::{remember, remembered};
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::quantity::Quantity;
use crate::kernel::secret::Indexed;
use crate::orders::basket::Basket;
use crate::orders::forms::{self, Mended};
use crate::orders::model::{BasketGood, Slot};
use crate::orders::pages::{AddGood, BasketPage, basket_rows};
use crate::orders::place::{self, Customer, PlaceRefusal, Placing};
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
    let batch = Some(sent.fields.text("batch")).filter(|code| !code.is_empty());
    let mut asked = Basket::default();
    asked.put(sent.fields.text("good"), batch, Quantity(1));
    let found = state.pool.read(move |db| queries::basket_goods(db, &asked)).await?;
    let locale = visit.locale();
    let Some(good) = found.into_iter().next() else {
        return closed(&visit, &state, sent.fields.text("good").to_owned()).await;
    };
    let mut basket = basket_of(&req);
    let is_swap = basket.quantity_of(&good.code).is_some() && basket.batch_of(&good.code) != batch;
    let done = match forms::wanted(sent.fields.text("quantity"), good.unit, &locale) {
        Ok(Quantity::ZERO) => Err(locale.text.orders_quantity_unread()),
        Ok(quantity) if basket.add(&good.code, batch, quantity) => {
            Ok(basket.quantity_of(&good.code).unwrap_or(quantity))
        }
        Ok(_) => Err(locale.text.orders_basket_full()),
        Err(sentence) => Err(sentence),
    };
    let quantity = match done {
        Ok(quantity) => locale.quantity(quantity, good.unit),
        Err(sentence) => {
            let form = Form::refused(sent.fields, vec![Problem { field: "quantity", sentence }]);
            return Ok(visit.refused(&AddGood { good, form }));
        }
    };
    if let Some(sentence) = out_of_time(&state, (&basket, &good, &locale)).await? {
        return Ok(visit.see_other_saying(&urls::product(visit.lang, &good.code), &sentence));
    }
    let said = match is_swap {
        true => locale.text.orders_swapped(named::NameQuantity { name: good.name.as_str(), quantity }),
        false => locale.text.orders_added(named::NameQuantity { name: good.name.as_str(), quantity }),
    };
    with_basket(visit.see_other_saying(&urls::basket(visit.lang), &said), &state, &basket)
}

/// That the shop of a good has no time at which it could be collected with what else of the shop lies in the basket, if so.
async fn out_of_time(
    state: &State,
    (basket, good, locale): (&Basket, &BasketGood, &Locale),
) -> Result<Option<String>, AppError> {
    let has_time = |slots: &[Slot]| slots.iter().any(|slot| slot.household == good.household);
    let (goods, slots) = on_offer(state, basket).await?;
    if has_time(&slots) {
        return Ok(None);
    }
    let shop = good.shop_name.as_str();
    let is_alone = !goods.iter().any(|other| other.shop == good.shop && other.id != good.id);
    let mut alone = Basket::default();
    alone.put(&good.code, basket.batch_of(&good.code), Quantity(1));
    if is_alone || !has_time(&on_offer(state, &alone).await?.1) {
        return Ok(Some(locale.text.orders_no_time(shop)));
    }
    Ok(Some(locale.text.orders_no_common_time(shop)))
}

/// The good whose batch was asked for takes no more orders of that day; its page has the other days.
async fn closed(visit: &Visit, state: &State, code: String) -> Answer {
    let mut asked = Basket::default();
    asked.put(&code, None, Quantity(1));
    let found = state.pool.read(move |db| queries::basket_goods(db, &asked)).await?;
    let good = found.into_iter().next().ok_or(AppError::NotFound)?;
    let said = visit.locale().text.orders_day_closed(good.name.as_str());
    Ok(visit.see_other_saying(&urls::product(visit.lang, &good.code), &said))
}

/// GET /basket.
pub(super) async fn show(req: HttpRequest, visit: Visit, state: Data<State>) -> Answer {
    let page = page_of(&state, &basket_of(&req), Form::default(), Vec::new()).await?;
    let basket = page.basket();
    with_basket(visit.page(&page), &state, &basket)
}

/// What is on offer of a basket, and when its shops hand over.
type OnOffer = (Vec<BasketGood>, Vec<Slot>);

async fn on_offer(state: &State, basket: &Basket) -> Result<OnOffer, AppError> {
    let basket = basket.clone();
    state
        .pool
        .read(move |db| {
            let goods = queries::basket_goods(db, &basket)?;
            let batches = || goods.iter().map(|good| (good.household, good.batch.as_ref()));
            let (since, best) = (queries::since_of(db.now.at, batches()), queries::best_of(batches()));
            let slots = queries::while_fresh(queries::slots_since(db, &since)?, &best);
            Ok((goods, slots))
        })
        .await
}

async fn page_of(state: &State, basket: &Basket, form: Form, mended: Vec<Mended>) -> Result<BasketPage, AppError> {
    let (offered, slots) = on_offer(state, basket).await?;
    let slots = queries::shown(slots);
    let (goods, is_whole) = basket_rows(basket, offered);
    let form = form.keyed(&Idem::fresh(state.pool.ids()));
    let sends_sms = state.sends_sms(goods.iter().map(|(good, _)| good.city));
    Ok(BasketPage { goods, slots, lost_some: !is_whole, sends_sms, form, mended })
}

/// What the form says of each good: the basket as it is to be, and what is to be mended.
fn counted(before: &Basket, goods: &[BasketGood], fields: &Fields, locale: &Locale) -> (Basket, Vec<Mended>) {
    let (mut basket, mut mended) = (Basket::default(), Vec::new());
    for good in goods.iter().filter(|good| fields.text("remove") != good.code) {
        let asked = before.quantity_of(&good.code).unwrap_or(Quantity::ZERO);
        let field = forms::quantity_field(&good.code);
        let quantity = if fields.has(&field) {
            forms::wanted(fields.text(&field), good.unit, locale).unwrap_or_else(|sentence| {
                mended.push((good.code.clone(), sentence));
                asked
            })
        } else {
            asked
        };
        let fits = basket.put(&good.code, before.batch_of(&good.code), quantity);
        debug_assert!(fits, "it was in the basket before");
    }
    (basket, mended)
}

/// What is to be mended about goods and shops, for the list at the top of the page.
fn problems_of(mended: &[Mended]) -> Vec<Problem> {
    mended.iter().map(|(_, sentence)| Problem { field: "goods", sentence: sentence.clone() }).collect()
}

/// POST /basket: counts again, takes a good out, or places the orders.
pub(super) async fn send(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let before = basket_of(&req);
    let (goods, slots) = on_offer(&state, &before).await?;
    let is_whole = goods.len() == before.items().len();
    let (basket, mended) = counted(&before, &goods, &sent.fields, &locale);
    let is_placing = sent.fields.text("do") == "place";
    if !mended.is_empty() || (is_placing && !is_whole) {
        let form = Form::refused(sent.fields, problems_of(&mended));
        let page = BasketPage { lost_some: !is_whole, ..page_of(&state, &basket, form, mended).await? };
        return with_basket(visit.refused(&page), &state, &basket);
    }
    if !is_placing || basket.is_empty() {
        // The page answers by itself, so that the name and the time that were chosen stay without a script.
        let page = page_of(&state, &basket, Form::filled(sent.fields), Vec::new()).await?;
        return with_basket(visit.page(&BasketPage { lost_some: !is_whole, ..page }), &state, &basket);
    }
    match placing_of(&req, &state, (&basket, &goods, &slots), (&sent.fields, &visit)) {
        Ok(placing) => place_orders(&req, (visit, &state), (placing, basket, goods), sent.fields).await,
        Err((mended, problems)) => {
            let page = page_of(&state, &basket, Form::refused(sent.fields, problems), mended).await?;
            with_basket(visit.refused(&page), &state, &basket)
        }
    }
}

/// The basket as it is to be placed, but for the buyer's household; or what is to be mended.
fn placing_of(
    req: &HttpRequest,
    state: &State,
    (basket, goods, slots): (&Basket, &[BasketGood], &[Slot]),
    (fields, visit): (&Fields, &Visit),
) -> Result<Placing, (Vec<Mended>, Vec<Problem>)> {
    let locale = &visit.locale();
    let wanted: Vec<(&BasketGood, Quantity)> =
        goods.iter().filter_map(|good| Some((good, basket.quantity_of(&good.code)?))).collect();
    let customer = forms::customer(fields, locale);
    let orders = forms::orders(fields, (&wanted, slots), (locale, &visit.prices_in()));
    match (customer, orders, key(fields, locale)) {
        (Ok((name, mobile)), Ok(orders), Ok(idem)) => {
            let address = state.pool.keys().blind_index(Indexed::OrderAddress, &client_address(req));
            Ok(Placing {
                idem,
                customer: Customer { name, mobile, household: None, address, lang: locale.lang },
                orders,
            })
        }
        (customer, orders, idem) => {
            let mended = orders.err().unwrap_or_default();
            let mut problems = problems_of(&mended);
            problems.extend(customer.err().unwrap_or_default());
            problems.extend(idem.err());
            Err((mended, problems))
        }
    }
}

async fn place_orders(
    req: &HttpRequest,
    (visit, state): (Visit, &State),
    (placing, basket, goods): (Placing, Basket, Vec<BasketGood>),
    fields: Fields,
) -> Answer {
    let person = visit.viewer.as_ref().and_then(|viewer| viewer.person);
    let placed = state
        .pool
        .write(move |db: &mut Db| {
            let household = match person {
                Some(person) => queries::household_of(db, person)?,
                None => None,
            };
            let customer = Customer { household, ..placing.customer.clone() };
            place::place(db, &Placing { customer, ..placing.clone() })
        })
        .await?;
    let locale = visit.locale();
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
            let is_old = refusal == PlaceRefusal::OldForm;
            let (mended, problem) = forms::place_problem(refusal, &goods, &locale);
            let mended: Vec<Mended> = mended.into_iter().collect();
            let problems = problems_of(&mended).into_iter().chain(problem).collect();
            let form = Form::refused(fields, problems);
            let form = if is_old { form.keyed_anew(&Idem::fresh(state.pool.ids())) } else { form };
            let page = page_of(state, &basket, form, mended).await?;
            with_basket(visit.refused(&page), state, &basket)
        }
    }
}
