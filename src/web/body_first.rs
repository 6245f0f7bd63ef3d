//! Reads short bodies before anything answers. Who is refused early, because a session ended or nothing can be written, may still
//! be sending then; a connection that is closed on them is all that their browser would show, and never the sentence.
use crate::web::submitted::next_of;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use futures_util::stream;

/// Longer bodies, such as photos, are read by whoever wants them.
const SHORT: usize = 64 * 1024;

/// Hands the request on with its body in memory, if that is short.
pub(crate) async fn read(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let length = req.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| (1..=SHORT).contains(&length)) {
        let mut payload = req.take_payload();
        let mut chunks = Vec::new();
        while let Some(chunk) = next_of(&mut payload).await {
            let is_broken = chunk.is_err();
            chunks.push(chunk);
            if is_broken {
                break;
            }
        }
        req.set_payload(Payload::Stream { payload: Box::pin(stream::iter(chunks)) });
    }
    next.call(req).await
}
