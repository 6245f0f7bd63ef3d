//! What a reader sees when a request did not end well: the same frame, what happened, what to do, a number to quote.
//! An error never sees the request, so its page is made here, where the language is known.
use crate::error::AppError;
use crate::kernel::idem::Idem;
use crate::ui::{Page, Ui, Viewer, empty::Empty, icon};
use crate::urls::{self, pattern};
use crate::web::session_over::SessionOver;
use crate::web::unsent::{self, Unsent};
use crate::web::{State, Visit, allowed::lang_of, request_log::RequestId};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};
use maud::{Markup, html};

/// Replaces the bare answer of an [`AppError`] by its page.
pub(crate) async fn render(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (form, res) = match unsent::read(&mut req).await {
        Ok(_) if holds_a_nul(&req) => (None, refused(req, AppError::NotFound)),
        Ok(form) => (form, next.call(req).await?.map_into_boxed_body()),
        Err(error) => (None, refused(req, error)),
    };
    let Some(kind) = kind_of(&res) else {
        return Ok(res);
    };
    let (req, res) = res.into_parts();
    let error = res.error().map(ToString::to_string);
    let page = answer(&req, kind, form.filter(Unsent::has_words)).await;
    if let Some(text) = error.filter(|_| page.status().is_server_error()) {
        tracing::error!(request = %RequestId::of(&req), error = %text, "failed");
    }
    Ok(ServiceResponse::new(req, page))
}

/// The answer to a request that reaches no route; it keeps its error, from which the page is made.
fn refused(req: ServiceRequest, error: AppError) -> ServiceResponse<BoxBody> {
    ServiceResponse::new(req.into_parts().0, HttpResponse::from_error(error))
}

/// No address of ours holds a NUL, and PostgreSQL takes none in what is looked for.
fn holds_a_nul(req: &ServiceRequest) -> bool {
    req.path().contains("%00")
}

#[derive(Clone)]
enum Kind {
    SignIn(String),
    NoHousehold,
    Status(StatusCode),
}

fn kind_of<B>(res: &ServiceResponse<B>) -> Option<Kind> {
    let error = res.response().error()?;
    Some(match error.as_error::<AppError>() {
        Some(AppError::SignInRequired { back }) => Kind::SignIn(back.clone()),
        Some(AppError::NoHousehold) => Kind::NoHousehold,
        Some(other) => Kind::Status(actix_web::ResponseError::status_code(other)),
        None => match res.status() {
            status if status.is_client_error() && status != StatusCode::PAYLOAD_TOO_LARGE => {
                Kind::Status(if status == StatusCode::BAD_REQUEST { StatusCode::NOT_FOUND } else { status })
            }
            status => Kind::Status(status),
        },
    })
}

async fn answer(req: &HttpRequest, kind: Kind, form: Option<Unsent>) -> HttpResponse {
    match kind {
        Kind::SignIn(back) => {
            if let Some(form) = form {
                return page(req, StatusCode::UNAUTHORIZED, &SessionOver { form }).await;
            }
            let url = urls::with_query(&urls::sign_in(lang_of(req)), &[("back", &back)]);
            HttpResponse::SeeOther().insert_header((LOCATION, url)).finish()
        }
        Kind::NoHousehold => page(req, StatusCode::NOT_FOUND, &NoHousehold).await,
        Kind::Status(status) => {
            let form = match (status, form) {
                (StatusCode::CONFLICT, form) => form.zip(fresh_key(req)).map(|(form, key)| form.keyed_anew(&key)),
                (status, form) => form.filter(|_| status.is_server_error()),
            };
            page(req, status, &ErrorPage { status, reference: RequestId::of(req).to_string(), form }).await
        }
    }
}

fn fresh_key(req: &HttpRequest) -> Option<Idem> {
    req.app_data::<Data<State>>().map(|state| Idem::fresh(state.pool.ids()))
}

/// The page in the reader's frame; without the database, in that of a visitor.
async fn page(req: &HttpRequest, status: StatusCode, page: &impl Page) -> HttpResponse {
    let visit = match Visit::of(req).await {
        Ok(visit) => Ok(visit),
        Err(_) => Visit::without_database(req),
    };
    match visit {
        Ok(visit) => visit.page_with(status, page),
        Err(_) => HttpResponse::build(status).body(RequestId::of(req).to_string()),
    }
}

/// An error page.
pub(crate) struct ErrorPage {
    pub status: StatusCode,
    pub reference: String,
    /// What the reader had sent, when it is not their fault that nothing came of it.
    pub form: Option<Unsent>,
}

impl ErrorPage {
    fn words(&self, ui: &Ui) -> (String, String, &'static str) {
        let text = ui.text;
        match self.status {
            StatusCode::NOT_FOUND => (text.error_404_title(), text.error_404_text(), "lost"),
            StatusCode::FORBIDDEN => (text.error_403_title(), text.error_403_text(), "closed"),
            StatusCode::REQUEST_TIMEOUT => (text.error_408_title(), text.error_408_text(), "repair"),
            StatusCode::PAYLOAD_TOO_LARGE => (text.error_413_title(), text.error_413_text(), "closed"),
            StatusCode::CONFLICT => (text.error_409_title(), text.error_409_text(), "lost"),
            StatusCode::SERVICE_UNAVAILABLE => (text.error_503_title(), text.error_503_text(), "repair"),
            status if status.is_client_error() => (text.error_400_title(), text.error_400_text(), "lost"),
            _ => (text.error_500_title(), text.error_500_text(), "repair"),
        }
    }
}

impl Page for ErrorPage {
    fn title(&self, ui: &Ui) -> String {
        self.words(ui).0
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        if self.status == StatusCode::CONFLICT {
            return self.sent_before(ui);
        }
        let (title, text, art) = self.words(ui);
        html! {
            (Empty { art, title, text, action: Some(first_page(ui)) }.as_page())
            @if let Some(form) = &self.form { div class="narrow stack" { p { (ui.text.error_unsent()) } (form.form("next", &ui.text.error_unsent_send())) } }
            (self.quoted(ui))
        }
    }
}

impl ErrorPage {
    /// Of a form that was recorded once and came again with other words: what happened, and the two ways on.
    fn sent_before(&self, ui: &Ui) -> Markup {
        let (title, text, _) = self.words(ui);
        let (back, drawing, word) = match ui.path.as_str() {
            pattern::start => first_page(ui),
            page => (urls::in_lang(ui.lang, page), "back", ui.text.error_409_back()),
        };
        html! {
            div class="narrow stack" {
                h1 { (title) }
                p { (text) }
                p { (ui.text.error_409_mend()) }
                p { a class="btn btn-primary btn-big" href=(back) { (icon(drawing)) span { (word) } } }
                @if let Some(form) = &self.form { p { (ui.text.error_409_again()) } (form.form("plus", &ui.text.error_409_send())) }
                (self.quoted(ui))
            }
        }
    }

    /// The number to quote.
    fn quoted(&self, ui: &Ui) -> Markup {
        html! { p class="reference" { (icon("info")) span { (ui.text.error_reference()) " " bdi dir="ltr" lang="en" data-latin-digits { (self.reference) } } } }
    }
}

/// Who works here goes on with the work; the shop window is where they came to by mistake.
fn first_page(ui: &Ui) -> (String, &'static str, String) {
    match ui.viewer.as_ref().is_some_and(Viewer::works_here) {
        true => (urls::start(ui.lang), "home", ui.text.error_start()),
        false => (urls::home(ui.lang), "home", ui.text.error_home()),
    }
}

/// What a seller sees who is no member of a household any more: what it means, and whom to ask.
pub(crate) struct NoHousehold;

impl Page for NoHousehold {
    fn title(&self, ui: &Ui) -> String {
        ui.text.error_no_household_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let action = Some((urls::home(ui.lang), "home", ui.text.error_home()));
        html! {
            (Empty { art: "closed", title: self.title(ui), text: ui.text.error_no_household_text(), action }.as_page())
        }
    }
}
