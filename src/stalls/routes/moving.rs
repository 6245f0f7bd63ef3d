//! Changing the plan of a day by hand.
use super::days::day_refused;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::BookingId;
use crate::stalls::access::DayManager;
use crate::stalls::forms;
use crate::stalls::model::Category;
use crate::stalls::moves::{self, Move, MoveRefusal};
use crate::stalls::pages::{ALSO, Confirm, Moving, MovingWhat, WITHOUT};
use crate::stalls::plan::DayPlan;
use crate::stalls::queries;
use crate::stalls::rearrange::Change;
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn move_form(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let (plan, categories) = latest(&by, &state).await?;
    let query = &by.visit.query;
    let what = match (query.text("stall").parse(), query.text("booking").parse()) {
        (Ok(stall), _) if plan.drawing.stall(stall).is_some() => MovingWhat::Stall(stall),
        (_, Ok(booking)) if plan.request(booking).is_some() => MovingWhat::Booking(booking),
        _ => return Err(AppError::NotFound),
    };
    Ok(by.visit.page(&Moving { plan, categories, what, form: Form::default() }))
}

async fn latest(by: &Allowed<DayManager>, state: &State) -> Result<(DayPlan, Vec<Category>), AppError> {
    let id = by.proof.day();
    state.pool.read(move |db| Ok((queries::working_plan(db, id)?, queries::categories(db)?))).await
}

pub(super) async fn move_by_hand(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let fields = &sent.fields;
    let booking: BookingId = fields.text("booking").parse().map_err(|_| AppError::NotFound)?;
    let change = change(fields)?;
    let seen = forms::seen(fields).ok_or(AppError::NotFound)?;
    let wanted = Move { booking, change, seen, accepts_breaks: fields.text("accept") == "yes" };
    let (proof, text) = (by.proof.clone(), by.visit.locale().text);
    let sentence = match state.pool.write(move |db| moves::apply(db, &proof, &wanted)).await? {
        Ok(_) => {
            let url = urls::day(by.visit.lang, by.proof.day());
            return Ok(by.visit.see_other_saying(&url, &text.stalls_move_done()));
        }
        Err(MoveRefusal::Breaks(breaks)) => {
            let (plan, categories) = latest(&by, &state).await?;
            return Ok(by.visit.refused(&Confirm { plan, categories, booking, change, breaks }));
        }
        Err(MoveRefusal::Closed) => text.stalls_day_closed(),
        Err(MoveRefusal::Stale) => text.stalls_day_stale(),
        Err(MoveRefusal::NotAsked) => text.stalls_move_not_asked(),
        Err(MoveRefusal::NoSuchStall) => text.stalls_stall_unknown(),
        Err(MoveRefusal::Nothing) => text.stalls_move_nothing(),
    };
    day_refused(&by, &state, sentence).await
}

/// What shall become of the request: without a stall it loses its place.
fn change(fields: &Fields) -> Result<Change, AppError> {
    let stall = match fields.text("stall") {
        "" => return Ok(Change::Nowhere),
        id => id.parse().map_err(|_| AppError::NotFound)?,
    };
    Ok(match fields.text("do") {
        ALSO => Change::Also(stall),
        WITHOUT => Change::Without(stall),
        _ => Change::To(stall),
    })
}
