//! The session cookie: read on every request, never trusted beyond the row it names.
use crate::accounts::access::SignedIn;
use crate::accounts::session;
use crate::error::AppError;
use crate::kernel::digest::{sha256, unhex};
use crate::web::State;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::{HttpMessage, HttpRequest, web};

#[derive(Clone)]
struct Found(Option<SignedIn>);

/// Whoever is signed in, with the roles that hold today. Looked up once a request.
pub(crate) async fn viewer(req: &HttpRequest, state: &State) -> Result<Option<SignedIn>, AppError> {
    if let Some(found) = req.extensions().get::<Found>() {
        return Ok(found.0.clone());
    }
    let found = match token_of(req, state) {
        Some(token) => load(state, token).await?,
        None => None,
    };
    req.extensions_mut().insert(Found(found.clone()));
    Ok(found)
}

/// Whether the request brings the cookie of a session that is over.
pub(crate) async fn has_ended(req: &HttpRequest) -> bool {
    let Some(state) = req.app_data::<web::Data<State>>() else {
        return false;
    };
    token_of(req, state).is_some() && matches!(viewer(req, state).await, Ok(None))
}

async fn load(state: &State, token: Vec<u8>) -> Result<Option<SignedIn>, AppError> {
    let hash = sha256(&token).to_vec();
    let key = hash.clone();
    let Some((who, is_old)) = state.pool.read(move |db| session::load(db, &key)).await? else {
        return Ok(None);
    };
    if is_old {
        let staff = who.is_staff();
        // On a disk that takes no writes, pages are still read; the session merely ends as if nobody had read them.
        if let Err(error) = state.pool.change(move |db| session::touch(db, &hash, staff)).await {
            tracing::warn!(%error, "a session could not be prolonged");
        }
    }
    Ok(Some(who))
}

fn token_of(req: &HttpRequest, state: &State) -> Option<Vec<u8>> {
    unhex(req.cookie(name(state))?.value()).filter(|token| token.len() == 32)
}

/// Over https the `__Host-` prefix pins the cookie to this host; plain http is for a machine's own loopback.
fn name(state: &State) -> &'static str {
    if state.config.is_https() { "__Host-session" } else { "session" }
}

/// The cookie of a new session; its row decides how long it lives.
pub(crate) fn cookie(state: &State, token: &[u8]) -> Cookie<'static> {
    Cookie::build(name(state), crate::kernel::digest::hex(token))
        .path("/")
        .http_only(true)
        .secure(state.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(30))
        .finish()
}

/// The cookie by which a device is known to the accounts that signed in on it; it opens nothing.
pub(crate) fn device_cookie(state: &State, marks: String) -> Cookie<'static> {
    Cookie::build(device_name(state), marks)
        .path("/")
        .http_only(true)
        .secure(state.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(365))
        .finish()
}

/// What that cookie says, or nothing.
pub(crate) fn device_marks(req: &HttpRequest, state: &State) -> String {
    req.cookie(device_name(state)).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

fn device_name(state: &State) -> &'static str {
    if state.config.is_https() { "__Host-device" } else { "device" }
}

/// The cookie that takes the session's place at sign-out.
pub(crate) fn ended_cookie(state: &State) -> Cookie<'static> {
    let mut cookie = cookie(state, &[]);
    cookie.set_value("");
    cookie.set_max_age(time::Duration::ZERO);
    cookie
}
