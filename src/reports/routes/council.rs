//! The papers for the council, of one market day or of a season.
use crate::audit::{self, Event};
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::reports::council::{Counted, DealtBy};
use crate::reports::model::{Naming, Record};
use crate::reports::pages::{Pack, PackOf};
use crate::reports::season::Season;
use crate::reports::{forms, queries};
use crate::stalls::access::SiteManager;
use crate::stalls::model::{DayState, Drawing};
use crate::stalls::queries as stalls;
use crate::web::{Allowed, Answer, State};
use actix_web::web::Data;
use chrono::NaiveDate;
use diesel::QueryResult;

/// What the papers are about: a market day, or else a season.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub day: Option<MarketDayId>,
    pub season: Season,
}

impl Wanted {
    pub fn of(fields: &Fields, today: NaiveDate) -> Result<Wanted, AppError> {
        let day = match fields.text("day") {
            "" => None,
            id => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        Ok(Wanted { day, season: forms::season(fields, today) })
    }
}

/// GET: the copy for the public. The one with names is given for a password alone.
pub(super) async fn pack(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let wanted = Wanted::of(&by.visit.query, by.visit.today)?;
    let site = by.proof.site();
    let pack = state.pool.read(move |db| read(db, site, (wanted, Naming::Nobody))).await?;
    Ok(by.visit.page(&pack.ok_or(AppError::NotFound)?))
}

/// The copy with names. That they were taken away leaves a row in the trail, or they are not given.
pub(super) fn named(db: &mut Db, by: &SiteManager, wanted: Wanted) -> QueryResult<Option<Pack>> {
    let pack = read(db, by.site(), (wanted, Naming::Names))?;
    if pack.is_some() {
        let object = wanted.day.map_or(("market_site", by.site().0), |day| ("market_day", day.0));
        let event = Event { action: "export", object, detail: "council names", area: Some(by.area()) };
        audit::record(db, by.actor(), event)?;
    }
    Ok(pack)
}

fn read(db: &mut Db, site: SiteId, (wanted, naming): (Wanted, Naming)) -> QueryResult<Option<Pack>> {
    match wanted.day {
        Some(day) => of_day(db, site, (day, naming)),
        None => of_season(db, site, (wanted.season, naming)).map(Some),
    }
}

/// A published day of the site, on the drawing of its plan.
fn of_day(db: &mut Db, site: SiteId, (day, naming): (MarketDayId, Naming)) -> QueryResult<Option<Pack>> {
    let found =
        stalls::day_and_area(db, day)?.filter(|(card, of, ..)| *of == site && card.state == DayState::Published);
    let Some((card, run)) = found.and_then(|(card, ..)| Some((card.clone(), card.published_run?))) else {
        return Ok(None);
    };
    let drawing = stalls::drawing_of_run(db, run)?;
    let record = queries::record(db, site, (vec![card.clone()], naming))?;
    pack_of(db, (PackOf::Day(card), record), (drawing, naming)).map(Some)
}

/// A season, on the drawing of its last day.
fn of_season(db: &mut Db, site: SiteId, (season, naming): (Season, Naming)) -> QueryResult<Pack> {
    let last = (*season.days().end()).min(db.now.today);
    let drawing = stalls::drawing(db, site, last)?;
    let record = queries::season(db, site, (season, naming))?;
    pack_of(db, (PackOf::Season(season), record), (drawing, naming))
}

fn pack_of(db: &mut Db, (of, record): (PackOf, Record), (drawing, naming): (Drawing, Naming)) -> QueryResult<Pack> {
    Ok(Pack {
        categories: stalls::categories(db)?,
        counted: Counted::of(&record.days, &record.sellers),
        dealt_by: DealtBy::of(&record.days, (&record.site, &drawing)),
        drawing,
        site: record.site,
        of,
        has_names: naming == Naming::Names,
        now: db.now.at,
    })
}
