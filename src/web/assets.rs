//! Serves the compiled-in files.
use crate::assets;
use crate::error::AppError;
use crate::web::Answer;
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse};

/// GET of a path with a content hash: kept for ever.
pub(crate) async fn file(req: HttpRequest) -> Answer {
    let asset = assets::at(req.path()).ok_or(AppError::NotFound)?;
    let tag = format!("\"{}\"", req.path());
    if req.headers().get(IF_NONE_MATCH).is_some_and(|sent| sent == tag.as_str()) {
        return Ok(HttpResponse::NotModified().finish());
    }
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((ETAG, tag))
        .content_type(asset.content_type)
        .body(asset.content.as_slice()))
}

/// GET /sw.js: at the root, so that it serves the whole site; looked for anew each time.
pub(crate) async fn service_worker() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-cache"))
        .content_type("text/javascript; charset=utf-8")
        .body(assets::service_worker())
}
