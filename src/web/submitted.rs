//! What a form brought: its fields and, from a multipart form, its files. Size is bounded; anything that is not a form is refused.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use actix_multipart::Multipart;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use futures_util::{StreamExt, TryStreamExt};

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

const FORM_BYTES: usize = 256 * 1024;
const FILES_BYTES: usize = 16 * 1024 * 1024;
const MOST_FIELDS: usize = 1000;

impl FromRequest for Submitted {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = req.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::new(req.headers(), payload.take());
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
        read_parts(Multipart::new(req.headers(), payload), Files::Passed).await?
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

async fn read_form(mut payload: Payload) -> Result<Submitted, AppError> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
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

async fn read_parts(mut parts: Multipart, wanted: Files) -> Result<Submitted, AppError> {
    let mut pairs = Vec::new();
    let mut files = Vec::new();
    let (mut total, mut written) = (0, 0);
    while let Some(mut part) = parts.try_next().await.map_err(|_| AppError::Malformed("multipart form"))? {
        let (field, file_name) = match part.content_disposition() {
            Some(found) => {
                (found.get_name().unwrap_or_default().to_owned(), found.get_filename().map(ToOwned::to_owned))
            }
            None => return Err(AppError::Malformed("a part without a name")),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(|_| AppError::Malformed("multipart form"))? {
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
