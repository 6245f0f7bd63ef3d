//! The pictures of goods. Everyone gets those of goods that buyers see; of any other only its own people and whoever looks it over.
use super::store_of;
use crate::accounts::access::SignedIn;
use crate::catalogue::photos::audience::{self, Audience};
use crate::catalogue::photos::store::code_of;
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::ids::HouseholdId;
use crate::web::{Answer, State, Visit};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, IF_NONE_MATCH};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use diesel::QueryResult;

/// How long a picture is shown without asking again whether its good is still seen.
const FOR_AN_HOUR: &str = "public, max-age=3600";
const FOR_ONE: &str = "private, no-cache";

/// GET /photo/{file}: the same bytes for as long as they are there.
pub(super) async fn photo(req: HttpRequest, visit: Visit, state: Data<State>, file: Path<String>) -> Answer {
    let file = file.into_inner();
    let code = code_of(&file).ok_or(AppError::NotFound)?.to_owned();
    let (viewer, named) = (visit.viewer.clone(), code.clone());
    let found = state.pool.read(move |db| found(db, &named, viewer.as_ref())).await?;
    let (for_whom, own) = found;
    let store = store_of(&state);
    let cached = match for_whom {
        Some(Audience::Everyone) => FOR_AN_HOUR,
        Some(Audience::Some) => FOR_ONE,
        // A photo that waits for its form has no row yet.
        None if own.is_some_and(|household| store.kept(&code, household).is_some()) => FOR_ONE,
        None => return Err(AppError::NotFound),
    };
    let tag = format!("\"{file}\"");
    let knows = req.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    if knows {
        return Ok(HttpResponse::NotModified()
            .insert_header((CACHE_CONTROL, cached))
            .insert_header((ETAG, tag))
            .finish());
    }
    let bytes = state
        .pool
        .aside(move |_| store.read(&file).map_err(|error| AppError::Internal(error.into())))
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, cached))
        .insert_header((ETAG, tag))
        .insert_header((CONTENT_DISPOSITION, "inline"))
        .content_type("image/webp")
        .body(bytes))
}

type Found = (Option<Audience>, Option<HouseholdId>);

fn found(db: &mut Db, code: &str, viewer: Option<&SignedIn>) -> QueryResult<Found> {
    if audience::is_public(db, code)? {
        return Ok((Some(Audience::Everyone), None));
    }
    match viewer {
        Some(viewer) => {
            let own = audience::household_of(db, viewer)?;
            Ok((audience::sees(db, code, (viewer, own))?.then_some(Audience::Some), own))
        }
        None => Ok((None, None)),
    }
}
