//! Market days for calendars: one feed for everyone, one a site, and the private one of a household.
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::kernel::lang::Lang;
use crate::stalls::calendar;
use crate::stalls::feed::Speaker;
use crate::stalls::pages::CalendarMade;
use crate::stalls::queries;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};

/// Calendars ask again by themselves; an hour is nothing to them.
const FOR_ALL: &str = "public, max-age=3600";
const FOR_ONE: &str = "private, no-cache";

pub(super) async fn market(visit: Visit, state: Data<State>) -> Answer {
    let days = state.pool.read(|db| queries::feed_days(db, None)).await?;
    Ok(feed(&visit, &state, FOR_ALL, |speaker| speaker.market_days(None, &days), urls::market_day))
}

pub(super) async fn site(visit: Visit, state: Data<State>, site: Path<SiteId>) -> Answer {
    let id = site.into_inner();
    let read = state.pool.read(move |db| Ok((queries::site_name(db, id)?, queries::feed_days(db, Some(id))?)));
    let (name, days) = read.await?;
    let name = name.ok_or(AppError::NotFound)?;
    Ok(feed(&visit, &state, FOR_ALL, |speaker| speaker.market_days(Some(&name), &days), urls::market_day))
}

/// The token is all that is asked for: calendars do not sign in.
pub(super) async fn own(visit: Visit, state: Data<State>, token: Path<String>) -> Answer {
    let token = token.into_inner();
    let read = state.pool.read(move |db| match queries::calendar_of(db, &token)? {
        Some(household) => queries::own_feed(db, household).map(Some),
        None => Ok(None),
    });
    let days = read.await?.ok_or(AppError::NotFound)?;
    Ok(feed(&visit, &state, FOR_ONE, |speaker| speaker.own_days(&days), urls::my_stall_day))
}

fn feed(
    visit: &Visit,
    state: &State,
    kept: &'static str,
    say: impl FnOnce(&Speaker<'_>) -> String,
    page: fn(Lang, MarketDayId) -> String,
) -> HttpResponse {
    let link = |day: MarketDayId| format!("{}{}", visit.origin, page(visit.lang, day));
    let text = say(&Speaker { locale: visit.locale(), link: &link, now: state.pool.clock().now().at });
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((CACHE_CONTROL, kept))
        .insert_header(("content-disposition", "inline; filename=\"bazarche.ics\""))
        .body(text)
}

/// POST: makes the private address, which is shown this once, or ends it.
pub(super) async fn act(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, lang) = (by.proof.clone(), by.visit.lang);
    match sent.fields.text("do") {
        "make" => {
            let token = state.pool.change(move |db| calendar::make(db, &proof)).await?;
            let address = format!("{}{}", by.visit.origin, urls::calendar_feed(lang, &token));
            Ok(by.visit.page(&CalendarMade { address }))
        }
        "end" => {
            state.pool.change(move |db| calendar::end(db, &proof)).await?;
            let said = by.visit.locale().text.stalls_calendar_ended();
            Ok(by.visit.see_other_saying(&urls::my_stall(lang), &said))
        }
        _ => Err(AppError::Malformed("neither makes nor ends a calendar link")),
    }
}
