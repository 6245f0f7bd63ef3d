//! Routes of reports.
mod council;
mod season;

use super::access::SitesReader;
use super::pages::{Sites, Takings};
use super::queries;
use crate::kernel::ids::SiteId;
use crate::stalls::access::DayManager;
use crate::stalls::queries as stalls;
use crate::urls::pattern;
use crate::web::{Allowed, Answer, Routes, State};
use actix_web::web::Data;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::reports, sites)
        .get(pattern::site_report, season::report)
        .get(pattern::site_report_csv, season::file)
        .get(pattern::site_rerun, season::rerun)
        .get(pattern::site_council, council::pack)
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

async fn takings(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let (day, site) = (by.proof.day(), by.proof.site().site());
    let read = state.pool.read(move |db| {
        let card = stalls::day(db, day)?;
        let taken = if card.day <= db.now.today { queries::takings(db, day)? } else { Vec::new() };
        Ok(Takings { site: stalls::site(db, site)?, day: card, taken })
    });
    Ok(by.visit.page(&read.await?))
}
