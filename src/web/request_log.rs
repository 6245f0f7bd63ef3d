//! One log line a request: id, method, route pattern, status, time. No path, no address, no name: nothing that says who.
use crate::web::State;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};
use rand::Rng;
use std::fmt;
use std::time::Instant;

/// The name of one request, in its log line, its audit rows and on its error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(u64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0 & 0xffff_ffff_ffff)
    }
}

impl RequestId {
    /// The id given to this request when it came in.
    pub fn of(req: &HttpRequest) -> RequestId {
        req.extensions().get::<RequestId>().copied().unwrap_or(RequestId(0))
    }
}

/// Names the request and writes its line when it is answered.
pub(crate) async fn log(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = RequestId(rand::rng().random());
    req.extensions_mut().insert(id);
    let meters = req.app_data::<Data<State>>().map(|state| state.meters.clone());
    let running = meters.as_ref().map(|meters| meters.begin());
    let began = Instant::now();
    let method = req.method().clone();
    let res = next.call(req).await?;
    let (pattern, status, took) = (res.request().match_pattern(), res.status().as_u16(), began.elapsed());
    if let Some(meters) = meters {
        meters.answered(pattern.as_deref(), status, took);
    }
    drop(running);
    let (route, took_us) = (pattern.as_deref().unwrap_or("-"), took.as_micros());
    match res.response().error() {
        Some(error) if status >= 500 => {
            tracing::error!(request = %id, %method, %route, status, took_us, %error, "answered");
        }
        _ => tracing::info!(request = %id, %method, %route, status, took_us, "answered"),
    }
    Ok(res)
}
