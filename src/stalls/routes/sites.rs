//! Sites: opening them, and one with its days.
pub(super) mod details;
mod drawing;
pub(super) mod sellers;
pub(super) mod settings;
pub(super) mod versions;

pub(super) use drawing::{change_rows, change_stall, rows, stall};

use crate::accounts::access::Admin;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::SiteId;
use crate::stalls::access::{Manager, SiteManager};
use crate::stalls::drawing::{self as verbs, SiteRefusal};
use crate::stalls::forms;
use crate::stalls::model::{North, SiteRow};
use crate::stalls::pages::{AdminSites, Site, Sites};
use crate::stalls::queries;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// Cuts the row too many that tells that there are more.
pub(super) fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    (rows, has_more)
}

pub(super) async fn admin_list(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let fields = Fields::default()
        .with("opens", "480")
        .with("closes", "840")
        .with("cutoff", by.visit.locale().number(24))
        .with("no-show", by.visit.locale().number(60))
        .with("north", North::Up.as_str());
    let page = admin_page(&by, &state, Form::filled(fields)).await?;
    Ok(by.visit.page(&page))
}

async fn admin_page(by: &Allowed<Admin>, state: &State, form: Form) -> Result<AdminSites, AppError> {
    let before: Option<SiteId> = by.visit.query.text("before").parse().ok();
    let (rows, areas) = state.pool.read(move |db| Ok((queries::sites(db, before)?, queries::areas(db)?))).await?;
    let (rows, has_more): (Vec<SiteRow>, bool) = cut(rows);
    Ok(AdminSites { rows, areas, is_first: before.is_none(), has_more, form })
}

pub(super) async fn open(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::new_site(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| verbs::open_site(db, &proof, &new)).await? {
                Ok(_) => {
                    let said = locale.text.stalls_site_opened();
                    return Ok(by.visit.see_other_saying(&urls::admin_sites(by.visit.lang), &said));
                }
                Err(SiteRefusal::UnknownArea) => {
                    vec![Problem { field: "area", sentence: locale.text.stalls_area_missing() }]
                }
            }
        }
        Err(problems) => problems,
    };
    let page = admin_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

pub(super) async fn list(by: Allowed<Manager>, state: Data<State>) -> Answer {
    let before: Option<SiteId> = by.visit.query.text("before").parse().ok();
    let scopes = by.proof.scopes().to_vec();
    let rows = state.pool.read(move |db| queries::sites_in(db, &scopes, before)).await?;
    let (rows, has_more) = cut(rows);
    Ok(by.visit.page(&Sites { rows, is_first: before.is_none(), has_more }))
}

pub(super) async fn site(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let id = by.proof.site();
    let page = state
        .pool
        .read(move |db| {
            Ok(Site {
                site: queries::site(db, id)?,
                code: queries::code_of(db, id)?,
                drawing: queries::drawing(db, id, db.now.today)?,
                days: queries::days_of(db, id)?,
                past: queries::past_days_of(db, id)?,
            })
        })
        .await?;
    Ok(by.visit.page(&page))
}
