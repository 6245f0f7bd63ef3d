//! The papers for the council, of one market day or of a season.
use crate::audit::{self, Event};
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::reports::council::Counted;
use crate::reports::model::{Naming, Record};
use crate::reports::pages::{Pack, PackOf};
use crate::reports::season::Season;
use crate::reports::{forms, queries};
use crate::stalls::access::SiteManager;
use crate::stalls::model::{DayState, Drawing};
use crate::stalls::queries as stalls;
use crate::web::{Allowed, Answer, State};
use actix_web::web::Data;
use diesel::QueryResult;

/// What is asked for. Whoever does not ask for names gets the copy for the public.
#[derive(Clone, Copy)]
struct Wanted {
    day: Option<MarketDayId>,
    season: Season,
    has_names: bool,
}

impl Wanted {
    fn naming(self) -> Naming {
        if self.has_names { Naming::Names } else { Naming::Nobody }
    }
}

/// GET: that names were taken away leaves a row in the trail, or they are not given.
pub(super) async fn pack(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let query = &by.visit.query;
    let day = match query.text("day") {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let season = forms::season(query, by.visit.today);
    let wanted = Wanted { day, season, has_names: query.text("names") == "yes" };
    let proof = by.proof.clone();
    let pack = if wanted.has_names {
        state.pool.change(move |db| named(db, &proof, wanted)).await?
    } else {
        state.pool.read(move |db| read(db, proof.site(), wanted)).await?
    };
    Ok(by.visit.page(&pack.ok_or(AppError::NotFound)?))
}

fn named(db: &mut Db, by: &SiteManager, wanted: Wanted) -> QueryResult<Option<Pack>> {
    let pack = read(db, by.site(), wanted)?;
    if pack.is_some() {
        let object = wanted.day.map_or(("market_site", by.site().0), |day| ("market_day", day.0));
        let event = Event { action: "export", object, detail: "council names", area: Some(by.area()) };
        audit::record(db, by.actor(), event)?;
    }
    Ok(pack)
}

fn read(db: &mut Db, site: SiteId, wanted: Wanted) -> QueryResult<Option<Pack>> {
    match wanted.day {
        Some(day) => of_day(db, site, (day, wanted)),
        None => of_season(db, site, wanted).map(Some),
    }
}

/// A published day of the site, on the drawing of its plan.
fn of_day(db: &mut Db, site: SiteId, (day, wanted): (MarketDayId, Wanted)) -> QueryResult<Option<Pack>> {
    let found =
        stalls::day_and_area(db, day)?.filter(|(card, of, ..)| *of == site && card.state == DayState::Published);
    let Some((card, run)) = found.and_then(|(card, ..)| Some((card.clone(), card.published_run?))) else {
        return Ok(None);
    };
    let drawing = stalls::drawing_of_run(db, run)?;
    let record = queries::record(db, site, (vec![card.clone()], wanted.naming()))?;
    pack_of(db, (PackOf::Day(card), record), (drawing, wanted)).map(Some)
}

/// A season, on the drawing of its last day.
fn of_season(db: &mut Db, site: SiteId, wanted: Wanted) -> QueryResult<Pack> {
    let last = (*wanted.season.days().end()).min(db.now.today);
    let drawing = stalls::drawing(db, site, last)?;
    let record = queries::season(db, site, (wanted.season, wanted.naming()))?;
    pack_of(db, (PackOf::Season(wanted.season), record), (drawing, wanted))
}

fn pack_of(db: &mut Db, (of, record): (PackOf, Record), (drawing, wanted): (Drawing, Wanted)) -> QueryResult<Pack> {
    Ok(Pack {
        drawing,
        categories: stalls::categories(db)?,
        counted: Counted::of(&record.days, &record.sellers),
        site: record.site,
        of,
        has_names: wanted.has_names,
        now: db.now.at,
    })
}
