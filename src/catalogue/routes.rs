//! Routes of catalogue: the producer's goods and shop, the pictures, and the caseworker's weights.
use super::access::{OwnGood, OwnGoodEver, WeightKeeper};
use super::licences::queries::standing;
use super::list_good::GoodRefusal;
use super::model::{Good, Weight};
use super::pages::{MyGoods, StockPage, WeightsPage};
use super::photos::PhotoStore;
use super::stock::{self, StockRefusal};
use super::weights::{self, WeightRefusal};
use super::{forms, queries, take_off, waiting};
use crate::accounts::trail::{Showing, Trace};
use crate::db::form_key::{self, Sent};
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::grants::queries::reach_of;
use crate::grants::with_date;
use crate::households::access::Producer;
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, HouseholdId};
use crate::kernel::quantity::Quantity;
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted, look};
use actix_web::web::Data;
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel::result::Error;

mod batches;
mod good_form;
mod licences;
mod photo;
mod shop;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::photo, photo::photo)
        .get(pattern::my_goods, my_goods)
        .get(pattern::my_good_new, good_form::new_form)
        .post(pattern::my_good_new, good_form::list)
        .get(pattern::my_good, good_form::edit_form)
        .post(pattern::my_good, good_form::edit)
        .get(pattern::my_good_stock, stock_form)
        .post(pattern::my_good_stock, change_stock)
        .post(pattern::my_good_remove, remove)
        .post(pattern::my_good_put_back, put_back)
        .get(pattern::my_shop, shop::my_shop)
        .post(pattern::my_shop, shop::describe)
        .get(pattern::weights, weights_form)
        .post(pattern::weights, seal_weights);
    batches::configure(routes);
    licences::configure(routes);
}

async fn my_goods(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let household = by.proof.household();
    let page = state
        .pool
        .read(move |db| {
            let shop = queries::shop_of(db, household)?;
            let (fates, standing) = match &shop {
                Some(shop) => (waiting::fates(db, shop.id)?, standing(db, shop.id)?),
                None => Default::default(),
            };
            let waiting = queries::waiting_for(db, household)?;
            let taken_off = take_off::taken_off(db, household)?;
            Ok(MyGoods { goods: queries::goods_of(db, household)?, shop, taken_off, fates, standing, waiting })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn good_of(state: &State, by: &OwnGood) -> Result<Good, AppError> {
    let id = by.product();
    state.pool.read(move |db| queries::good(db, id)).await?.ok_or(AppError::NotFound)
}

async fn stock_form(by: Allowed<OwnGood>, state: Data<State>) -> Answer {
    let good = good_of(&state, &by.proof).await?;
    Ok(by.visit.page(&StockPage { good, form: Form::default().keyed(&Idem::fresh(state.pool.ids())) }))
}

/// What the form about a stock asks for.
enum StockAct {
    Gone,
    Back,
    /// Made just now; counts once however often its form arrives.
    Made(Quantity, Sent),
    Counted(Quantity),
}

fn stock_act(by: AccountId, (fields, good, locale): (&Fields, &Good, &Locale)) -> Result<StockAct, Problem> {
    match fields.text("do") {
        "gone" => Ok(StockAct::Gone),
        "back" => Ok(StockAct::Back),
        _ if fields.has("made") => {
            let made = forms::stock(fields, "made", good.unit, locale)?;
            Ok(StockAct::Made(made, Sent::of(by, "stock_move", (key(fields, locale)?, fields))))
        }
        _ => forms::stock(fields, "count", good.unit, locale).map(StockAct::Counted),
    }
}

fn apply(db: &mut Db, by: &OwnGood, act: &StockAct) -> Write<Quantity, StockRefusal> {
    match act {
        StockAct::Gone => stock::sell_out(db, by),
        StockAct::Back => stock::restock(db, by),
        StockAct::Made(made, sent) => {
            let good = form_key::once(db, sent, |db| stock::make(db, by, *made).map(|_| by.product()))?;
            Ok(stock::stock_of(db, good)?)
        }
        StockAct::Counted(counted) => stock::count(db, by, *counted),
    }
}

fn stock_problem(refusal: StockRefusal, good: &Good, locale: &Locale) -> Problem {
    let sentence = match refusal {
        StockRefusal::Held { held } => locale.text.catalogue_stock_held(locale.quantity(held, good.unit)),
        StockRefusal::Moved | StockRefusal::NotEnough { .. } => locale.text.catalogue_stock_moved(),
        StockRefusal::TooMuch => locale.text.catalogue_stock_wrong(),
    };
    Problem { field: "count", sentence }
}

async fn change_stock(by: Allowed<OwnGood>, state: Data<State>, sent: Submitted) -> Answer {
    let (visit, proof) = (by.visit, by.proof);
    let locale = visit.locale();
    let good = good_of(&state, &proof).await?;
    let again = proof.clone();
    let done = match stock_act(proof.actor().account, (&sent.fields, &good, &locale)) {
        Ok(act) => state
            .pool
            .write(move |db| apply(db, &proof, &act))
            .await?
            .map_err(|refusal| stock_problem(refusal, &good, &locale)),
        Err(problem) => Err(problem),
    };
    match done {
        Ok(_) => {
            let said = stock_said(&locale, &good_of(&state, &again).await?);
            Ok(visit.see_other_saying(&urls::my_goods(visit.lang), &said))
        }
        Err(problem) => {
            let form = Form::refused(sent.fields, vec![problem]).keyed(&Idem::fresh(state.pool.ids()));
            Ok(visit.refused(&StockPage { good, form }))
        }
    }
}

/// What there is now: what is free, and what is put aside for orders.
fn stock_said(locale: &Locale, good: &Good) -> String {
    let (name, text) = (good.name.as_str(), locale.text);
    let (left, held) = (locale.quantity(good.free(), good.unit), locale.quantity(good.held, good.unit));
    match (good.is_sold_out(), good.held > Quantity::ZERO) {
        (true, false) => text.catalogue_stock_said_gone(name),
        (true, true) => text.catalogue_stock_said_gone_kept(named::HeldName { held, name }),
        (false, false) => text.catalogue_stock_said(named::LeftName { left, name }),
        (false, true) => text.catalogue_stock_said_kept(named::HeldLeftName { held, left, name }),
    }
}

async fn remove(by: Allowed<OwnGoodEver>, state: Data<State>) -> Answer {
    let (visit, proof) = (by.visit, by.proof);
    let goods = urls::my_goods(visit.lang);
    match state.pool.write(move |db| take_off::take_off(db, &proof)).await? {
        Err(GoodRefusal::Held) => {
            Ok(visit.see_other_saying(&urls::my_orders(visit.lang), &visit.locale().text.catalogue_held_stays()))
        }
        // The goods say what was taken off, and offer to put it back.
        Ok(()) | Err(_) => Ok(visit.see_other(&goods)),
    }
}

async fn put_back(by: Allowed<OwnGoodEver>, state: Data<State>) -> Answer {
    let (visit, proof) = (by.visit, by.proof);
    let locale = visit.locale();
    let said = match state.pool.write(move |db| take_off::put_back(db, &proof)).await? {
        Ok(()) => locale.text.catalogue_put_back_said(),
        Err(GoodRefusal::TooMany(most)) => locale.text.catalogue_too_many(locale.number(most)),
        Err(_) => locale.text.catalogue_put_back_late(),
    };
    Ok(visit.see_other_saying(&urls::my_goods(visit.lang), &said))
}

/// Deletes the files of a photo that no row names any more.
async fn discard(store: &PhotoStore, code: Option<String>) {
    if let Some(code) = code {
        store.discard(&code).await;
    }
}

async fn weights_page(state: &State, by: &WeightKeeper, locale: &Locale) -> Result<WeightsPage, AppError> {
    let read = |db: &mut Db, by: &WeightKeeper, _: &mut Trace| {
        let (household, product) = (by.caseworker().household(), by.product());
        let good = queries::good(db, product)?.ok_or(Error::NotFound)?;
        let machines = queries::machines_of(db, household, db.now.today)?;
        let history = queries::weight_history(db, product)?;
        let moved = last_move(db, household)?;
        Ok((moved, WeightsPage { household, good, machines, history, form: Form::default() }))
    };
    let (moved, mut page) = look(state, by, Showing::file("goods machines weights"), read).await?;
    let set = page.history.first().map(|entry| &entry.set);
    let in_force: &[Weight] = set.map_or(&[], |set| &set.lines);
    let day = forms::shares::likely_start(set.map(|set| set.starts_on), moved, locale.today);
    page.form = Form::filled(with_date(forms::shares::shares(in_force, &page.machines, locale), locale, "starts", day));
    Ok(page)
}

/// The last day, until today, on which a machine came to the household or left it.
fn last_move(db: &mut Db, household: HouseholdId) -> QueryResult<Option<NaiveDate>> {
    let today = db.now.today;
    let stretches = reach_of(db, household)?;
    let days = stretches.iter().flat_map(|machine| [Some(machine.starts_on), machine.ends_on]).flatten();
    Ok(days.filter(|day| *day <= today).max())
}

async fn weights_form(by: Allowed<WeightKeeper>, state: Data<State>) -> Answer {
    let page = weights_page(&state, &by.proof, &by.visit.locale()).await?;
    Ok(by.visit.page(&page))
}

async fn seal_weights(by: Allowed<WeightKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let (visit, proof) = (by.visit, by.proof);
    let locale = visit.locale();
    let page = weights_page(&state, &proof, &locale).await?;
    let (household, good) = (page.household, page.good.name.clone());
    let parsed = forms::shares::weights(&sent.fields, &page.machines, &locale);
    let refuse = |problems| visit.refused(&WeightsPage { form: Form::refused(sent.fields, problems), ..page });
    let new = match parsed {
        Ok(new) => new,
        Err(problems) => return Ok(refuse(problems)),
    };
    match state.pool.write(move |db| weights::seal(db, &proof, &new)).await? {
        Ok(_) => {
            let said = locale.text.catalogue_weights_said(good.as_str());
            Ok(visit.see_other_saying(&urls::household(visit.lang, household), &said))
        }
        Err(refusal) => Ok(refuse(vec![weights_problem(refusal, &locale)])),
    }
}

fn weights_problem(refusal: WeightRefusal, locale: &Locale) -> Problem {
    let field = if refusal == WeightRefusal::StartsWrong { "starts" } else { "shares" };
    let sentence = match refusal {
        WeightRefusal::NotWhole => locale.text.catalogue_weights_not_whole(),
        WeightRefusal::Lines => locale.text.catalogue_weights_wrong(),
        WeightRefusal::Elsewhere => locale.text.catalogue_weights_elsewhere(),
        WeightRefusal::StartsWrong => locale.text.catalogue_weights_starts_wrong(),
    };
    Problem { field, sentence }
}
