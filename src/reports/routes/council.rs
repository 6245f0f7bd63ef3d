//! The papers for the council, of one market day or of a season.
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::reports::council::Counted;
use crate::reports::model::{Naming, Record};
use crate::reports::pages::{Pack, PackOf};
use crate::reports::{forms, queries};
use crate::stalls::access::SiteManager;
use crate::stalls::queries as stalls;
use crate::web::{Allowed, Answer, State};
use actix_web::web::Data;
use diesel::QueryResult;

pub(super) async fn pack(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let (query, site) = (&by.visit.query, by.proof.site());
    let has_names = query.text("names") != "no";
    let naming = if has_names { Naming::Names } else { Naming::Nobody };
    let season = forms::season(query, by.visit.today);
    let day: Option<MarketDayId> = match query.text("day") {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let read = state.pool.read(move |db| {
        let (of, record) = match day {
            Some(day) => match of_day(db, site, (day, naming))? {
                Some((of, record)) => (of, record),
                None => return Ok(None),
            },
            None => (PackOf::Season(season), queries::season(db, site, (season, naming))?),
        };
        pack_of(db, (of, record), has_names).map(Some)
    });
    Ok(by.visit.page(&read.await?.ok_or(AppError::NotFound)?))
}

/// A published day of the site.
fn of_day(db: &mut Db, site: SiteId, (day, naming): (MarketDayId, Naming)) -> QueryResult<Option<(PackOf, Record)>> {
    let Some((card, of, ..)) = stalls::day_and_area(db, day)? else {
        return Ok(None);
    };
    if of != site || card.published_run.is_none() {
        return Ok(None);
    }
    let record = queries::record(db, site, (vec![card.clone()], naming))?;
    Ok(Some((PackOf::Day(card), record)))
}

fn pack_of(db: &mut Db, (of, record): (PackOf, Record), has_names: bool) -> QueryResult<Pack> {
    let on = match &of {
        PackOf::Day(day) => day.day,
        PackOf::Season(season) => (*season.days().end()).min(db.now.today),
    };
    Ok(Pack {
        drawing: stalls::drawing(db, record.site.id, on)?,
        categories: stalls::categories(db)?,
        counted: Counted::of(&record.days, &record.sellers),
        site: record.site,
        of,
        has_names,
        now: db.now.at,
    })
}
