//! Sites: opening and drawing them.
pub(super) mod sellers;

use crate::accounts::access::Admin;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{SiteId, StallId};
use crate::stalls::access::{Manager, SiteManager};
use crate::stalls::drawing::{self, DrawingRefusal, SiteRefusal};
use crate::stalls::forms;
use crate::stalls::model::{DrawnStall, North, SiteRow};
use crate::stalls::pages::{AdminSites, EditStall, Rows, Site, Sites};
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
            match state.pool.write(move |db| drawing::open_site(db, &proof, &new)).await? {
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
                drawing: queries::drawing(db, id, db.now.today)?,
                days: queries::days_of(db, id)?,
                past: queries::past_days_of(db, id)?,
            })
        })
        .await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn rows(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let mut page = rows_page(&by, &state, Form::default()).await?;
    let locale = by.visit.locale();
    let next = page.drawing.stalls().filter_map(|stall| stall.number.parse::<i64>().ok()).max().unwrap_or(0) + 1;
    let fields = Fields::default()
        .with("first", locale.in_digits(&next.to_string()))
        .with("width", locale.number(200))
        .with("power", "none")
        .with("baking", "none");
    page.form = Form::filled(fields);
    Ok(by.visit.page(&page))
}

async fn rows_page(by: &Allowed<SiteManager>, state: &State, form: Form) -> Result<Rows, AppError> {
    let id = by.proof.site();
    state
        .pool
        .read(move |db| {
            Ok(Rows {
                site: queries::site(db, id)?,
                drawing: queries::drawing(db, id, db.now.today)?,
                retired: queries::retired_stalls(db, id)?,
                categories: queries::categories(db)?,
                form,
            })
        })
        .await
}

pub(super) async fn add_row(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::new_row(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| drawing::add_row(db, &proof, &new)).await? {
                Ok(_) => {
                    let url = urls::site_rows(by.visit.lang, by.proof.site());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.stalls_row_added()));
                }
                Err(refusal) => vec![drawing_problem(refusal, "first", &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = rows_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn drawing_problem(refusal: DrawingRefusal, number: &'static str, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        DrawingRefusal::NumberTaken(taken) => {
            Problem { field: number, sentence: text.stalls_number_taken(locale.in_digits(&taken)) }
        }
        DrawingRefusal::TooMany => {
            Problem { field: "count", sentence: text.stalls_too_many(locale.number(drawing::MOST_STALLS)) }
        }
        DrawingRefusal::UnknownCategory => Problem { field: "category", sentence: text.stalls_category_missing() },
        DrawingRefusal::UnknownStall => Problem { field: "number", sentence: text.stalls_stall_unknown() },
        DrawingRefusal::InUse => Problem { field: "state", sentence: text.stalls_stall_in_use() },
    }
}

pub(super) async fn stall(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let id: StallId = by.visit.query.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let mut page = stall_page(&by, &state, id, Form::default()).await?;
    page.form = Form::filled(stall_fields(&page.stall, &by.visit.locale()));
    Ok(by.visit.page(&page))
}

fn stall_fields(stall: &DrawnStall, locale: &Locale) -> Fields {
    let now = match (&stall.retired_on, &stall.blocked) {
        (Some(_), _) => "retired",
        (None, Some(_)) => "blocked",
        (None, None) => "open",
    };
    let fields = Fields::default()
        .with("state", now)
        .with("reason", stall.blocked.clone().unwrap_or_default())
        .with("number", locale.in_digits(&stall.number))
        .with("width", locale.number(stall.width_cm.into()))
        .with("category", stall.category.clone().unwrap_or_default());
    forms::with_fittings(fields, &stall.fittings)
}

async fn stall_page(by: &Allowed<SiteManager>, state: &State, id: StallId, form: Form) -> Result<EditStall, AppError> {
    let site = by.proof.site();
    let found = state
        .pool
        .read(move |db| {
            let Some(stall) = queries::stall(db, site, id)? else {
                return Ok(None);
            };
            Ok(Some(EditStall { site: queries::site(db, site)?, stall, categories: queries::categories(db)?, form }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

pub(super) async fn change_stall(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let id: StallId = sent.fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let problems = match forms::stall_change(&sent.fields, &locale) {
        Ok(change) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| drawing::change_stall(db, &proof, &change)).await? {
                Ok(()) => {
                    let url = urls::site_rows(by.visit.lang, by.proof.site());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.stalls_stall_saved()));
                }
                Err(refusal) => vec![drawing_problem(refusal, "number", &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = stall_page(&by, &state, id, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}
