//! Drawing a site: its rows, its stalls, and what stands between them.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::stalls::access::SiteManager;
use crate::stalls::check;
use crate::stalls::drawing;
use crate::stalls::edits::{Edit, EditRefusal};
use crate::stalls::forms;
use crate::stalls::pages::{Board, EditStall, Rows};
use crate::stalls::queries;
use crate::stalls::routes::board;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn rows(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let page = rows_page(&by, &state, (Fields::default(), Vec::new())).await?;
    Ok(by.visit.page(&page))
}

async fn rows_page(
    by: &Allowed<SiteManager>,
    state: &State,
    (sent, problems): (Fields, Vec<Problem>),
) -> Result<Rows, AppError> {
    let (id, locale) = (by.proof.site(), by.visit.locale());
    state
        .pool
        .read(move |db| {
            let today = db.now.today;
            let drawing = queries::drawing(db, id, today)?;
            let own: Vec<(String, Vec<StallId>)> = queries::holders(db, id, today)?
                .into_iter()
                .map(|holder| (holder.name.clone(), holder.own_on(today)))
                .collect();
            Ok(Rows {
                board: Board::Site(queries::site(db, id)?),
                faults: check::faults(&drawing, &own),
                form: Form::refused(board::rows_fields(&drawing, &sent, &locale), problems),
                drawing,
                differences: Vec::new(),
                categories: queries::categories(db)?,
            })
        })
        .await
}

/// Changes the drawing; gives what stands in the way, if anything does.
pub(super) async fn edit(by: &Allowed<SiteManager>, state: &State, edit: &Edit) -> Result<Option<Problem>, AppError> {
    let (proof, wanted) = (by.proof.clone(), edit.clone());
    match state.pool.write(move |db| drawing::edit(db, &proof, &wanted)).await? {
        Ok(()) | Err(EditRefusal::NoObstacle) => Ok(None),
        Err(refusal) => Ok(Some(board::problem(refusal, edit, &by.visit.locale()))),
    }
}

/// POST: a new row, more stalls for one that is there, or its name and its ring.
pub(crate) async fn change_rows(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::rows_edit(&sent.fields, &locale) {
        Ok(wanted) => match edit(&by, &state, &wanted).await? {
            None => {
                let url = urls::site_rows(by.visit.lang, by.proof.site());
                return Ok(by.visit.see_other_saying(&url, &board::done(&wanted, &locale)));
            }
            Some(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let page = rows_page(&by, &state, (sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

pub(crate) async fn stall(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let id: StallId = by.visit.query.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let mut page = stall_page(&by, &state, id, Form::default()).await?;
    page.form = Form::filled(board::stall_fields(&page.drawing, &page.stall, &by.visit.locale()));
    Ok(by.visit.page(&page))
}

async fn stall_page(by: &Allowed<SiteManager>, state: &State, id: StallId, form: Form) -> Result<EditStall, AppError> {
    let site = by.proof.site();
    let found = state
        .pool
        .read(move |db| {
            let drawing = queries::drawing(db, site, db.now.today)?;
            let Some(stall) = drawing.any_stall(id).cloned() else {
                return Ok(None);
            };
            let (board, categories) = (Board::Site(queries::site(db, site)?), queries::categories(db)?);
            Ok(Some(EditStall { board, stall, drawing, categories, form }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// POST: the stall itself, or what stands between it and the next.
pub(crate) async fn change_stall(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let id: StallId = sent.fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let problems = match forms::stall_edit(&sent.fields, &locale) {
        Ok(wanted) => match edit(&by, &state, &wanted).await? {
            None => {
                let url = urls::site_rows(by.visit.lang, by.proof.site());
                return Ok(by.visit.see_other_saying(&url, &board::done(&wanted, &locale)));
            }
            Some(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let mut page = stall_page(&by, &state, id, Form::default()).await?;
    let now = board::stall_fields(&page.drawing, &page.stall, &locale);
    page.form = Form::refused(forms::over(now, &sent.fields), problems);
    Ok(by.visit.refused(&page))
}
