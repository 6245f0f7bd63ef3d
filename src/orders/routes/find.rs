//! Routes of finding an order on another phone.
use super::buyer::{remember, remembered};
use crate::error::AppError;
use crate::orders::find::{self, FindRefusal, Sought};
use crate::orders::forms;
use crate::orders::pages::FindOrder;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::client_address::client_address;
use crate::web::{Answer, State, Submitted, Visit};
use actix_web::HttpRequest;
use actix_web::web::Data;

/// GET /find-order.
pub(super) async fn show(visit: Visit) -> Answer {
    Ok(visit.page(&FindOrder { form: Form::default() }))
}

/// POST /find-order.
pub(super) async fn find(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let problems = match forms::sought(&sent.fields, &locale) {
        Ok((mobile, number)) => {
            let sought = Sought { mobile, number, address: client_address(&req) };
            match state.pool.change(move |db| find::find(db, &sought)).await? {
                Ok(code) => {
                    let mut answer = visit.see_other(&urls::order(visit.lang, &code));
                    let cookie = remember(&state, &[code], remembered(&req));
                    answer.add_cookie(&cookie).map_err(|error| AppError::Internal(error.into()))?;
                    return Ok(answer);
                }
                Err(FindRefusal::None) => {
                    vec![Problem { field: "number", sentence: locale.text.orders_find_none() }]
                }
                Err(FindRefusal::Wait { seconds }) => {
                    let sentence = locale.text.orders_find_wait(locale.number(seconds));
                    vec![Problem { field: "number", sentence }]
                }
            }
        }
        Err(problems) => problems,
    };
    Ok(visit.refused(&FindOrder { form: Form::refused(sent.fields, problems) }))
}
