//! Routes of selling: the producer's day, a sale, its undoing and returns.
mod book;
mod orders;

use super::access::Bookkeeper;
use super::cost::{self, NewOwnUse};
use super::forms::{self, Asked};
use super::model::{Idem, SaleRow};
use super::pages::{Done, FROM, FROM_SELL, MyDay, OneSale, Sales, Sell, SellGood};
use super::record::SaleRefusal;
use super::take_back::{self, NewReturn, TakeBackRefusal};
use super::{doubt, queries, record};
use crate::catalogue::access::OwnGood;
use crate::catalogue::queries as goods;
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::calendar::first_of_week;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{HouseholdId, SaleId, SaleLineId};
use crate::messages;
use crate::orders::queries::open_orders;
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted, Visit};
use actix_web::web::{Data, Path};
use diesel::QueryResult;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::my_day, my_day)
        .get(pattern::sell, sell_tiles)
        .get(pattern::sell_good, sell_form)
        .post(pattern::sell_good, sell)
        .get(pattern::my_sales, sales)
        .get(pattern::my_sale, sale)
        .post(pattern::my_sale_undo, undo)
        .post(pattern::my_sale_return, give_back)
        .post(pattern::own_use, use_at_home)
        .get(pattern::my_order, orders::order)
        .post(pattern::my_order_step, orders::step)
        .post(pattern::my_order_collect, orders::collect)
        .post(pattern::my_order_payment, orders::pay)
        .post(pattern::my_order_tell, orders::tell);
    book::configure(routes);
}

/// The query field that names the sale just written down.
const DONE: &str = "sold";
/// The query field that says that the sale was written down before.
const AGAIN: &str = "again";
const TILES: usize = 12;

async fn my_day(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let (who, done) = (by.proof.clone(), last_sale(&by.visit));
    let page = state.pool.read(move |db| day(db, &who, done)).await?;
    Ok(by.visit.page(&page))
}

fn day(db: &mut Db, who: &Producer, done: Option<Last>) -> QueryResult<MyDay> {
    let (of, today) = (who.household(), db.now.today);
    let mut tiles = goods::goods_of(db, of)?;
    tiles.truncate(TILES);
    Ok(MyDay {
        today: queries::takings(db, of, today..=today)?,
        week: queries::takings(db, of, first_of_week(today)..=today)?,
        tiles,
        next_stall: queries::next_stall(db, of, today)?,
        orders: open_orders(db, of)?,
        unread: messages::unread_count(db, who.actor().account)?,
        sales: queries::sales_on(db, of, today)?,
        done: done_sale(db, of, done)?,
    })
}

/// The sale that the reader just sent, and whether its form was a new one.
type Last = (SaleId, bool);

fn last_sale(visit: &Visit) -> Option<Last> {
    Some((visit.query.text(DONE).parse().ok()?, !visit.query.has(AGAIN)))
}

fn done_sale(db: &mut Db, of: HouseholdId, last: Option<Last>) -> QueryResult<Option<Done>> {
    let Some((id, is_new)) = last else {
        return Ok(None);
    };
    Ok(queries::sale_of(db, of, id)?.filter(|sale| !sale.is_taken_back()).map(|sale: SaleRow| Done { sale, is_new }))
}

async fn sell_tiles(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let (of, last) = (by.proof.household(), last_sale(&by.visit));
    let page = state
        .pool
        .read(move |db| {
            let today = db.now.today;
            let done = done_sale(db, of, last)?;
            Ok(Sell { tiles: goods::goods_of(db, of)?, today: queries::takings(db, of, today..=today)?, done })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn sell_form(by: Allowed<OwnGood>, state: Data<State>) -> Answer {
    let page = sell_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// The page of a good to be sold, with a fresh key where the form has none.
async fn sell_page(by: &Allowed<OwnGood>, state: &State, form: Form) -> Result<SellGood, AppError> {
    let product = by.proof.product();
    state
        .pool
        .read(move |db| {
            let good = goods::good(db, product)?.ok_or(diesel::result::Error::NotFound)?;
            Ok(SellGood { good, doubt: None, form: form.keyed(&Idem::fresh(db.ids)) })
        })
        .await
}

async fn sell(by: Allowed<OwnGood>, state: Data<State>, sent: Submitted) -> Answer {
    let page = sell_page(&by, &state, Form::filled(sent.fields.clone())).await?;
    let locale = by.visit.locale();
    let asked = Asked {
        product: page.good.id,
        unit: page.good.unit,
        seller: by.proof.producer().person(),
        by_weight: page.good.by_weight.is_some(),
    };
    let new = match forms::new_sale(&sent.fields, asked, &locale) {
        Ok(new) => new,
        Err(problems) => return Ok(by.visit.refused(&SellGood { form: page.form.refusing(problems), ..page })),
    };
    let doubt = new.lines.iter().find_map(|line| doubt::of_line(line, (page.good.price, page.good.by_weight)));
    let doubt = forms::unanswered(&sent.fields, doubt);
    if doubt.is_some() {
        return Ok(by.visit.refused(&SellGood { doubt, ..page }));
    }
    let keeper = Bookkeeper::from(by.proof.producer());
    let area = keeper.area();
    let write = move |db: &mut Db| -> Write<_, SaleRefusal> {
        let recorded = record::record(db, &keeper, &new)?;
        let later = queries::counted_later(db, recorded.sale)?;
        Ok((recorded, later))
    };
    match state.pool.post(area, write).await? {
        Ok((recorded, later)) => {
            let sale = recorded.sale.to_string();
            let query = [(DONE, sale.as_str()), (AGAIN, "yes")];
            let query: Vec<(&str, &str)> =
                query.into_iter().filter(|pair| pair.0 == DONE || !recorded.is_new).collect();
            let url = urls::with_query(&urls::sell(by.visit.lang), &query);
            Ok(match later {
                Some(months) => by.visit.see_other_saying(&url, &forms::counts_later(months, &locale)),
                None => by.visit.see_other(&url),
            })
        }
        Err(refusal) => {
            let is_over = refusal == SaleRefusal::Undone;
            let problem = forms::sale_problem(refusal, forms::Speaker::Seller, &locale).ok_or(AppError::NotFound)?;
            let form = page.form.refusing(vec![problem]);
            let form = if is_over { form.keyed_anew(&Idem::fresh(state.pool.ids())) } else { form };
            Ok(by.visit.refused(&SellGood { form, ..page }))
        }
    }
}

async fn sales(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let before: Option<SaleId> = by.visit.query.text("before").parse().ok();
    let of = by.proof.household();
    let mut sales = state.pool.read(move |db| queries::sales_of(db, of, before)).await?;
    let shown = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = sales.len() > shown;
    sales.truncate(shown);
    let older = sales.last().map(|last| last.id).filter(|_| has_more);
    Ok(by.visit.page(&Sales { sales, is_later: before.is_some(), older }))
}

async fn sale(by: Allowed<Producer>, state: Data<State>, id: Path<SaleId>) -> Answer {
    let form = Form::filled(Fields::default().with("goods", "stock"));
    let page = sale_page(&by, &state, id.into_inner(), form).await?;
    Ok(by.visit.page(&page))
}

async fn sale_page(by: &Allowed<Producer>, state: &State, id: SaleId, form: Form) -> Result<OneSale, AppError> {
    let of = by.proof.household();
    state
        .pool
        .read(move |db| {
            let sale = queries::sale_of(db, of, id)?.ok_or(diesel::result::Error::NotFound)?;
            Ok(OneSale { sale, form: form.keyed(&Idem::fresh(db.ids)) })
        })
        .await
}

async fn undo(by: Allowed<Producer>, state: Data<State>, id: Path<SaleId>, sent: Submitted) -> Answer {
    let (keeper, id) = (Bookkeeper::from(&by.proof), id.into_inner());
    let lang = by.visit.lang;
    let back = if sent.fields.text(FROM) == FROM_SELL { urls::sell(lang) } else { urls::my_day(lang) };
    match state.pool.post(keeper.area(), move |db| take_back::undo(db, &keeper, id, "")).await? {
        Ok(()) | Err(TakeBackRefusal::NothingLeft) => {
            Ok(by.visit.see_other_saying(&back, &by.visit.locale().text.sales_undone()))
        }
        Err(refusal @ TakeBackRefusal::TooLate) => {
            let problem = forms::take_back_problem(refusal, &by.visit.locale()).ok_or(AppError::NotFound)?;
            let form = Form::filled(Fields::default().with("goods", "stock")).refusing(vec![problem]);
            Ok(by.visit.refused(&sale_page(&by, &state, id, form).await?))
        }
        Err(_) => Err(AppError::NotFound),
    }
}

async fn give_back(by: Allowed<Producer>, state: Data<State>, id: Path<SaleId>, sent: Submitted) -> Answer {
    let page = sale_page(&by, &state, id.into_inner(), Form::filled(sent.fields.clone())).await?;
    let locale = by.visit.locale();
    let line: Option<SaleLineId> = sent.fields.text("line").parse().ok();
    let line = page.sale.lines.iter().find(|row| Some(row.id) == line).ok_or(AppError::NotFound)?;
    let parsed = (|| {
        let quantity = forms::quantity(&sent.fields, line.unit, &locale)?;
        let (refund, goods) = forms::refund(&sent.fields, &locale)?;
        let idem = key(&sent.fields, &locale)?;
        Ok(NewReturn { idem, line: line.id, quantity, refund, goods, reason: String::new() })
    })();
    let keeper = Bookkeeper::from(&by.proof);
    let problem = match parsed {
        Err(problem) => problem,
        Ok(new) => match state.pool.post(keeper.area(), move |db| take_back::take_back(db, &keeper, &new)).await? {
            Ok(()) => {
                let sale = urls::my_sale(by.visit.lang, page.sale.id);
                return Ok(by.visit.see_other_saying(&sale, &locale.text.sales_back_done()));
            }
            Err(refusal) => forms::take_back_problem(refusal, &locale).ok_or(AppError::NotFound)?,
        },
    };
    Ok(by.visit.refused(&OneSale { form: page.form.refusing(vec![problem]), ..page }))
}

async fn use_at_home(by: Allowed<OwnGood>, state: Data<State>, sent: Submitted) -> Answer {
    let page = sell_page(&by, &state, Form::filled(sent.fields.clone())).await?;
    let locale = by.visit.locale();
    let parsed = forms::quantity(&sent.fields, page.good.unit, &locale)
        .and_then(|quantity| Ok(NewOwnUse { idem: key(&sent.fields, &locale)?, quantity }));
    let refuse = |problem: Problem| {
        let form = page.form.clone().refusing(vec![problem]);
        Ok(by.visit.refused(&SellGood { form, doubt: None, good: page.good.clone() }))
    };
    let new = match parsed {
        Ok(new) => new,
        Err(problem) => return refuse(problem),
    };
    let proof = by.proof.clone();
    match state.pool.post(by.proof.producer().area(), move |db| cost::use_at_home(db, &proof, &new)).await? {
        Ok(()) => Ok(by.visit.see_other_saying(&urls::sell(by.visit.lang), &locale.text.sales_home_done())),
        Err(refusal) => refuse(forms::cost_problem(refusal, &locale).ok_or(AppError::NotFound)?),
    }
}
