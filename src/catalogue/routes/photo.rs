//! The pictures of goods. Everyone gets those of goods that buyers see; of any other only its own people and whoever looks it over.
use crate::accounts::access::SignedIn;
use crate::catalogue::photos::audience::{self, Audience};
use crate::catalogue::photos::store::code_of;
use crate::catalogue::photos::{Fault, PhotoStore};
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
pub(super) async fn photo(
    req: HttpRequest,
    visit: Visit,
    state: Data<State>,
    store: Data<PhotoStore>,
    file: Path<String>,
) -> Answer {
    let file = file.into_inner();
    let code = code_of(&file).ok_or(AppError::NotFound)?.to_owned();
    let (viewer, named) = (visit.viewer.clone(), code.clone());
    let found = state.pool.read(move |db| found(db, &named, viewer.as_ref())).await?;
    let (for_whom, own) = found;
    let cached = match (for_whom, own) {
        (Some(Audience::Everyone), _) => FOR_AN_HOUR,
        (Some(Audience::Some), _) => FOR_ONE,
        // A photo that waits for its form has no row yet.
        (None, Some(household)) if store.kept(&code, household).await.map_err(lost)?.is_some() => FOR_ONE,
        (None, _) => return Err(AppError::NotFound),
    };
    let tag = format!("\"{file}\"");
    let knows = req.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    if knows {
        return Ok(HttpResponse::NotModified()
            .insert_header((CACHE_CONTROL, cached))
            .insert_header((ETAG, tag))
            .finish());
    }
    let bytes = store.read(&file).await.map_err(lost)?.ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, cached))
        .insert_header((ETAG, tag))
        .insert_header((CONTENT_DISPOSITION, "inline"))
        .content_type("image/webp")
        .body(bytes))
}

fn lost(fault: Fault) -> AppError {
    AppError::Unavailable(format!("photos: {fault}"))
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
