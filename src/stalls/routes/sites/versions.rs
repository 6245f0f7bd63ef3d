//! The versions of a site's drawing: all of them, one to scale, and bringing one back.
use super::cut;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::SiteId;
use crate::stalls::access::SiteManager;
use crate::stalls::differences;
use crate::stalls::edits::{Edit, EditRefusal};
use crate::stalls::model::{Drawing, VersionCard};
use crate::stalls::pages::{Changed, Version, Versions};
use crate::stalls::queries;
use crate::stalls::routes::board;
use crate::stalls::versions::{self, VersionRefusal};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::{Data, Path};

pub(crate) async fn list(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let (id, before) = (by.proof.site(), by.visit.query.text("before").parse::<i32>().ok());
    let page = state
        .pool
        .read(move |db| {
            let kept = queries::versions(db, id, before)?;
            let (rows, has_more) = cut(changed(&kept));
            let (site, categories) = (queries::site(db, id)?, queries::categories(db)?);
            Ok(Versions { site, rows, categories, is_first: before.is_none(), has_more })
        })
        .await?;
    Ok(by.visit.page(&page))
}

/// Each version, the newest first, beside the one before it.
fn changed(kept: &[(VersionCard, Drawing)]) -> Vec<Changed> {
    let nothing = Drawing::default();
    let before = kept.iter().skip(1).map(|(_, drawing)| drawing).chain([&nothing]);
    kept.iter()
        .zip(before)
        .map(|((version, drawing), before)| Changed {
            version: version.clone(),
            differences: differences::between(before, drawing),
        })
        .collect()
}

pub(crate) async fn one(by: Allowed<SiteManager>, state: Data<State>, path: Path<(SiteId, i32)>) -> Answer {
    let page = version_page(&by, &state, path.1, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn version_page(by: &Allowed<SiteManager>, state: &State, number: i32, form: Form) -> Result<Version, AppError> {
    let id = by.proof.site();
    let found = state
        .pool
        .read(move |db| {
            let kept = queries::versions(db, id, number.checked_add(1))?;
            let Some((version, drawing)) = kept.first().filter(|(card, _)| card.version == number).cloned() else {
                return Ok(None);
            };
            let before = kept.get(1).map(|(_, before)| before.clone()).unwrap_or_default();
            // Its version first: what changes in between is then known to be newer.
            let site = queries::site(db, id)?;
            let now = queries::drawing(db, id, db.now.today)?;
            let back = Drawing { categories: now.categories.clone(), ..drawing.clone() };
            let to_change = differences::between(&now, &back);
            let changed = Changed { version, differences: differences::between(&before, &drawing) };
            let categories = queries::categories(db)?;
            let is_now = drawing.rows == now.rows;
            Ok(Some(Version { site, changed, drawing, is_now, to_change, categories, form }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// POST: the drawing becomes what it was in this version.
pub(crate) async fn bring_back(
    by: Allowed<SiteManager>,
    state: Data<State>,
    path: Path<(SiteId, i32)>,
    sent: Submitted,
) -> Answer {
    let (number, proof, locale) = (path.1, by.proof.clone(), by.visit.locale());
    let seen = board::seen(&sent.fields);
    let sentence = match state.pool.write(move |db| versions::bring_back(db, &proof, number, seen)).await? {
        Ok(()) => {
            let said = locale.text.stalls_version_brought(locale.number(number.into()));
            return Ok(by.visit.see_other_saying(&urls::site_rows(by.visit.lang, by.proof.site()), &said));
        }
        Err(VersionRefusal::Edit(EditRefusal::Stale)) => locale.text.stalls_version_stale(),
        Err(VersionRefusal::Nothing) => locale.text.stalls_version_nothing(),
        Err(VersionRefusal::Edit(refusal)) => {
            board::problem(refusal, &Edit::BringBack(Drawing::default()), &locale).sentence
        }
    };
    let form = Form::refused(Fields::default(), vec![Problem { field: "main", sentence }]);
    Ok(by.visit.refused(&version_page(&by, &state, number, form).await?))
}
