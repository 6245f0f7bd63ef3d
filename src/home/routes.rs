//! Routes of the public pages.
mod machines;
mod wishes;

use super::forms::{self, Chosen, OF_LISTS, OF_SEARCHES};
use super::model::{Filter, Goods, Order, ReviewsAsked};
use super::pages::{About, First, List, ListKind, Offline, ShopPage};
use super::queries;
use crate::catalogue::licences::queries::seen_of_shop;
use crate::catalogue::queries::categories;
use crate::db::Db;
use crate::db::offers::Shelf;
use crate::db::switch::Switch;
use crate::error::AppError;
use crate::kernel::persian::SearchQuery;
use crate::reviews::queries::Of;
use crate::ui::{Form, Page};
use crate::urls::{self, pattern};
use crate::web::{Answer, Routes, State, Visit};
use actix_web::web::{Data, Path};
use diesel::QueryResult;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::home, first)
        .get(pattern::goods, all_goods)
        .get(pattern::category, of_category)
        .get(pattern::search, search)
        .get(pattern::product, good)
        .post(pattern::tell_me, wishes::tell_me)
        .get(pattern::wish, wishes::wish)
        .post(pattern::wish, wishes::stop)
        .get(pattern::shop, shop)
        .get(pattern::about, about)
        .get(pattern::goods_feed, machines::goods)
        .get(pattern::category_feed, machines::of_category)
        .get(pattern::shop_feed, machines::of_shop)
        .get(pattern::site_map, machines::site_map)
        .get(pattern::site_map_part, machines::site_map_part)
        .get(urls::OFFLINE, offline)
        .get(urls::ROBOTS, machines::robots);
}

/// How many of the newest goods the first page shows.
const NEWEST: usize = 8;

async fn first(visit: Visit, state: Data<State>) -> Answer {
    let page = state
        .pool
        .read(|db| {
            let mut newest = queries::shelf(db, &Shelf::All, &Filter::NONE, None)?.cards;
            newest.truncate(NEWEST);
            let (shops, next_day) = (queries::newest_shops(db)?, queries::next_day(db)?);
            Ok(First { categories: categories(db)?, newest, shops, next_day })
        })
        .await?;
    Ok(visit.page(&page))
}

/// The code of the good after which a list goes on.
fn after(visit: &Visit) -> Option<String> {
    Some(visit.query.text("after").to_owned()).filter(|code| !code.is_empty())
}

/// Which reviews a page shows; none in a city that has none.
fn reviews_asked(visit: &Visit) -> ReviewsAsked {
    let after = Some(visit.query.text("reviews").to_owned()).filter(|code| !code.is_empty());
    ReviewsAsked { after, places: visit.settings.places_of(Switch::Reviews) }
}

/// What the reader chose of a list of many shops, which may be in one of these orders.
fn chosen(visit: &Visit, db: &mut Db, orders: &'static [Order]) -> QueryResult<Chosen> {
    Ok(priceless(visit, forms::chosen(&visit.query, &visit.locale(), queries::planned_days(db)?, orders)))
}

/// The same without what could tell of prices that the reader is not shown: a list of many shops goes by no price unless all
/// prices are shown.
fn priceless(visit: &Visit, chosen: Chosen) -> Chosen {
    if visit.prices_in().is_everywhere() { chosen } else { chosen.without_prices() }
}

/// A list, with what is to be mended where something that was typed cannot be read.
fn answer(visit: &Visit, chosen: &Chosen, page: &impl Page) -> Answer {
    Ok(if chosen.form.problems.is_empty() { visit.page(page) } else { visit.refused(page) })
}

async fn all_goods(visit: Visit, state: Data<State>) -> Answer {
    let (after, asked) = (after(&visit), visit.clone());
    let page = state
        .pool
        .read(move |db| {
            let chosen = chosen(&asked, db, OF_LISTS)?;
            let goods = queries::shelf(db, &Shelf::All, &chosen.filter, after.as_deref())?;
            let categories = categories(db)?;
            Ok(List { kind: ListKind::All, categories, chosen, goods, near: None, is_later: after.is_some() })
        })
        .await?;
    answer(&visit, &page.chosen, &page)
}

async fn of_category(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let (after, asked) = (after(&visit), visit.clone());
    let page = state
        .pool
        .read(move |db| {
            let Some(category) = queries::category_of(db, &code)? else {
                return Ok(None);
            };
            let (chosen, shelf) = (chosen(&asked, db, OF_LISTS)?, Shelf::Category(category.code.clone()));
            let goods = queries::shelf(db, &shelf, &chosen.filter, after.as_deref())?;
            let (kind, categories) = (ListKind::Category(category), categories(db)?);
            Ok(Some(List { kind, categories, chosen, goods, near: None, is_later: after.is_some() }))
        })
        .await?
        .ok_or(AppError::NotFound)?;
    answer(&visit, &page.chosen, &page)
}

async fn search(visit: Visit, state: Data<State>) -> Answer {
    let (after, asked) = (after(&visit), visit.clone());
    let page = state
        .pool
        .read(move |db| {
            let (typed, chosen) = (asked.query.text("q").to_owned(), chosen(&asked, db, OF_SEARCHES)?);
            let query = SearchQuery::parse(&typed);
            let (goods, near) = match &query {
                Some(query) => found(db, query, &chosen.filter, (after.as_deref(), asked.query.has("near")))?,
                None => (Goods::default(), None),
            };
            let (kind, categories) = (ListKind::Search(typed), categories(db)?);
            Ok(List { kind, categories, chosen, goods, near, is_later: after.is_some() })
        })
        .await?;
    answer(&visit, &page.chosen, &page)
}

/// What a search finds and, on its first page where that is almost nothing, what is near to it; later pages are of the one or
/// of the other.
fn found(
    db: &mut Db,
    query: &SearchQuery,
    filter: &Filter,
    (after, is_near): (Option<&str>, bool),
) -> QueryResult<(Goods, Option<Goods>)> {
    match after {
        None => {
            let found = queries::found(db, query, filter, None)?;
            let near = queries::near(db, query, (filter, None), &found)?;
            Ok((found, near))
        }
        Some(_) if is_near => {
            let known = queries::found(db, query, filter, None)?;
            Ok((Goods::default(), queries::near(db, query, (filter, after), &known)?))
        }
        Some(_) => Ok((queries::found(db, query, filter, after)?, None)),
    }
}

async fn good(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let page = wishes::page_of(&visit, &state, code.into_inner(), Form::default()).await?;
    Ok(visit.page(&page))
}

async fn shop(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let (after, asked) = (after(&visit), visit.clone());
    let page = state
        .pool
        .read(move |db| {
            let Some(((id, city), shop, stall)) = queries::shop_of(db, &code)? else {
                return Ok(None);
            };
            let chosen = priceless(&asked, forms::chosen(&asked.query, &asked.locale(), Vec::new(), OF_LISTS));
            let goods = queries::shelf(db, &Shelf::Shop(id), &chosen.filter, after.as_deref())?;
            let reviews = queries::reviews(db, (Of::Shop(id), city), &reviews_asked(&asked))?;
            let licences = seen_of_shop(db, id)?;
            Ok(Some(ShopPage { shop, stall, chosen, goods, licences, reviews, is_later: after.is_some() }))
        })
        .await?
        .ok_or(AppError::NotFound)?;
    answer(&visit, &page.chosen, &page)
}

async fn about(visit: Visit) -> Answer {
    Ok(visit.page(&About))
}

async fn offline(visit: Visit) -> Answer {
    Ok(visit.page(&Offline))
}
