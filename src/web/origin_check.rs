//! Refuses unsafe requests that other sites' pages caused. With it and the SameSite cookie, forms need no token.
use crate::error::AppError;
use crate::web::State;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};

/// Lets safe methods pass; the others only from our own origin. The refusal is an answer, so that it gets its page.
pub(crate) async fn check(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !req.method().is_safe() && !is_ours(&req) {
        return Ok(req.into_response(HttpResponse::from_error(AppError::CrossSite)));
    }
    Ok(next.call(req).await?.map_into_boxed_body())
}

/// Whether a request comes from one of our own pages.
pub(crate) fn is_ours(req: &ServiceRequest) -> bool {
    let headers = req.headers();
    if let Some(site) = text(headers, "sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match text(headers, ORIGIN.as_str()) {
        Some(origin) => {
            let configured =
                req.app_data::<web::Data<State>>().is_some_and(|state| state.config.origin.as_str() == origin);
            configured || is_host(req, origin)
        }
        None => !headers.contains_key(COOKIE),
    }
}

/// Whether an origin is the host this request was sent to; a page of another site cannot choose our Host header.
fn is_host(req: &ServiceRequest, origin: &str) -> bool {
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some() && authority == text(req.headers(), "host")
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
