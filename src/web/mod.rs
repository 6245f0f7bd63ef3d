//! Between actix and the slices: who asks, in which language, may they, what did they send, and how an answer is dressed.
pub(crate) mod allowed;
pub(crate) mod assets;
pub(crate) mod body_first;
pub(crate) mod client_address;
pub(crate) mod error_pages;
pub(crate) mod meters;
pub(crate) mod origin_check;
pub(crate) mod qr;
pub(crate) mod refused;
pub(crate) mod request_log;
pub(crate) mod routes;
pub(crate) mod security_headers;
pub(crate) mod session;
pub(crate) mod session_over;
pub(crate) mod settings;
pub(crate) mod submitted;
pub(crate) mod turns;
pub(crate) mod unsent;
pub(crate) mod visit;
pub(crate) mod words;

pub(crate) use allowed::{Allowed, look};
pub(crate) use routes::Routes;
pub(crate) use submitted::Submitted;
pub(crate) use visit::Visit;

use crate::accounts::access::SignedIn;
use crate::accounts::door::Door;
use crate::config::Config;
use crate::db::switch::Switch;
use crate::db::{Db, Pool};
use crate::kernel::ids::AreaId;
use diesel::QueryResult;
use std::sync::Arc;

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct State {
    pub pool: Pool,
    pub config: Arc<Config>,
    pub settings: Arc<settings::SettingsCache>,
    /// Turns at unpacking a picture.
    pub pictures: turns::Turns,
    pub meters: Arc<meters::Meters>,
    /// Where those who sign in wait for their turn.
    pub door: Door,
    /// Turns at reading a list.
    pub lists: turns::Turns,
    /// Turns at dealing a season again.
    pub reruns: turns::Turns,
    /// How many things wait to be looked over by somebody, for the frame of their pages.
    pub waits_for: fn(&mut Db, &SignedIn) -> QueryResult<i64>,
}

impl State {
    /// Whether buyers are told by SMS of what shops of these cities do: there is a gateway, and the office has it switched on, by
    /// what the page's own visit read.
    pub fn sends_sms(&self, cities: impl IntoIterator<Item = AreaId>) -> bool {
        let told = self.settings.last().places_of(Switch::Messages);
        self.config.sms.is_set_up() && cities.into_iter().all(|city| told.is_in(city))
    }
}

/// The result of a handler.
pub(crate) type Answer = Result<actix_web::HttpResponse, crate::error::AppError>;
