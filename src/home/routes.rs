//! Routes of the public pages.
use super::pages::{About, First, GoodPage, List, ListKind, Offline, ShopPage};
use super::queries::{self, Shelf};
use crate::catalogue::queries::categories;
use crate::error::AppError;
use crate::kernel::persian::SearchQuery;
use crate::urls::{self, pattern};
use crate::web::{Answer, Routes, State, Visit};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::home, first)
        .get(pattern::goods, all_goods)
        .get(pattern::category, of_category)
        .get(pattern::search, search)
        .get(pattern::product, good)
        .get(pattern::shop, shop)
        .get(pattern::about, about)
        .get(urls::OFFLINE, offline)
        .get(urls::ROBOTS, robots);
}

/// How many of the newest goods the first page shows.
const NEWEST: usize = 8;

async fn first(visit: Visit, state: Data<State>) -> Answer {
    let page = state
        .pool
        .read(|db| {
            let mut newest = queries::shelf(db, &Shelf::All, None)?.cards;
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

async fn all_goods(visit: Visit, state: Data<State>) -> Answer {
    let after = after(&visit);
    let page = state
        .pool
        .read(move |db| {
            let goods = queries::shelf(db, &Shelf::All, after.as_deref())?;
            Ok(List { kind: ListKind::All, categories: categories(db)?, goods, is_later: after.is_some() })
        })
        .await?;
    Ok(visit.page(&page))
}

async fn of_category(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let after = after(&visit);
    let page = state
        .pool
        .read(move |db| {
            let Some(category) = queries::category_of(db, &code)? else {
                return Ok(None);
            };
            let goods = queries::shelf(db, &Shelf::Category(category.code.clone()), after.as_deref())?;
            let kind = ListKind::Category(category);
            Ok(Some(List { kind, categories: categories(db)?, goods, is_later: after.is_some() }))
        })
        .await?;
    Ok(visit.page(&page.ok_or(AppError::NotFound)?))
}

async fn search(visit: Visit, state: Data<State>) -> Answer {
    let after = after(&visit);
    let typed = visit.query.text("q").to_owned();
    let page = state
        .pool
        .read(move |db| {
            let goods = match SearchQuery::parse(&typed) {
                Some(query) => queries::found(db, &query, after.as_deref())?,
                None => super::model::Goods::default(),
            };
            let kind = ListKind::Search(typed);
            Ok(List { kind, categories: categories(db)?, goods, is_later: after.is_some() })
        })
        .await?;
    Ok(visit.page(&page))
}

async fn good(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let good = state.pool.read(move |db| queries::good(db, &code)).await?.ok_or(AppError::NotFound)?;
    Ok(visit.page(&GoodPage { good }))
}

async fn shop(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let after = after(&visit);
    let page = state
        .pool
        .read(move |db| {
            let Some((id, shop, stall)) = queries::shop_of(db, &code)? else {
                return Ok(None);
            };
            let goods = queries::shelf(db, &Shelf::Shop(id), after.as_deref())?;
            Ok(Some(ShopPage { shop, stall, goods, is_later: after.is_some() }))
        })
        .await?;
    Ok(visit.page(&page.ok_or(AppError::NotFound)?))
}

async fn about(visit: Visit) -> Answer {
    Ok(visit.page(&About))
}

async fn offline(visit: Visit) -> Answer {
    Ok(visit.page(&Offline))
}

const ROBOTS: &str = "User-agent: *\nDisallow: /my\nDisallow: /casework\nDisallow: /admin\nDisallow: /account\n\
    Disallow: /search\nDisallow: /en/search\n";

async fn robots() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(ROBOTS)
}
