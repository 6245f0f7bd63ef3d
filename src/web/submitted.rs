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
    has_ended: Rc<Cell<bool>>,
}

impl Parts {
    fn of(req: &HttpRequest, payload: Payload) -> Parts {
        let has_ended = Rc::new(Cell::new(false));
        let body = stream::unfold((payload, has_ended.clone()), async |(mut payload, has_ended)| {
            let chunk = next_of(&mut payload).await;
            has_ended.set(!matches!(chunk, Some(Ok(_))));
            Some((chunk?, (payload, has_ended)))
        });
        Parts { parts: Multipart::new(req.headers(), body.fuse()), has_ended }
    }

    async fn next(&mut self) -> Result<Option<Field>, AppError> {
        whole(&self.has_ended, self.parts.try_next()).await
    }

    async fn chunk(&self, of: &mut Field) -> Result<Option<Bytes>, AppError> {
        whole(&self.has_ended, of.try_next()).await
    }
}

/// What is read of a form, unless its reader waits for more when there is no more.
async fn whole<T, E>(has_ended: &Cell<bool>, read: impl Future<Output = Result<T, E>>) -> Result<T, AppError> {
    let mut read = std::pin::pin!(read);
    poll_fn(|context| match read.as_mut().poll(context) {
        Poll::Pending if has_ended.get() => Poll::Ready(Err(AppError::Malformed("the body broke off"))),
        poll => poll.map_err(|_| AppError::Malformed("multipart form")),
    })
    .await
}

async fn read_form(mut payload: Payload) -> Result<Submitted, AppError> {
    let mut body = Vec::new();
    while let Some(chunk) = next_of(&mut payload).await {
        let chunk = chunk.map_err(|_| AppError::Malformed("the body broke off"))?;
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
