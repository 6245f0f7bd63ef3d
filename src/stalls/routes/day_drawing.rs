//! Changing the drawing for one market day alone.
use crate::kernel::fields::Fields;
use crate::stalls::access::DayManager;
use crate::stalls::day_drawing::{self, DayDrawingRefusal};
use crate::stalls::edits::EditRefusal;
use crate::stalls::pages::{SEEN, THROW_AWAY};
use crate::stalls::routes::board::{self, Whose};
use crate::ui::Problem;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn rows(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    board::rows(&by.visit, &state, &Whose::Day(by.proof)).await
}

/// POST: a change of rows or of the rules of a category, or the way back to the site's drawing.
pub(super) async fn change_rows(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    if sent.fields.text("do") == THROW_AWAY {
        return throw_away(by, state, sent).await;
    }
    board::change_rows(&by.visit, &state, &Whose::Day(by.proof), sent).await
}

async fn throw_away(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, seen, locale) = (by.proof.clone(), board::seen(&sent.fields), by.visit.locale());
    match state.pool.write(move |db| day_drawing::throw_away(db, &proof, seen)).await? {
        Ok(()) => {
            let url = urls::day(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&url, &locale.text.stalls_day_drawing_thrown_away()))
        }
        Err(refusal) => {
            let seen = Fields::default().with(SEEN, sent.fields.text(SEEN));
            let problem = match refusal {
                DayDrawingRefusal::Edit(EditRefusal::Stale) => {
                    Problem { field: "main", sentence: locale.text.stalls_day_drawing_stale() }
                }
                refusal => board::problem_of_day(refusal, &locale),
            };
            let problems = vec![problem];
            board::rows_refused(&by.visit, &state, &Whose::Day(by.proof), (seen, problems)).await
        }
    }
}

pub(super) async fn stall(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    board::stall(&by.visit, &state, &Whose::Day(by.proof)).await
}

/// POST: the stall on this day, or what stands between it and the next.
pub(super) async fn change_stall(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    board::change_stall(&by.visit, &state, &Whose::Day(by.proof), sent).await
}
