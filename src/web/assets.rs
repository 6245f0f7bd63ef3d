//! Serves the compiled-in files.
use crate::assets;
use crate::error::AppError;
use crate::web::Answer;
use actix_web::http::header::{
    AcceptEncoding, CACHE_CONTROL, CONTENT_ENCODING, ETAG, Encoding, Header as _, IF_NONE_MATCH, VARY,
};
use actix_web::{HttpRequest, HttpResponse};

/// GET of a path with a content hash: kept for ever. Whoever can unpack it gets it as short as it was made once for all.
pub(crate) async fn file(req: HttpRequest) -> Answer {
    let asset = assets::at(req.path()).ok_or(AppError::NotFound)?;
    let tag = format!("\"{}\"", req.path());
    if req.headers().get(IF_NONE_MATCH).is_some_and(|sent| sent == tag.as_str()) {
        return Ok(HttpResponse::NotModified().finish());
    }
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((ETAG, tag))
        .content_type(asset.content_type);
    Ok(match asset.packed().filter(|_| unpacks(&req)) {
        Some(packed) => {
            answer.insert_header((CONTENT_ENCODING, "br")).insert_header((VARY, "accept-encoding")).body(packed)
        }
        None => answer.body(asset.content.as_slice()),
    })
}

/// Whether the browser unpacks Brotli, and likes that best.
fn unpacks(req: &HttpRequest) -> bool {
    let ways = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(req).is_ok_and(|accepted| accepted.negotiate(ways.iter()) == Some(Encoding::brotli()))
}

/// GET /sw.js: at the root, so that it serves the whole site; looked for anew each time.
pub(crate) async fn service_worker() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-cache"))
        .content_type("text/javascript; charset=utf-8")
        .body(assets::service_worker())
}
