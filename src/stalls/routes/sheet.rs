//! Paper with squares: the day's sheet, and the labels of the stalls.
use crate::error::AppError;
use crate::kernel::ids::StallId;
use crate::kernel::lang::Lang;
use crate::stalls::access::{DayManager, SiteManager};
use crate::stalls::model::{DayState, DrawnStall};
use crate::stalls::pages::{Labels, Sheet, Squares};
use crate::stalls::queries::{self, Version};
use crate::urls;
use crate::web::{Allowed, Answer, State, Visit, qr};
use actix_web::web::Data;
use std::cmp::Ordering;

pub(super) async fn sheet(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let (id, site) = (by.proof.day(), by.proof.site().site());
    let (code, now, mut page) = state
        .pool
        .read(move |db| {
            let card = queries::day(db, id)?;
            // On the day itself the sheet says what stands on the ground, and afterwards what was made known; before, what the
            // newest plan says.
            let plan = match (card.day.cmp(&db.now.today), card.state) {
                (Ordering::Equal, DayState::Published) => queries::plan_to_keep(db, id)?,
                (Ordering::Less, DayState::Published) => queries::plan(db, id, Version::Published)?,
                _ => queries::plan(db, id, Version::Latest)?,
            };
            let page = Sheet {
                site: queries::site(db, site)?,
                plan,
                categories: queries::categories(db)?,
                squares: Squares::new(),
                now: db.now.at,
            };
            Ok((queries::code_of(db, site)?, queries::drawing_of_day(db, id)?.drawing, page))
        })
        .await?;
    // A stall may have another number by now than on the drawing of the plan; its square leads to the one it has.
    let stalls = page.plan.drawing.stalls().map(|stall| now.stall(stall.id).unwrap_or(stall));
    page.squares = squares(&by.visit, &code, stalls)?;
    Ok(by.visit.page(&page))
}

/// The labels of all stalls, or with `?stall=` of one.
pub(super) async fn labels(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let site = by.proof.site();
    let only: Option<StallId> = by.visit.query.text("stall").parse().ok();
    let (code, card, drawing) = state
        .pool
        .read(move |db| {
            let today = db.now.today;
            Ok((queries::code_of(db, site)?, queries::site(db, site)?, queries::drawing(db, site, today)?))
        })
        .await?;
    let is_wanted = |stall: &&DrawnStall| only.is_none_or(|only| stall.id == only);
    let stalls: Vec<DrawnStall> = drawing.stalls().filter(is_wanted).cloned().collect();
    if only.is_some() && stalls.is_empty() {
        return Err(AppError::NotFound);
    }
    let squares = squares(&by.visit, &code, stalls.iter())?;
    Ok(by.visit.page(&Labels { site: card, stalls, squares }))
}

/// The square of each stall; it leads to the page of what stands there today.
fn squares<'a>(visit: &Visit, code: &str, stalls: impl Iterator<Item = &'a DrawnStall>) -> Result<Squares, AppError> {
    let square = |stall: &DrawnStall| {
        let path = urls::stall_here(Lang::Fa, code, &urls::segment(&stall.number));
        qr::square(&format!("{}{path}", visit.origin)).map(|square| (stall.id, square))
    };
    stalls.map(square).collect()
}
