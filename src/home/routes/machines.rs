//! What feed readers and search engines ask for. Nothing of it depends on who asks.
use crate::db::switch::Switch;
use crate::error::AppError;
use crate::home::pages::{atom, site_map as pages};
use crate::home::queries::{self, FeedAsked};
use crate::kernel::lang::Lang;
use crate::ui::Ui;
use crate::urls;
use crate::web::{Answer, State, Visit};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};

/// They ask again by themselves; an hour is nothing to them.
const KEPT: &str = "public, max-age=3600";

fn xml(kind: &'static str, written: std::io::Result<Vec<u8>>) -> Answer {
    let body = written.map_err(|error| AppError::Internal(error.into()))?;
    Ok(HttpResponse::Ok().content_type(kind).insert_header((CACHE_CONTROL, KEPT)).body(body))
}

pub(super) async fn goods(visit: Visit, state: Data<State>) -> Answer {
    feed(&visit, &state, FeedAsked::All).await
}

pub(super) async fn of_category(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    feed(&visit, &state, FeedAsked::Category(code.into_inner())).await
}

pub(super) async fn of_shop(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    feed(&visit, &state, FeedAsked::Shop(code.into_inner())).await
}

async fn feed(visit: &Visit, state: &State, asked: FeedAsked) -> Answer {
    let feed = state.pool.read(move |db| queries::feed(db, &asked)).await?.ok_or(AppError::NotFound)?;
    let ui = Ui { prices_in: visit.settings.places_of(Switch::Prices), ..visit.ui() };
    xml("application/atom+xml; charset=utf-8", atom(&ui, &feed, state.pool.clock().now().at))
}

const XML: &str = "application/xml; charset=utf-8";

pub(super) async fn site_map(visit: Visit, state: Data<State>) -> Answer {
    let map = state.pool.read(queries::site_map).await?;
    xml(XML, pages::site_map(&visit.ui(), &map))
}

pub(super) async fn site_map_part(visit: Visit, state: Data<State>, piece: Path<String>) -> Answer {
    let links = state
        .pool
        .read(move |db| match (piece.strip_prefix(pages::SHOPS), piece.strip_prefix(pages::GOODS)) {
            (Some(first), _) => queries::part_of_shops(db, first),
            (_, Some(first)) => queries::part_of_goods(db, first),
            _ if piece.as_str() == pages::PAGES => queries::pages(db).map(Some),
            _ => Ok(None),
        })
        .await?
        .ok_or(AppError::NotFound)?;
    xml(XML, pages::list(&visit.ui(), &links))
}

const ROBOTS: &str = "User-agent: *\nDisallow: /my\nDisallow: /casework\nDisallow: /admin\nDisallow: /account\n\
    Disallow: /search\nDisallow: /en/search\n";

pub(super) async fn robots(state: Data<State>) -> HttpResponse {
    let map = format!("Sitemap: {}{}\n", state.config.origin, urls::site_map(Lang::Fa));
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(format!("{ROBOTS}\n{map}"))
}
