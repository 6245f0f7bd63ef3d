//! `Visit`: one person's look at one page: language, who is signed in, theme, the notice left by the last action.
use crate::accounts::access::{Role, SignedIn};
use crate::db::switch::Switch;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::digest::hex;
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::kernel::places::Where;
use crate::kernel::secret::{Indexed, Keys};
use crate::ui::outbox::{self, Outbox};
use crate::ui::{Page, Theme, Ui, Viewer};
use crate::urls::pattern;
use crate::web::{State, session, settings::Settings, submitted::query_of};
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HOST, LOCATION, REFERER};
use actix_web::http::uri::PathAndQuery;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{NaiveDate, SecondsFormat};
use futures_util::future::LocalBoxFuture;
use std::sync::Arc;

/// Everything about a request that its page needs and its rule does not.
#[derive(Clone)]
pub(crate) struct Visit {
    pub lang: Lang,
    /// The path without the language prefix, with its query; of a form that was sent, the page it stood on.
    pub path: String,
    pub query: Fields,
    pub viewer: Option<SignedIn>,
    pub today: NaiveDate,
    pub settings: Arc<Settings>,
    pub origin: String,
    theme: Theme,
    notice: Option<String>,
    save_data: bool,
    basket: usize,
    /// Of those who have forms that may wait on the phone.
    outbox: Option<Outbox>,
    /// How many things wait to be looked over by the reader.
    pub(super) waiting: i64,
}

/// Until when the service worker may keep a page of staff.
const KEEP_UNTIL: &str = "x-keep-until";
const NOTICE: &str = "notice";
const THEME: &str = "theme";
/// The cookie of the basket: its goods, joined by hyphens.
pub(crate) const BASKET: &str = "basket";

impl Visit {
    /// Reads the request; at most one look-up, and none for a visitor without a session.
    pub async fn of(req: &HttpRequest) -> Result<Visit, AppError> {
        let state = state_of(req)?;
        let viewer = session::viewer(req, state).await?;
        let settings = state.settings.current(&state.pool).await?;
        Ok(Visit::with(req, state, viewer, settings))
    }

    /// The request of a reader who cannot be looked up, for the page that says so: as a visitor, with the settings that held last.
    ///
    /// # Errors
    /// When the app was built without its state.
    pub fn without_database(req: &HttpRequest) -> Result<Visit, AppError> {
        let state = state_of(req)?;
        Ok(Visit::with(req, state, None, state.settings.last()))
    }

    fn with(req: &HttpRequest, state: &State, viewer: Option<SignedIn>, settings: Arc<Settings>) -> Visit {
        let lang = Lang::of_path(req.path()).0;
        let path = if req.method().is_safe() {
            let here = req.uri().path_and_query().map_or("/", PathAndQuery::as_str);
            Lang::of_path(here).1.to_owned()
        } else {
            page_of_form(req, &state.config.origin).unwrap_or_else(|| pattern::start.to_owned())
        };
        Visit {
            lang,
            path,
            query: query_of(req),
            outbox: viewer.as_ref().map(|who| outbox_of(who, state.pool.keys())),
            waiting: 0,
            viewer,
            today: state.pool.clock().now().today,
            settings,
            origin: state.config.origin.clone(),
            theme: req.cookie(THEME).map_or(Theme::Auto, |cookie| Theme::of(cookie.value())),
            notice: req.cookie(NOTICE).and_then(|cookie| read_notice(cookie.value())),
            save_data: req.headers().get("save-data").is_some_and(|value| value == "on"),
            basket: req
                .cookie(BASKET)
                .map_or(0, |cookie| cookie.value().split('-').filter(|good| !good.is_empty()).count()),
        }
    }

    /// How this reader is spoken to.
    pub fn locale(&self) -> Locale {
        Locale::new(self.lang, self.settings.unit, self.today)
    }

    pub fn ui(&self) -> Ui {
        Ui {
            locale: self.locale(),
            path: self.path.clone(),
            origin: self.origin.clone(),
            viewer: self
                .viewer
                .as_ref()
                .map(|who| Viewer { waiting: self.waiting, ..viewer_of(who, self.outbox.clone()) }),
            notice: self.notice.clone(),
            public_name: self.settings.public_name(self.lang).to_owned(),
            theme: self.theme,
            save_data: self.save_data,
            prices_in: self.prices_in(),
            basket: self.basket,
        }
    }

    /// Of which cities this reader is shown what goods cost: of those where the office shows it to everyone, or of all if they
    /// are signed in.
    pub fn prices_in(&self) -> Where {
        if self.viewer.is_some() { Where::all() } else { self.settings.places_of(Switch::Prices) }
    }

    /// A page, whole.
    pub fn page(&self, page: &impl Page) -> HttpResponse {
        self.page_with(StatusCode::OK, page)
    }

    /// The same form again, with what was typed and what to mend.
    pub fn refused(&self, page: &impl Page) -> HttpResponse {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    pub fn page_with(&self, status: StatusCode, page: &impl Page) -> HttpResponse {
        let mut answer = HttpResponse::build(status);
        answer.content_type("text/html; charset=utf-8");
        if self.viewer.is_none()
            && status == StatusCode::OK
            && self.notice.is_none()
            && self.basket == 0
            && !page.is_private()
        {
            answer.insert_header((CACHE_CONTROL, "public, no-cache"));
        } else if let Some(until) = page.kept_until(self.today).filter(|_| status == StatusCode::OK) {
            answer.insert_header((CACHE_CONTROL, "private, no-cache"));
            answer.insert_header((KEEP_UNTIL, until.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)));
        } else if page.is_private() || self.viewer.as_ref().is_some_and(SignedIn::is_staff) {
            answer.insert_header((CACHE_CONTROL, "no-store"));
        } else {
            answer.insert_header((CACHE_CONTROL, "private, no-cache"));
        }
        if self.notice.is_some() {
            answer.cookie(self.notice_cookie(String::new(), time::Duration::ZERO));
        }
        answer.body(page.render(&self.ui()).into_string())
    }

    /// After a change: to the next page, without a word.
    pub fn see_other(&self, url: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((LOCATION, url)).finish()
    }

    /// After a change: to the next page, which says once what was done.
    pub fn see_other_saying(&self, url: &str, notice: &str) -> HttpResponse {
        let value = hex(notice.as_bytes());
        HttpResponse::SeeOther()
            .insert_header((LOCATION, url))
            .cookie(self.notice_cookie(value, time::Duration::minutes(2)))
            .finish()
    }

    fn notice_cookie(&self, value: String, age: time::Duration) -> Cookie<'static> {
        Cookie::build(NOTICE, value)
            .path("/")
            .http_only(true)
            .secure(self.origin.starts_with("https:"))
            .same_site(SameSite::Lax)
            .max_age(age)
            .finish()
    }
}

fn state_of(req: &HttpRequest) -> Result<&State, AppError> {
    let state = req.app_data::<web::Data<State>>();
    state
        .map(web::Data::get_ref)
        .ok_or_else(|| AppError::Internal(anyhow::anyhow!("the app was built without its state")))
}

/// The page a form stood on, as the browser tells it, without its language; nothing for a page that is not ours.
fn page_of_form(req: &HttpRequest, origin: &str) -> Option<String> {
    let from = req.headers().get(REFERER)?.to_str().ok()?;
    let here = || {
        let host = req.headers().get(HOST)?.to_str().ok()?;
        from.strip_prefix("http://").or_else(|| from.strip_prefix("https://"))?.strip_prefix(host)
    };
    let path = from.strip_prefix(origin).or_else(here)?;
    let path = path.split('#').next().filter(|path| path.starts_with('/') && !path.starts_with("//"))?;
    Some(Lang::of_path(path).1.to_owned())
}

fn viewer_of(who: &SignedIn, outbox: Option<Outbox>) -> Viewer {
    Viewer {
        name: who.name.clone(),
        sells: who.has(Role::Producer),
        does_casework: who.has(Role::Caseworker) || who.has(Role::Supervisor) || who.has(Role::Auditor),
        decides: who.has(Role::Supervisor),
        runs_sites: who.has(Role::MarketManager),
        administers: who.has(Role::Admin),
        outbox: outbox.clone().filter(|_| who.has(Role::MarketManager)),
        drafts: outbox.filter(|_| who.has(Role::Producer)),
        waiting: 0,
    }
}

fn outbox_of(who: &SignedIn, keys: &Keys) -> Outbox {
    let half = hex(&keys.blind_index(Indexed::Waiting, &who.account.to_string()));
    Outbox { owner: outbox::owner(who.account), half }
}

fn read_notice(value: &str) -> Option<String> {
    let bytes = crate::kernel::digest::unhex(value)?;
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty() && text.len() < 1000)
}

/// The cookie that remembers a chosen theme for a year.
pub(crate) fn theme_cookie(theme: Theme) -> Cookie<'static> {
    Cookie::build(THEME, theme.name()).path("/").same_site(SameSite::Lax).max_age(time::Duration::days(365)).finish()
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move { Visit::of(&req).await })
    }
}
