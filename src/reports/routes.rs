//! Routes of reports.
mod council;
mod names;
mod season;

use super::access::SitesReader;
use super::pages::{Sites, Takings};
use super::queries;
use crate::audit::{self, Event};
use crate::db::Db;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::SiteId;
use crate::stalls::access::DayManager;
use crate::stalls::model::DayState;
use crate::stalls::queries as stalls;
use crate::urls::pattern;
use crate::web::{Allowed, Answer, Routes, State};
use actix_web::web::Data;
use diesel::QueryResult;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::reports, sites)
        .get(pattern::site_report, season::report)
        .get(pattern::site_report_csv, season::file)
        .get(pattern::site_rerun, season::rerun)
        .get(pattern::site_council, council::pack)
        .get(pattern::site_names, names::form)
        .post(pattern::site_names, names::give)
        .get(pattern::day_takings, takings);
}

async fn sites(by: Allowed<SitesReader>, state: Data<State>) -> Answer {
    let before: Option<SiteId> = by.visit.query.text("before").parse().ok();
    let scopes = by.proof.scopes().to_vec();
    let mut rows = state.pool.read(move |db| stalls::sites_in(db, &scopes, before)).await?;
    let page = usize::try_from(stalls::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(by.visit.page(&Sites { rows, is_first: before.is_none(), has_more }))
}

/// GET: that the sums were looked at leaves a row in the trail, or they are not shown.
async fn takings(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let proof = by.proof.clone();
    Ok(by.visit.page(&state.pool.change(move |db| read_takings(db, &proof)).await?))
}

fn read_takings(db: &mut Db, by: &DayManager) -> QueryResult<Takings> {
    let (site, day) = (stalls::site(db, by.site().site())?, stalls::day(db, by.day())?);
    let is_over = utc_of(day.day, day.closes_minute) <= db.now.at;
    if day.state != DayState::Published || !is_over {
        return Ok(Takings { site, day, is_over, taken: Vec::new() });
    }
    let taken = queries::takings(db, day.id)?;
    let object = ("market_day", day.id.0);
    audit::record(db, by.actor(), Event { action: "read", object, detail: "takings", area: Some(by.site().area()) })?;
    Ok(Takings { site, day, is_over, taken })
}
