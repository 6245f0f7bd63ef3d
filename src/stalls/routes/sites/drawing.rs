//! Drawing a site: its rows, its stalls, and what stands between them.
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::stalls::access::SiteManager;
use crate::stalls::check;
use crate::stalls::drawing::{self, DrawingRefusal};
use crate::stalls::forms;
use crate::stalls::layout::{self, LayoutRefusal};
use crate::stalls::model::DrawnStall;
use crate::stalls::pages::{EditStall, Rows};
use crate::stalls::queries;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn rows(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
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
            let drawing = queries::drawing(db, id, db.now.today)?;
            let holders = queries::holders(db, id, db.now.today)?.into_iter();
            let own: Vec<(String, Vec<StallId>)> =
                holders.map(|holder| (holder.name.clone(), holder.own_on(db.now.today))).collect();
            Ok(Rows {
                site: queries::site(db, id)?,
                faults: check::faults(&drawing, &own),
                drawing,
                retired: queries::retired_stalls(db, id)?,
                categories: queries::categories(db)?,
                form,
            })
        })
        .await
}

/// POST: a new row, or the name and the ring of one that is there.
pub(crate) async fn add_row(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.text("do") == "row" {
        return change_row(by, state, sent).await;
    }
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

async fn change_row(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::row_change(&sent.fields, &locale) {
        Ok(change) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| layout::change_row(db, &proof, &change)).await? {
                Ok(()) => {
                    let url = urls::site_rows(by.visit.lang, by.proof.site());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.stalls_row_saved()));
                }
                Err(LayoutRefusal::UnknownRow) => return Err(AppError::NotFound),
                Err(refusal) => vec![layout_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    // What was typed belongs to the row that is there, not to the new one below.
    let page = rows_page(&by, &state, Form::refused(Fields::default(), problems)).await?;
    Ok(by.visit.refused(&page))
}

/// What stands in the way of a change of the layout, beside its field.
pub(super) fn layout_problem(refusal: LayoutRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        LayoutRefusal::UnknownRow | LayoutRefusal::UnknownStall | LayoutRefusal::NoObstacle => {
            Problem { field: "main", sentence: text.stalls_stall_unknown() }
        }
        LayoutRefusal::NotNeighbours => Problem { field: "kind", sentence: text.stalls_obstacle_not_neighbours() },
        LayoutRefusal::UnknownCategory => Problem { field: "category", sentence: text.stalls_category_missing() },
        LayoutRefusal::Unmarked => Problem { field: "required", sentence: text.stalls_category_unmarked() },
    }
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
        DrawingRefusal::Owned => Problem { field: "state", sentence: text.stalls_stall_owned() },
        DrawingRefusal::InUse => Problem { field: "state", sentence: text.stalls_stall_in_use() },
    }
}

pub(crate) async fn stall(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
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
        .with("category", stall.category.clone().unwrap_or_default())
        .with("kind", stall.after.map_or("none", |after| after.kind.as_str()))
        .with("between", locale.number(stall.after.map_or(100, |after| after.width_cm).into()));
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
            let drawing = queries::drawing(db, site, db.now.today)?;
            let (site, categories) = (queries::site(db, site)?, queries::categories(db)?);
            Ok(Some(EditStall { site, stall, drawing, categories, form }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// POST: the stall itself, or what stands between it and the next.
pub(crate) async fn change_stall(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.text("do") == "obstacle" {
        return set_obstacle(by, state, sent).await;
    }
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

async fn set_obstacle(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let id: StallId = sent.fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let problems = match forms::obstacle(&sent.fields, &locale) {
        Ok(change) => {
            let proof = by.proof.clone();
            let done = state.pool.write(move |db| match change {
                Some(new) => layout::put_obstacle(db, &proof, &new),
                None => layout::clear_obstacle(db, &proof, id),
            });
            match done.await? {
                Ok(()) | Err(LayoutRefusal::NoObstacle) => {
                    let url = urls::site_rows(by.visit.lang, by.proof.site());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.stalls_obstacle_saved()));
                }
                Err(refusal) => vec![layout_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let mut page = stall_page(&by, &state, id, Form::default()).await?;
    let fields = sent
        .fields
        .pairs()
        .iter()
        .fold(stall_fields(&page.stall, &locale), |fields, (name, value)| fields.with(name, value.clone()));
    page.form = Form::refused(fields, problems);
    Ok(by.visit.refused(&page))
}
