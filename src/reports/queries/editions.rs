//! The drawings that the published plans of some days were made on. A stall that has another number since, or is gone, is
//! known by these alone.
use crate::db::Db;
use crate::db::schema::{assignment_run, day_drawing, drawing_version, market_day};
use crate::kernel::ids::{MarketDayId, RunId, SiteId};
use crate::stalls::model::{Drawing, Edition};
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// Drawings of some days.
pub(super) struct Editions {
    /// On which a plan was dealt, and on which it was published: a plan changed by hand may stand on a newer drawing.
    days: BTreeMap<MarketDayId, (Edition, Edition)>,
    of_site: BTreeMap<i32, Drawing>,
    of_days: BTreeMap<(MarketDayId, i32), Drawing>,
}

impl Editions {
    /// The drawing whose numbers stand in the stored case of a day.
    pub fn dealt(&self, day: MarketDayId) -> Option<&Drawing> {
        self.days.get(&day).and_then(|(dealt, _)| self.drawing(day, *dealt))
    }

    /// The drawing of the published plan of a day.
    pub fn published(&self, day: MarketDayId) -> Option<&Drawing> {
        self.days.get(&day).and_then(|(_, published)| self.drawing(day, *published))
    }

    fn drawing(&self, day: MarketDayId, at: Edition) -> Option<&Drawing> {
        match at.day {
            Some(version) => self.of_days.get(&(day, version)),
            None => self.of_site.get(&at.site),
        }
    }
}

pub(super) fn editions(db: &mut Db, site: SiteId, days: &[MarketDayId]) -> QueryResult<Editions> {
    let days = editions_of(db, days)?;
    let (mut of_site, mut of_days) = (Vec::new(), Vec::new());
    for (day, (dealt, published)) in &days {
        for at in [dealt, published] {
            match at.day {
                Some(version) => of_days.push((*day, version)),
                None => of_site.push(at.site),
            }
        }
    }
    Ok(Editions { of_site: of_site_in(db, site, of_site)?, of_days: of_days_in(db, &of_days)?, days })
}

/// The first run on the same case is the one that was dealt; all after it are copies with changes by hand.
fn editions_of(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, (Edition, Edition)>> {
    let published = diesel::alias!(assignment_run as published);
    let rows: Vec<(MarketDayId, Option<RunId>, RunId, Edition)> = assignment_run::table
        .inner_join(market_day::table)
        .inner_join(published.on(market_day::published_run.eq(published.field(assignment_run::id).nullable())))
        .filter(market_day::id.eq_any(days))
        .filter(assignment_run::input.eq(published.field(assignment_run::input)))
        .order(assignment_run::version)
        .select((
            market_day::id,
            market_day::published_run,
            assignment_run::id,
            (assignment_run::drawing_version, assignment_run::day_version),
        ))
        .load(db.conn)?;
    let mut found: BTreeMap<MarketDayId, (Edition, Edition)> = BTreeMap::new();
    for (day, published, run, edition) in rows {
        let (_, last) = found.entry(day).or_insert((edition, edition));
        if published == Some(run) {
            *last = edition;
        }
    }
    Ok(found)
}

fn of_site_in(db: &mut Db, site: SiteId, versions: Vec<i32>) -> QueryResult<BTreeMap<i32, Drawing>> {
    let rows: Vec<(i32, String)> = drawing_version::table
        .filter(drawing_version::site_id.eq(site))
        .filter(drawing_version::version.eq_any(versions))
        .select((drawing_version::version, drawing_version::content))
        .load(db.conn)?;
    rows.into_iter().map(|(version, content)| Ok((version, read(&content)?))).collect()
}

fn of_days_in(db: &mut Db, wanted: &[(MarketDayId, i32)]) -> QueryResult<BTreeMap<(MarketDayId, i32), Drawing>> {
    let days: Vec<MarketDayId> = wanted.iter().map(|(day, _)| *day).collect();
    let versions: Vec<i32> = wanted.iter().map(|(_, version)| *version).collect();
    let rows: Vec<(MarketDayId, i32, String)> = day_drawing::table
        .filter(day_drawing::market_day_id.eq_any(days))
        .filter(day_drawing::version.eq_any(versions))
        .select((day_drawing::market_day_id, day_drawing::version, day_drawing::content))
        .load(db.conn)?;
    rows.into_iter().map(|(day, version, content)| Ok(((day, version), read(&content)?))).collect()
}

fn read(stored: &str) -> QueryResult<Drawing> {
    serde_json::from_str(stored).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}
