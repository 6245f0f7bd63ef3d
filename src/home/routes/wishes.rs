//! Routes of waiting for a good that is sold out.
use super::reviews_asked;
use crate::accounts::access::SignedIn;
use crate::catalogue::access::WishHolder;
use crate::catalogue::queries::waits_for;
use crate::catalogue::wish::{self, WishRefusal, Wisher};
use crate::error::AppError;
use crate::home::pages::{GoodPage, TellMe, WishPage};
use crate::home::queries;
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AccountId;
use crate::kernel::secret::Indexed;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::client_address::client_address;
use crate::web::{Answer, State, Submitted, Visit};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

/// The page of a good, with the form by which its reader asks to be told.
pub(super) async fn page_of(visit: &Visit, state: &State, code: String, form: Form) -> Result<GoodPage, AppError> {
    let account = visit.viewer.as_ref().map(|who| who.account);
    let (asked, prices_in) = (reviews_asked(visit), visit.prices_in());
    let found = state
        .pool
        .read(move |db| {
            let waits = match account {
                Some(account) => waits_for(db, account, &code)?,
                None => false,
            };
            Ok(queries::good(db, &code, (&asked, &prices_in))?.map(|good| (good, waits)))
        })
        .await?;
    let (good, waits) = found.ok_or(AppError::NotFound)?;
    let tell_me = match account {
        Some(_) => TellMe::InApp { waits },
        None if state.sends_sms([good.card.city]) => TellMe::BySms(form),
        None => TellMe::No,
    };
    Ok(GoodPage { good, tell_me })
}

/// POST /p/{code}/tell-me.
pub(super) async fn tell_me(
    req: HttpRequest,
    visit: Visit,
    state: Data<State>,
    code: Path<String>,
    sent: Submitted,
) -> Answer {
    let (text, code) = (visit.locale().text, code.into_inner());
    let good = code.clone();
    let city = state.pool.read(move |db| queries::city_of(db, &good)).await?.ok_or(AppError::NotFound)?;
    let by = match visit.viewer.as_ref().map(|who: &SignedIn| who.account) {
        Some(account) if sent.fields.text("do") == "stop" => return no_longer(&visit, &state, code, account).await,
        Some(account) => Wisher::Account(account),
        None if !state.sends_sms([city]) => return Err(AppError::NotFound),
        None => match Mobile::parse(sent.fields.text("phone")) {
            Ok(mobile) => {
                let address = state.pool.keys().blind_index(Indexed::WishAddress, &client_address(&req));
                Wisher::Mobile { mobile, address }
            }
            Err(_) => return refused(&visit, &state, code, (sent.fields, text.orders_phone_wrong())).await,
        },
    };
    let said = match by {
        Wisher::Account(_) => text.home_tell_me_done(),
        Wisher::Mobile { .. } => text.home_tell_me_done_sms(),
    };
    let (wanted, lang) = (code.clone(), visit.lang);
    let here = urls::product(visit.lang, &code);
    match state.pool.write(move |db| wish::wait(db, &wanted, (&by, lang))).await? {
        // Who may not be told is not to be learnt from the answer.
        Ok(()) | Err(WishRefusal::Stopped | WishRefusal::Again) => Ok(visit.see_other_saying(&here, &said)),
        Err(WishRefusal::Unknown) => Err(AppError::NotFound),
        Err(WishRefusal::There) => Ok(visit.see_other_saying(&here, &text.home_tell_me_there())),
        Err(WishRefusal::TooMany) => refused(&visit, &state, code, (sent.fields, text.home_tell_me_too_many())).await,
    }
}

async fn no_longer(visit: &Visit, state: &State, code: String, account: AccountId) -> Answer {
    let good = code.clone();
    state.pool.change(move |db| wish::wait_no_longer(db, &good, account)).await?;
    let said = visit.locale().text.home_tell_me_stopped_done();
    Ok(visit.see_other_saying(&urls::product(visit.lang, &code), &said))
}

async fn refused(visit: &Visit, state: &State, code: String, (fields, sentence): (Fields, String)) -> Answer {
    let form = Form::refused(fields, vec![Problem { field: "phone", sentence: sentence.clone() }]);
    let page = page_of(visit, state, code.clone(), form).await?;
    match page.tell_me {
        TellMe::BySms(_) => Ok(visit.refused(&page)),
        TellMe::No | TellMe::InApp { .. } => Ok(visit.see_other_saying(&urls::product(visit.lang, &code), &sentence)),
    }
}

/// GET /w/{code}.
pub(super) async fn wish(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let code = code.into_inner();
    let asked = code.clone();
    let found = state.pool.read(move |db| WishHolder::of(db, &asked)).await?;
    let (_, link) = found.ok_or(AppError::NotFound)?;
    Ok(visit.page(&WishPage { code, link }))
}

/// POST /w/{code}: no more SMS of goods to this number.
pub(super) async fn stop(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let code = code.into_inner();
    let asked = code.clone();
    let (holder, _) = state.pool.read(move |db| WishHolder::of(db, &asked)).await?.ok_or(AppError::NotFound)?;
    state.pool.change(move |db| wish::stop(db, holder)).await?;
    Ok(visit.see_other(&urls::wish(visit.lang, &code)))
}
