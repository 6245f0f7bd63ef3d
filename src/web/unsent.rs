//! A form that could not be acted on, because its sender's session has ended or something of ours is out of order: what was
//! typed is read before the answer, and comes back with it, to be sent again. Files do not come back, and neither do passwords.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::ui::icon;
use crate::web::origin_check::is_ours;
use crate::web::{session, submitted};
use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::http::uri::PathAndQuery;
use actix_web::web::Bytes;
use futures_util::stream;
use maud::{Markup, html};

/// What someone typed, and where it was going.
pub(crate) struct Unsent {
    action: String,
    typed: Fields,
}

/// Fields of passwords; their forms ask for them again.
pub(crate) const SECRET: [&str; 5] = ["password", "again", "present", "confirm", "old"];

/// What a form of our pages brings, unless its session goes on and it has files, which are read once. The request goes on with
/// the same fields, whatever its route makes of them.
///
/// # Errors
/// When it is no form, or too large.
pub(crate) async fn read(req: &mut ServiceRequest) -> Result<Option<Unsent>, AppError> {
    if req.method() != Method::POST || !is_ours(req) || (has_files(req) && !session::has_ended(req.request()).await) {
        return Ok(None);
    }
    let payload = req.take_payload();
    let typed = submitted::typed(req.request(), payload).await?;
    let body = serde_urlencoded::to_string(typed.pairs()).map_err(|_| AppError::Malformed("form encoding"))?;
    let body = Bytes::from(body);
    req.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    req.set_payload(Payload::Stream { payload: Box::pin(stream::once(async { Ok(body) })) });
    let action = req.uri().path_and_query().map_or("/", PathAndQuery::as_str).to_owned();
    Ok(Some(Unsent { action, typed }))
}

fn has_files(req: &ServiceRequest) -> bool {
    let kind = req.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    !kind.starts_with("application/x-www-form-urlencoded") && !kind.is_empty()
}

impl Unsent {
    /// Whether anything was typed that is worth keeping.
    pub fn has_words(&self) -> bool {
        self.kept().any(|(name, value)| name != "idem" && !value.trim().is_empty())
    }

    /// The same as another act than that of the key it came with.
    #[must_use]
    pub fn keyed_anew(self, fresh: &Idem) -> Unsent {
        Unsent { typed: self.typed.with("idem", fresh.as_str()), ..self }
    }

    /// A form that sends the same once more.
    pub fn form(&self, icon_name: &'static str, word: &str) -> Markup {
        html! {
            form method="post" action=(self.action) {
                @for (name, value) in self.kept() { input type="hidden" name=(name) value=(value); }
                button class="btn btn-big" { (icon(icon_name)) span { (word) } }
            }
        }
    }

    fn kept(&self) -> impl Iterator<Item = &(String, String)> {
        self.typed.pairs().iter().filter(|(name, _)| !SECRET.contains(&name.as_str()))
    }
}
