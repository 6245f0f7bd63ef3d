//! Routes of what is wanted every week: asking for it, its page for whoever asked, and the list of its shop.
use crate::accounts::access::AccountOwner;
use crate::db::Db;
use crate::error::AppError;
use crate::households::access::Producer;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StandingId;
use crate::kernel::quantity::Quantity;
use crate::orders::access::{StandingKeeper, StandingOwner};
use crate::orders::basket::Basket;
use crate::orders::forms::reason;
use crate::orders::forms::standing::{self as forms, Act};
use crate::orders::model::standing::{Standing, StandingState};
use crate::orders::pages::{AskWeekly, StandingList, StandingPage};
use crate::orders::queries;
use crate::orders::standing::ask::{self, AskRefusal, NewStanding};
use crate::orders::standing::change::{self, ChangeRefusal};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;

async fn ask_page(state: &State, code: String, form: Form) -> Result<AskWeekly, AppError> {
    let found = state
        .pool
        .read(move |db| {
            let mut asked = Basket::default();
            asked.put(&code, None, Quantity(1));
            match queries::basket_goods(db, &asked)?.into_iter().next() {
                Some(good) => Ok(Some((queries::standing::places_of(db, good.household)?, good))),
                None => Ok(None),
            }
        })
        .await?;
    let (places, good) = found.ok_or(AppError::NotFound)?;
    Ok(AskWeekly { good, places, form })
}

/// GET /p/{code}/weekly; a quantity in the query is filled in.
pub(super) async fn new(by: Allowed<AccountOwner>, state: Data<State>, code: Path<String>) -> Answer {
    let page = ask_page(&state, code.into_inner(), Form::default()).await?;
    let typed = by.visit.query.text("quantity");
    let quantity = if typed.is_empty() { by.visit.locale().in_digits("1") } else { typed.to_owned() };
    let form = Form::filled(Fields::default().with("quantity", quantity));
    Ok(by.visit.page(&AskWeekly { form, ..page }))
}

/// POST /p/{code}/weekly.
pub(super) async fn ask(by: Allowed<AccountOwner>, state: Data<State>, code: Path<String>, sent: Submitted) -> Answer {
    let (locale, code) = (by.visit.locale(), code.into_inner());
    let page = ask_page(&state, code.clone(), Form::default()).await?;
    let problems = match forms::ask(&sent.fields, page.good.unit, &locale) {
        Ok((quantity, place)) => {
            let (seen_price, lang) = (forms::seen_price(&sent.fields), by.visit.lang);
            let (proof, new) = (by.proof.clone(), NewStanding { code, quantity, place, seen_price, lang });
            match state.pool.write(move |db| ask::ask(db, &proof, &new)).await? {
                Ok(id) => {
                    let here = urls::standing(by.visit.lang, id);
                    return Ok(by.visit.see_other_saying(&here, &locale.text.weekly_asked()));
                }
                Err(AskRefusal::Known(id)) => {
                    let here = urls::standing(by.visit.lang, id);
                    return Ok(by.visit.see_other_saying(&here, &locale.text.weekly_known()));
                }
                Err(refusal) => vec![forms::ask_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    Ok(by.visit.refused(&AskWeekly { form: Form::refused(sent.fields, problems), ..page }))
}

async fn page_of(state: &State, id: StandingId) -> Result<StandingPage, AppError> {
    let found = state
        .pool
        .read(move |db| match queries::standing::standing(db, id)? {
            Some(standing) => Ok(Some((standing, queries::standing::turns_of(db, id)?))),
            None => Ok(None),
        })
        .await?;
    let (standing, turns) = found.ok_or(AppError::NotFound)?;
    Ok(StandingPage { standing, turns, form: Form::default() })
}

/// The form as it stands, unless something else was typed.
fn filled(standing: &Standing, locale: &Locale) -> Fields {
    Fields::default().with("quantity", locale.quantity_number(standing.quantity))
}

/// GET /orders/weekly/{standing}.
pub(super) async fn standing(by: Allowed<StandingOwner>, state: Data<State>) -> Answer {
    let page = page_of(&state, by.proof.standing()).await?;
    let form = Form::filled(filled(&page.standing, &by.visit.locale()));
    Ok(by.visit.page(&StandingPage { form, ..page }))
}

/// POST /orders/weekly/{standing}.
pub(super) async fn act(by: Allowed<StandingOwner>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, here) = (by.visit.locale(), urls::standing(by.visit.lang, by.proof.standing()));
    let page = page_of(&state, by.proof.standing()).await?;
    let problem = match forms::act(&sent.fields, page.standing.unit, &locale) {
        None => return Ok(by.visit.see_other(&here)),
        Some(Err(problem)) => problem,
        Some(Ok(asked)) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| done(db, &proof, asked)).await? {
                Ok(from) => return Ok(by.visit.see_other_saying(&here, &said((asked, from), &locale))),
                Err(refusal) => forms::change_problem(refusal, &locale),
            }
        }
    };
    let page = page_of(&state, by.proof.standing()).await?;
    let fields = if sent.fields.has("quantity") { sent.fields } else { filled(&page.standing, &locale) };
    Ok(by.visit.refused(&StandingPage { form: Form::refused(fields, vec![problem]), ..page }))
}

/// Does what is asked; of what is taken up again it gives the first day.
fn done(db: &mut Db, by: &StandingOwner, asked: Act) -> crate::db::Write<Option<NaiveDate>, ChangeRefusal> {
    match asked {
        Act::Want(quantity) => change::want(db, by, quantity)?,
        Act::Price(price) => change::agree(db, by, price)?,
        Act::Skip(day) => change::skip(db, by, day)?,
        Act::Unskip(day) => change::unskip(db, by, day)?,
        Act::End => change::end(db, by)?,
        Act::Resume => return change::resume(db, by).map(Some),
    }
    Ok(None)
}

fn said((asked, from): (Act, Option<NaiveDate>), locale: &Locale) -> String {
    let text = locale.text;
    match asked {
        Act::Want(_) => text.weekly_said_changed(),
        Act::Price(_) => text.weekly_said_price(),
        Act::Skip(day) => text.weekly_said_skipped(locale.date(day)),
        Act::Unskip(day) => text.weekly_said_unskipped(locale.date(day)),
        Act::End => text.weekly_said_ended(),
        Act::Resume => text.weekly_said_resumed(from.map(|day| locale.date(day)).unwrap_or_default()),
    }
}

async fn list_page(by: &Allowed<Producer>, state: &State) -> Result<StandingList, AppError> {
    let of = by.proof.household();
    let standing = state.pool.read(move |db| queries::standing::standing_at(db, of)).await?;
    Ok(StandingList { standing, refused: None, form: Form::default() })
}

/// GET /my/orders/weekly.
pub(super) async fn list(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let page = list_page(&by, &state).await?;
    Ok(by.visit.page(&page))
}

/// POST /my/orders/weekly/{standing}: the shop cannot make it every week.
pub(super) async fn decline(by: Allowed<StandingKeeper>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, here) = (by.visit.locale(), urls::my_standing(by.visit.lang));
    let problem: Problem = match reason(&sent.fields, "reason", &locale) {
        Err(problem) => problem,
        Ok(reason) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| change::decline(db, &proof, &reason)).await? {
                Ok(()) => return Ok(by.visit.see_other_saying(&here, &locale.text.weekly_said_declined())),
                Err(refusal) => forms::change_problem(refusal, &locale),
            }
        }
    };
    refused_list(&by.visit, &state, (&by.proof, sent.fields, problem)).await
}

/// The list again, with what is to be mended about one.
async fn refused_list(
    visit: &Visit,
    state: &State,
    (by, fields, problem): (&StandingKeeper, Fields, Problem),
) -> Answer {
    let id = by.standing();
    let standing = state
        .pool
        .read(move |db| match queries::standing::standing(db, id)? {
            Some(one) => queries::standing::standing_at(db, one.shop),
            None => Ok(Vec::new()),
        })
        .await?;
    let is_running = standing.iter().any(|one| one.id == id && one.state == StandingState::Running);
    let form = Form::refused(fields, vec![problem]);
    Ok(visit.refused(&StandingList { standing, refused: is_running.then_some(id), form }))
}
