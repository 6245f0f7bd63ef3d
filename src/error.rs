//! `AppError`: one variant for each way a request can end other than well. What the reader sees is made in `web::error_pages`.
use actix_web::{HttpResponse, ResponseError, http::StatusCode};

/// How a request ended when it did not end well. Forbidden is `NotFound`: that a thing exists is not told.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("not found")]
    NotFound,
    /// The reader has an account for selling and belongs to no household any more.
    #[error("a seller without a household")]
    NoHousehold,
    /// The reader must sign in first; `back` is the path to return to.
    #[error("sign-in required")]
    SignInRequired { back: String },
    /// The request does not come from our own pages.
    #[error("request from another site")]
    CrossSite,
    /// What was sent is not a form of ours; the text is for the log.
    #[error("malformed request: {0}")]
    Malformed(&'static str),
    /// What was sent stopped coming before it was whole; it may be sent again as it is.
    #[error("the body broke off")]
    BrokeOff,
    #[error("too large")]
    TooLarge,
    /// A form of the same key was acted on before, with something else in it.
    #[error(transparent)]
    Resent(#[from] Resent),
    /// The database cannot be reached or stays busy.
    #[error("unavailable: {0}")]
    Unavailable(String),
    #[error("internal: {0:#}")]
    Internal(anyhow::Error),
}

/// A form was sent again with other words than the first time; nothing of it was done.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the form of this key held something else before")]
pub struct Resent;

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => AppError::NotFound,
            diesel::result::Error::QueryBuilderError(inner) if inner.is::<Resent>() => AppError::Resent(Resent),
            other => AppError::Internal(anyhow::Error::new(other)),
        }
    }
}

impl From<anyhow::Error> for AppError {
    fn from(error: anyhow::Error) -> Self {
        AppError::Internal(error)
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            AppError::NotFound | AppError::NoHousehold => StatusCode::NOT_FOUND,
            AppError::SignInRequired { .. } => StatusCode::SEE_OTHER,
            AppError::CrossSite => StatusCode::FORBIDDEN,
            AppError::Malformed(_) => StatusCode::BAD_REQUEST,
            AppError::BrokeOff => StatusCode::REQUEST_TIMEOUT,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::Resent(_) => StatusCode::CONFLICT,
            AppError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
