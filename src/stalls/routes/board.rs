//! Showing a drawing and changing it, whosesoever it is: that of a site, or of one market day alone.
mod words;

pub(super) use words::{problem, problem_of_day};

use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::kernel::lang::Lang;
use crate::stalls::access::{DayManager, SiteManager};
use crate::stalls::check;
use crate::stalls::day_drawing::{self, DayDrawingRefusal};
use crate::stalls::differences::{self, Difference};
use crate::stalls::drawing;
use crate::stalls::edits::{Edit, EditRefusal};
use crate::stalls::forms;
use crate::stalls::model::Drawing;
use crate::stalls::pages::{Board, DayBoard, EditStall, Rows, SEEN};
use crate::stalls::queries;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Answer, State, Submitted, Visit};
use diesel::QueryResult;

/// Whose drawing it is, as seen by who may change it.
#[derive(Clone)]
pub(super) enum Whose {
    Site(SiteManager),
    Day(DayManager),
}

impl Whose {
    /// The page of the whole drawing.
    fn url(&self, lang: Lang) -> String {
        match self {
            Whose::Site(by) => urls::site_rows(lang, by.site()),
            Whose::Day(by) => urls::day_drawing(lang, by.day()),
        }
    }

    /// The drawing as it is now. Its version is read first: what changes in between is then known to be newer.
    pub fn now(&self, db: &mut Db) -> QueryResult<(Board, Drawing)> {
        match self {
            Whose::Site(by) => {
                let board = Board::Site(queries::site(db, by.site())?);
                Ok((board, queries::drawing(db, by.site(), db.now.today)?))
            }
            Whose::Day(by) => {
                let now = queries::drawing_of_day(db, by.day())?;
                let board = DayBoard {
                    site: queries::site(db, by.site().site())?,
                    day: queries::day(db, by.day())?,
                    changes: now.changes,
                    is_own: now.edition.day.is_some(),
                };
                Ok((Board::Day(board), now.drawing))
            }
        }
    }

    /// What was changed since the version that was seen, if it was another one.
    pub fn meanwhile(
        &self,
        db: &mut Db,
        (board, drawing): (&Board, &Drawing),
        seen: Option<i32>,
    ) -> QueryResult<Vec<Difference>> {
        let Some(seen) = seen.filter(|seen| *seen != board.version()) else {
            return Ok(Vec::new());
        };
        let once = match (self, board) {
            (Whose::Day(by), Board::Day(of)) => match queries::day_drawing_once(db, by.day(), seen)? {
                Some(own) => Some(own),
                None => Some(queries::drawing(db, of.site.id, of.day.day)?),
            },
            _ => queries::drawing_once(db, board.site().id, seen)?,
        };
        Ok(once.map(|once| differences::between(&once, drawing)).unwrap_or_default())
    }

    /// Changes the drawing that was seen; gives what stands in the way, if anything does.
    pub async fn change(
        &self,
        state: &State,
        (edit, seen): (&Edit, Option<i32>),
        locale: &Locale,
    ) -> Result<Option<Problem>, AppError> {
        let (whose, wanted) = (self.clone(), edit.clone());
        let changed = state.pool.write(move |db| match &whose {
            Whose::Site(by) => drawing::edit(db, by, &wanted, seen).map_err(|abort| abort.map(DayDrawingRefusal::Edit)),
            Whose::Day(by) => day_drawing::edit(db, by, &wanted, seen),
        });
        match changed.await? {
            Ok(()) | Err(DayDrawingRefusal::Edit(EditRefusal::NoObstacle)) => Ok(None),
            Err(refusal) => Ok(Some(self.problem(refusal, edit, locale))),
        }
    }

    /// What stands in the way, beside its field.
    fn problem(&self, refusal: DayDrawingRefusal, edit: &Edit, locale: &Locale) -> Problem {
        match (self, refusal) {
            (Whose::Day(_), DayDrawingRefusal::Edit(EditRefusal::Owned(stall))) => {
                let sentence = locale.text.stalls_day_drawing_owned(locale.in_digits(&stall));
                Problem { field: "state", sentence }
            }
            (_, DayDrawingRefusal::Edit(refusal)) => words::problem(refusal, edit, locale),
            (_, refusal) => words::problem_of_day(refusal, locale),
        }
    }
}

/// The version of the drawing that a form stood beside, if it says so.
pub(super) fn seen(fields: &Fields) -> Option<i32> {
    fields.text(SEEN).parse().ok()
}

/// GET: the whole drawing.
pub(super) async fn rows(visit: &Visit, state: &State, whose: &Whose) -> Answer {
    let page = rows_page(visit, state, whose, (Fields::default(), Vec::new())).await?;
    Ok(visit.page(&page))
}

/// The whole drawing again, with what was sent and what stands in the way.
pub(super) async fn rows_refused(
    visit: &Visit,
    state: &State,
    whose: &Whose,
    refused: (Fields, Vec<Problem>),
) -> Answer {
    Ok(visit.refused(&rows_page(visit, state, whose, refused).await?))
}

async fn rows_page(
    visit: &Visit,
    state: &State,
    whose: &Whose,
    (sent, problems): (Fields, Vec<Problem>),
) -> Result<Rows, AppError> {
    let (whose, locale) = (whose.clone(), visit.locale());
    state
        .pool
        .read(move |db| {
            let (board, drawing) = whose.now(db)?;
            let (site, today) = (board.site().id, db.now.today);
            let (on, differences) = match &board {
                Board::Site(_) => (today, Vec::new()),
                Board::Day(of) => {
                    let of_site = queries::drawing(db, site, of.day.day)?;
                    (of.day.day, differences::between(&of_site, &drawing))
                }
            };
            let holders = queries::holders(db, site, today)?.into_iter();
            let own: Vec<(String, Vec<StallId>)> =
                holders.map(|holder| (holder.name.clone(), drawing.in_order(holder.own_on(on)))).collect();
            Ok(Rows {
                faults: check::faults(&drawing, &own),
                differences,
                meanwhile: whose.meanwhile(db, (&board, &drawing), seen(&sent))?,
                categories: queries::categories(db)?,
                form: Form::refused(words::rows_fields(&drawing, &sent, &locale), problems),
                board,
                drawing,
            })
        })
        .await
}

/// POST: a new row, more stalls for one that is there, its name and its ring, or the rules of a category.
pub(super) async fn change_rows(visit: &Visit, state: &State, whose: &Whose, sent: Submitted) -> Answer {
    let edit = forms::rows_edit(&sent.fields, &visit.locale());
    match changed(visit, state, whose, (edit, &sent.fields)).await? {
        Ok(said) => Ok(visit.see_other_saying(&whose.url(visit.lang), &said)),
        Err(problems) => rows_refused(visit, state, whose, (sent.fields, problems)).await,
    }
}

/// Does what a form asks for; gives what to say of it.
async fn changed(
    visit: &Visit,
    state: &State,
    whose: &Whose,
    (edit, sent): (Result<Edit, Vec<Problem>>, &Fields),
) -> Result<Result<String, Vec<Problem>>, AppError> {
    let locale = visit.locale();
    let wanted = match edit {
        Ok(wanted) => wanted,
        Err(problems) => return Ok(Err(problems)),
    };
    match whose.change(state, (&wanted, seen(sent)), &locale).await? {
        None => Ok(Ok(words::done(&wanted, &locale))),
        Some(problem) => Ok(Err(vec![problem])),
    }
}

/// GET: the stall that `?stall=` names.
pub(super) async fn stall(visit: &Visit, state: &State, whose: &Whose) -> Answer {
    let id: StallId = visit.query.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let mut page = stall_page(state, whose, (id, None)).await?.ok_or(AppError::NotFound)?;
    page.form = Form::filled(words::stall_fields(&page.drawing, &page.stall, &visit.locale()));
    Ok(visit.page(&page))
}

async fn stall_page(
    state: &State,
    whose: &Whose,
    (id, seen): (StallId, Option<i32>),
) -> Result<Option<EditStall>, AppError> {
    let whose = whose.clone();
    state
        .pool
        .read(move |db| {
            let (board, drawing) = whose.now(db)?;
            let Some(stall) = drawing.any_stall(id).cloned() else {
                return Ok(None);
            };
            let meanwhile = whose.meanwhile(db, (&board, &drawing), seen)?;
            let categories = queries::categories(db)?;
            Ok(Some(EditStall { board, stall, drawing, meanwhile, categories, form: Form::default() }))
        })
        .await
}

/// POST: the stall itself, or what stands between it and the next.
pub(super) async fn change_stall(visit: &Visit, state: &State, whose: &Whose, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let id: StallId = sent.fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let edit = forms::stall_edit(&sent.fields, &locale);
    let problems = match changed(visit, state, whose, (edit, &sent.fields)).await? {
        Ok(said) => return Ok(visit.see_other_saying(&whose.url(visit.lang), &said)),
        Err(problems) => problems,
    };
    let Some(mut page) = stall_page(state, whose, (id, seen(&sent.fields))).await? else {
        // It was of this day alone, and went with the day's own drawing.
        let gone = Problem { field: "main", sentence: locale.text.stalls_stall_gone() };
        return rows_refused(visit, state, whose, (Fields::default(), vec![gone])).await;
    };
    let now = words::stall_fields(&page.drawing, &page.stall, &locale);
    page.form = Form::refused(forms::over(now, &sent.fields), problems);
    Ok(visit.refused(&page))
}
