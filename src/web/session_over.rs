//! A form that arrives after its sender's session has ended: what was typed is read before the answer, and comes back with it,
//! to be sent again after signing in. Files do not come back, and neither do passwords.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::ui::{Page, Ui, empty::Empty, icon};
use crate::urls;
use crate::web::origin_check::is_ours;
use crate::web::{session, submitted};
use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::web::Bytes;
use futures_util::stream;
use maud::{Markup, html};

/// What someone typed whose session has ended. The request goes on with the same fields, whatever its route makes of them.
///
/// # Errors
/// When it is no form, or too large.
pub(crate) async fn read(req: &mut ServiceRequest) -> Result<Option<Fields>, AppError> {
    if req.method() != Method::POST || !is_ours(req) || !session::has_ended(req.request()).await {
        return Ok(None);
    }
    let payload = req.take_payload();
    let typed = submitted::typed(req.request(), payload).await?;
    let body = serde_urlencoded::to_string(typed.pairs()).map_err(|_| AppError::Malformed("form encoding"))?;
    let body = Bytes::from(body);
    req.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    req.set_payload(Payload::Stream { payload: Box::pin(stream::once(async { Ok(body) })) });
    Ok(Some(typed))
}

/// The page that keeps a form until its sender has signed in again.
pub(crate) struct SessionOver {
    /// Where the form was going.
    pub action: String,
    pub typed: Fields,
}

/// Fields of passwords; their forms ask for them again.
pub(crate) const SECRET: [&str; 5] = ["password", "again", "present", "confirm", "old"];

impl SessionOver {
    /// Whether anything was typed that is worth keeping.
    pub fn has_words(&self) -> bool {
        self.kept().any(|(name, value)| name != "idem" && !value.trim().is_empty())
    }

    fn kept(&self) -> impl Iterator<Item = &(String, String)> {
        self.typed.pairs().iter().filter(|(name, _)| !SECRET.contains(&name.as_str()))
    }
}

impl Page for SessionOver {
    fn title(&self, ui: &Ui) -> String {
        ui.text.error_session_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            (Empty { art: "closed", title: self.title(ui), text: ui.text.error_session_text(), action: None }.as_page())
            div class="narrow stack" {
                ol class="stack stack-s" {
                    li { (ui.text.error_session_first()) }
                    li { (ui.text.error_session_then()) }
                }
                a class="btn btn-primary btn-big" href=(urls::sign_in(ui.lang)) target="_blank" rel="noopener" { (icon("key")) span { (ui.text.error_session_sign_in()) } }
                form method="post" action=(self.action) {
                    @for (name, value) in self.kept() { input type="hidden" name=(name) value=(value); }
                    button class="btn btn-big" { (icon("check")) span { (ui.text.error_session_send()) } }
                }
                p class="muted small" { (ui.text.error_session_files()) }
            }
        }
    }
}
