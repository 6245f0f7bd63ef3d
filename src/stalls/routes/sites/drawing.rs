//! Drawing a site: its rows, its stalls, and what stands between them.
use crate::stalls::access::SiteManager;
use crate::stalls::routes::board::{self, Whose};
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn rows(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    board::rows(&by.visit, &state, &Whose::Site(by.proof)).await
}

pub(crate) async fn change_rows(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    board::change_rows(&by.visit, &state, &Whose::Site(by.proof), sent).await
}

pub(crate) async fn stall(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    board::stall(&by.visit, &state, &Whose::Site(by.proof)).await
}

pub(crate) async fn change_stall(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    board::change_stall(&by.visit, &state, &Whose::Site(by.proof), sent).await
}
