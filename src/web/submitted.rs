//! What a form brought: its fields and, from a multipart form, its files. Size is bounded; anything that is not a form is refused.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use actix_multipart::{Field, Multipart};
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::rt::time::timeout;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use futures_util::{StreamExt, TryStreamExt, stream};
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

/// A file a person chose in a form.
#[derive(Debug)]
pub(crate) struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The body of a POST.
#[derive(Debug, Default)]
pub(crate) struct Submitted {
    pub fields: Fields,
    pub files: Vec<UploadedFile>,
}

impl Submitted {
    /// The file chosen under this name; an empty file box counts as none.
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == field && !file.bytes.is_empty())
    }
}

impl Submitted {
    /// The same as another act than that of the key it came with.
    #[must_use]
    pub fn keyed_anew(self, fresh: &Idem) -> Submitted {
        Submitted { fields: self.fields.with("idem", fresh.as_str()), ..self }
    }
}

const FORM_BYTES: usize = 256 * 1024;
const FILES_BYTES: usize = 16 * 1024 * 1024;
const MOST_FIELDS: usize = 1000;
/// How long nothing of a body may come; a slow network sends slowly, and not nothing.
const PATIENCE: Duration = Duration::from_secs(30);

impl FromRequest for Submitted {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = req.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let parts = Parts::of(req, payload.take());
            Box::pin(read_parts(parts, Files::Kept))
        } else if kind.starts_with("application/x-www-form-urlencoded") || kind.is_empty() {
            Box::pin(read_form(payload.take()))
        } else {
            Box::pin(async { Err(AppError::Malformed("content type of the body")) })
        }
    }
}

/// The fields of a form without its files, which are passed over.
pub(crate) async fn typed(req: &HttpRequest, payload: Payload) -> Result<Fields, AppError> {
    let kind = req.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let sent = if kind.starts_with("multipart/form-data") {
        read_parts(Parts::of(req, payload), Files::Passed).await?
    } else {
        read_form(payload).await?
    };
    Ok(sent.fields)
}

/// What becomes of the files of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Files {
    Kept,
    Passed,
}

/// What comes of a body, in time.
pub(super) async fn next_of(payload: &mut Payload) -> Option<Result<Bytes, PayloadError>> {
    timeout(PATIENCE, payload.next()).await.unwrap_or(Some(Err(PayloadError::Incomplete(None))))
}

/// A multipart form as it comes in. Its reader waits for the last boundary for ever, also when the body has ended without one.
struct Parts {
    parts: Multipart,
    came: Rc<Cell<Came>>,
}

/// How far a body has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    /// More may come.
    On,
    /// Whole, as far as its sender said.
    Whole,
    /// It broke off or stalled.
    Broken,
}

impl Came {
    fn after(chunk: Option<&Result<Bytes, PayloadError>>) -> Came {
        match chunk {
            Some(Ok(_)) => Came::On,
            Some(Err(_)) => Came::Broken,
            None => Came::Whole,
        }
    }
}

impl Parts {
    fn of(req: &HttpRequest, payload: Payload) -> Parts {
        let came = Rc::new(Cell::new(Came::On));
        let body = stream::unfold((payload, came.clone()), async |(mut payload, came)| {
            let chunk = next_of(&mut payload).await;
            came.set(Came::after(chunk.as_ref()));
            Some((chunk?, (payload, came)))
        });
        Parts { parts: Multipart::new(req.headers(), body.fuse()), came }
    }

    async fn next(&mut self) -> Result<Option<Field>, AppError> {
        whole(&self.came, self.parts.try_next()).await
    }

    async fn chunk(&self, of: &mut Field) -> Result<Option<Bytes>, AppError> {
        whole(&self.came, of.try_next()).await
    }
}

/// What is read of a form, unless its reader waits for more when there is no more.
async fn whole<T, E>(came: &Cell<Came>, read: impl Future<Output = Result<T, E>>) -> Result<T, AppError> {
    let mut read = std::pin::pin!(read);
    poll_fn(|context| match (read.as_mut().poll(context), came.get()) {
        (Poll::Ready(Ok(read)), _) => Poll::Ready(Ok(read)),
        (Poll::Pending, Came::On) => Poll::Pending,
        (_, Came::Broken) => Poll::Ready(Err(AppError::BrokeOff)),
        (Poll::Pending, Came::Whole) => Poll::Ready(Err(AppError::Malformed("a form without its end"))),
        (Poll::Ready(Err(_)), _) => Poll::Ready(Err(AppError::Malformed("multipart form"))),
    })
    .await
}

async fn read_form(mut payload: Payload) -> Result<Submitted, AppError> {
    let mut body = Vec::new();
    while let Some(chunk) = next_of(&mut payload).await {
        let chunk = chunk.map_err(|_| AppError::BrokeOff)?;
        if body.len() + chunk.len() > FORM_BYTES {
            return Err(AppError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(&body).map_err(|_| AppError::Malformed("form encoding"))?;
    if pairs.len() > MOST_FIELDS {
        return Err(AppError::TooLarge);
    }
    Ok(Submitted { fields: Fields::new(pairs.into_iter().map(without_nul).collect()), files: Vec::new() })
}

async fn read_parts(mut parts: Parts, wanted: Files) -> Result<Submitted, AppError> {
    let mut pairs = Vec::new();
    let mut files = Vec::new();
    let (mut total, mut written) = (0, 0);
    while let Some(mut part) = parts.next().await? {
        let (field, file_name) = match part.content_disposition() {
            Some(found) => {
                (found.get_name().unwrap_or_default().to_owned(), found.get_filename().map(ToOwned::to_owned))
            }
            None => return Err(AppError::Malformed("a part without a name")),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = parts.chunk(&mut part).await? {
            total += chunk.len();
            written += if file_name.is_none() { chunk.len() } else { 0 };
            if written > FORM_BYTES || total > FILES_BYTES {
                return Err(AppError::TooLarge);
            }
            if file_name.is_none() || wanted == Files::Kept {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file_name {
            Some(_) if wanted == Files::Passed => {}
            Some(name) => files.push(UploadedFile { field, name, bytes }),
            None => {
                let value = String::from_utf8(bytes).map_err(|_| AppError::Malformed("form encoding"))?;
                pairs.push(without_nul((field, value)));
            }
        }
        if pairs.len() + files.len() > MOST_FIELDS {
            return Err(AppError::TooLarge);
        }
    }
    Ok(Submitted { fields: Fields::new(pairs), files })
}

/// No engine stores a NUL in a text.
fn without_nul((name, value): (String, String)) -> (String, String) {
    if value.contains('\0') { (name, value.replace('\0', "")) } else { (name, value) }
}

/// The query string as fields; what cannot be read is left out.
pub(crate) fn query_of(req: &HttpRequest) -> Fields {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(req.query_string()).unwrap_or_default();
    Fields::new(pairs.into_iter().take(MOST_FIELDS).map(without_nul).collect())
}

#[cfg(test)]
mod tests {
    use super::{Submitted, typed};
    use crate::error::AppError;
    use actix_web::dev::Payload;
    use actix_web::error::PayloadError;
    use actix_web::http::header::CONTENT_TYPE;
    use actix_web::test::TestRequest;
    use actix_web::web::Bytes;
    use actix_web::{FromRequest, HttpRequest, ResponseError};
    use futures_util::stream;

    const FORM: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data; boundary=b";
    const BEGUN: &str =
        "--b\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nthe first half";

    /// A form whose beginning came, and whether its sender is still there.
    fn begun(kind: &str, text: &'static str, broke: bool) -> (HttpRequest, Payload) {
        let first = [Ok(Bytes::from_static(text.as_bytes()))];
        let last = broke.then_some(Err(PayloadError::Incomplete(None)));
        let came = stream::iter(first.into_iter().chain(last));
        let request = TestRequest::post().insert_header((CONTENT_TYPE, kind)).to_http_request();
        (request, Payload::Stream { payload: Box::pin(came) })
    }

    async fn status_of(kind: &str, text: &'static str, broke: bool) -> u16 {
        let (req, mut payload) = begun(kind, text, broke);
        Submitted::from_request(&req, &mut payload).await.map_or_else(|error| error.status_code().as_u16(), |_| 200)
    }

    #[actix_web::test]
    async fn an_upload_that_breaks_off_is_asked_for_again_and_one_that_is_no_form_is_not() {
        assert_eq!(status_of(PARTS, BEGUN, true).await, 408, "in the middle of a file");
        assert_eq!(status_of(PARTS, "--b\r\ncontent-dispo", true).await, 408, "in the middle of a head");
        assert_eq!(status_of(FORM, "name=na", true).await, 408);
        assert_eq!(status_of(PARTS, BEGUN, false).await, 400, "whole, and without its end");
        assert_eq!(status_of(PARTS, "no part at all", false).await, 400);
        let (req, payload) = begun(PARTS, BEGUN, true);
        assert!(matches!(typed(&req, payload).await, Err(AppError::BrokeOff)), "also where files are passed over");
    }
}
