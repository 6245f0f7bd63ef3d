//! Changing the drawing for one market day alone.
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{MarketDayId, SiteId, StallId};
use crate::stalls::access::DayManager;
use crate::stalls::day_drawing::{self, DayDrawingRefusal};
use crate::stalls::edits::{Edit, EditRefusal};
use crate::stalls::pages::{Board, DayBoard, EditStall, Rows, SEEN, THROW_AWAY};
use crate::stalls::queries::{self, DrawingOfDay};
use crate::stalls::routes::board;
use crate::stalls::{check, differences, forms};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;

pub(super) async fn rows(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let page = rows_page(&by, &state, (Fields::default(), Vec::new())).await?;
    Ok(by.visit.page(&page))
}

fn board_of(db: &mut Db, (site, day): (SiteId, MarketDayId), now: &DrawingOfDay) -> QueryResult<Board> {
    Ok(Board::Day(DayBoard {
        site: queries::site(db, site)?,
        day: queries::day(db, day)?,
        changes: now.changes,
        is_own: now.edition.day.is_some(),
    }))
}

async fn rows_page(
    by: &Allowed<DayManager>,
    state: &State,
    (sent, problems): (Fields, Vec<Problem>),
) -> Result<Rows, AppError> {
    let (site, id, locale) = (by.proof.site().site(), by.proof.day(), by.visit.locale());
    state
        .pool
        .read(move |db| {
            let now = queries::drawing_of_day(db, id)?;
            let day = queries::day(db, id)?.day;
            let holders = queries::holders(db, site, db.now.today)?.into_iter();
            let own: Vec<(String, Vec<StallId>)> =
                holders.map(|holder| (holder.name.clone(), now.drawing.in_order(holder.own_on(day)))).collect();
            Ok(Rows {
                board: board_of(db, (site, id), &now)?,
                faults: check::faults(&now.drawing, &own),
                differences: differences::between(&queries::drawing(db, site, day)?, &now.drawing),
                categories: queries::categories(db)?,
                form: Form::refused(board::rows_fields(&now.drawing, &sent, &locale), problems),
                drawing: now.drawing,
            })
        })
        .await
}

fn seen(fields: &Fields) -> i32 {
    fields.text(SEEN).parse().unwrap_or(-1)
}

/// What stands in the way, beside its field.
fn problem(refusal: DayDrawingRefusal, edit: Option<&Edit>, locale: &Locale) -> Problem {
    let text = locale.text;
    let of_the_page = |sentence: String| Problem { field: "main", sentence };
    match (refusal, edit) {
        (DayDrawingRefusal::Closed, _) => of_the_page(text.stalls_day_closed()),
        (DayDrawingRefusal::Stale, _) => of_the_page(text.stalls_day_drawing_stale()),
        (DayDrawingRefusal::InUse(stall), _) => of_the_page(text.stalls_day_drawing_in_use(locale.in_digits(&stall))),
        (DayDrawingRefusal::Edit(EditRefusal::Owned(stall)), _) => {
            Problem { field: "state", sentence: text.stalls_day_drawing_owned(locale.in_digits(&stall)) }
        }
        (DayDrawingRefusal::Edit(refusal), Some(edit)) => board::problem(refusal, edit, locale),
        (DayDrawingRefusal::Edit(_), None) => of_the_page(text.stalls_stall_unknown()),
    }
}

async fn edit(
    by: &Allowed<DayManager>,
    state: &State,
    (edit, seen): (&Edit, i32),
) -> Result<Option<Problem>, AppError> {
    let (proof, wanted) = (by.proof.clone(), edit.clone());
    match state.pool.write(move |db| day_drawing::edit(db, &proof, &wanted, seen)).await? {
        Ok(()) | Err(DayDrawingRefusal::Edit(EditRefusal::NoObstacle)) => Ok(None),
        Err(refusal) => Ok(Some(problem(refusal, Some(edit), &by.visit.locale()))),
    }
}

/// POST: a change of rows or of the rules of a category, or the way back to the site's drawing.
pub(super) async fn change_rows(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.text("do") == THROW_AWAY {
        return throw_away(by, state, sent).await;
    }
    let locale = by.visit.locale();
    let problems = match forms::rows_edit(&sent.fields, &locale) {
        Ok(wanted) => match edit(&by, &state, (&wanted, seen(&sent.fields))).await? {
            None => {
                let url = urls::day_drawing(by.visit.lang, by.proof.day());
                return Ok(by.visit.see_other_saying(&url, &board::done(&wanted, &locale)));
            }
            Some(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let page = rows_page(&by, &state, (sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

async fn throw_away(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, seen, locale) = (by.proof.clone(), seen(&sent.fields), by.visit.locale());
    match state.pool.write(move |db| day_drawing::throw_away(db, &proof, seen)).await? {
        Ok(()) => {
            let url = urls::day(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&url, &locale.text.stalls_day_drawing_thrown_away()))
        }
        Err(refusal) => {
            let problems = vec![problem(refusal, None, &locale)];
            Ok(by.visit.refused(&rows_page(&by, &state, (Fields::default(), problems)).await?))
        }
    }
}

pub(super) async fn stall(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let id: StallId = by.visit.query.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let mut page = stall_page(&by, &state, id).await?;
    page.form = Form::filled(board::stall_fields(&page.drawing, &page.stall, &by.visit.locale()));
    Ok(by.visit.page(&page))
}

async fn stall_page(by: &Allowed<DayManager>, state: &State, id: StallId) -> Result<EditStall, AppError> {
    let (site, day) = (by.proof.site().site(), by.proof.day());
    let found = state
        .pool
        .read(move |db| {
            let now = queries::drawing_of_day(db, day)?;
            let Some(stall) = now.drawing.any_stall(id).cloned() else {
                return Ok(None);
            };
            let (board, categories) = (board_of(db, (site, day), &now)?, queries::categories(db)?);
            Ok(Some(EditStall { board, stall, drawing: now.drawing, categories, form: Form::default() }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// POST: the stall on this day, or what stands between it and the next.
pub(super) async fn change_stall(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let id: StallId = sent.fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let problems = match forms::stall_edit(&sent.fields, &locale) {
        Ok(wanted) => match edit(&by, &state, (&wanted, seen(&sent.fields))).await? {
            None => {
                let url = urls::day_drawing(by.visit.lang, by.proof.day());
                return Ok(by.visit.see_other_saying(&url, &board::done(&wanted, &locale)));
            }
            Some(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let mut page = stall_page(&by, &state, id).await?;
    let now = board::stall_fields(&page.drawing, &page.stall, &locale);
    page.form = Form::refused(forms::over(now, &sent.fields), problems);
    Ok(by.visit.refused(&page))
}
