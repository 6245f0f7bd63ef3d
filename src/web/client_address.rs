//! The address a request came from, for throttling only; it is never stored or logged in the clear.
use crate::web::State;
use actix_web::{HttpRequest, web};

/// The peer's address, or the last one a trusted proxy wrote into X-Forwarded-For.
pub(crate) fn client_address(req: &HttpRequest) -> String {
    let trusted = req.app_data::<web::Data<State>>().is_some_and(|state| state.config.behind_proxy);
    let forwarded = req
        .headers()
        .get("x-forwarded-for")
        .filter(|_| trusted)
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .map(|address| address.trim().to_owned());
    forwarded.unwrap_or_else(|| req.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default())
}
