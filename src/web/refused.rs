//! Attempts at case files that end in "not found" are written to the trail, whether a proof refused them or what they asked
//! for is not there. The reader is told the same either way; if the row cannot be written, only that it does not work now.
use crate::accounts::trail::Attempt;
use crate::web::State;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpResponse};

/// Writes a refused attempt down before its answer is sent. `Allowed` leaves the attempt with the request.
pub(crate) async fn note(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let res = next.call(req).await?.map_into_boxed_body();
    if res.status() != StatusCode::NOT_FOUND {
        return Ok(res);
    }
    let attempt = res.request().extensions().get::<Attempt>().cloned();
    let (Some(attempt), Some(state)) = (attempt, res.request().app_data::<Data<State>>().cloned()) else {
        return Ok(res);
    };
    match attempt.refused(&state.pool).await {
        Ok(()) => Ok(res),
        Err(error) => Ok(res.into_response(HttpResponse::from_error(error))),
    }
}
