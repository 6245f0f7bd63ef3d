//! Giving a free stall on the day to someone who waits, and taking it back.
use super::check_in::refused;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::access::DayManager;
use crate::stalls::forms;
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::pages::{BACK, Giving};
use crate::stalls::queries;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// GET: who else could have a free stall. Of one that can be given no more, the list of the day says who has it.
pub(super) async fn form(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let stall: StallId = by.visit.query.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let page = page(&by, &state, stall, Form::default()).await?;
    let plan = &page.plan;
    if plan.drawing.stall(stall).is_none() {
        return Err(AppError::NotFound);
    }
    if plan.holder(stall).is_some() || !plan.drawing.is_usable(stall) || plan.day.day != by.visit.today {
        return Ok(by.visit.see_other(&urls::day_check_in(by.visit.lang, by.proof.day())));
    }
    Ok(by.visit.page(&page))
}

/// The plan to keep to, with what giving a stall would break.
async fn page(by: &Allowed<DayManager>, state: &State, stall: StallId, form: Form) -> Result<Giving, AppError> {
    let id = by.proof.day();
    state
        .pool
        .read(move |db| {
            let plan = queries::plan_to_keep(db, id)?;
            let gifts = plan.gifts(stall);
            Ok(Giving { plan, categories: queries::categories(db)?, stall, gifts, form })
        })
        .await
}

pub(super) async fn act(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.text("do") == BACK {
        return take_back(&by, &state, &sent.fields).await;
    }
    let wanted = forms::hand_on(&sent.fields).ok_or(AppError::NotFound)?;
    let proof = by.proof.clone();
    match state.pool.write(move |db| hand_on::give(db, &proof, &wanted)).await? {
        Ok(()) => {
            let list = urls::day_check_in(by.visit.lang, by.proof.day());
            let said = by.visit.locale().text.stalls_given();
            Ok(by.visit.see_other_saying(&format!("{list}#b{}", wanted.to), &said))
        }
        Err(HandOnRefusal::Breaks(_)) => read_first(&by, &state, &wanted).await,
        Err(refusal) => {
            let page = page(&by, &state, wanted.stall, Form::default()).await?;
            refused(&by, &state, sentence(&refusal, &by, page.plan.drawing.number(wanted.stall))).await
        }
    }
}

/// What the gift breaks has to be read before it is done.
async fn read_first(by: &Allowed<DayManager>, state: &State, wanted: &HandOn) -> Answer {
    let sentence = by.visit.locale().text.stalls_give_read_first();
    let form = Form::refused(Fields::default(), vec![Problem { field: "main", sentence }]);
    Ok(by.visit.refused(&page(by, state, wanted.stall, form).await?))
}

fn sentence(refusal: &HandOnRefusal, by: &Allowed<DayManager>, number: &str) -> String {
    let locale = by.visit.locale();
    let text = locale.text;
    match refusal {
        HandOnRefusal::NotYet => text.stalls_give_not_yet(),
        HandOnRefusal::Over => text.stalls_check_in_past(),
        HandOnRefusal::NotPublished => text.stalls_check_in_not_published(),
        HandOnRefusal::NoSuchStall => text.stalls_stall_unknown(),
        HandOnRefusal::Taken => text.stalls_give_taken(locale.in_digits(number)),
        HandOnRefusal::NotWaiting => text.stalls_give_not_waiting(),
        HandOnRefusal::Stale | HandOnRefusal::Breaks(_) => text.stalls_day_stale(),
    }
}

async fn take_back(by: &Allowed<DayManager>, state: &State, fields: &Fields) -> Answer {
    let of: BookingId = fields.text("booking").parse().map_err(|_| AppError::NotFound)?;
    let stall: StallId = fields.text("stall").parse().map_err(|_| AppError::NotFound)?;
    let proof = by.proof.clone();
    match state.pool.write(move |db| hand_on::take_back(db, &proof, (of, stall))).await? {
        Ok(()) => {
            let list = urls::day_check_in(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&list, &by.visit.locale().text.stalls_given_back()))
        }
        Err(refusal) => refused(by, state, sentence(&refusal, by, "")).await,
    }
}
